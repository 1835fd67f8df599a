// The controls that a shopper changes the cart with, alike in every mode that writes it by script. What adding and changing
// do is the mode's: fjord-dawn.js, fjord-standard.js.
window.CartControls = {
  /** @param {{ addToCart(form: HTMLFormElement): void, changeLine(control: HTMLElement, quantity: number): void }} mode */
  listen({ addToCart, changeLine }) {
    document.addEventListener('submit', (event) => {
      if (event.submitter?.hasAttribute('formaction')) return;
      if (event.target.matches('#product-form')) {
        event.preventDefault();
        addToCart(event.target);
      } else if (event.submitter?.matches('[data-line-remove]')) {
        event.preventDefault();
        changeLine(event.submitter, 0);
      }
    });
    document.addEventListener('change', (event) => {
      const quantity = event.target.closest('[data-line-quantity]');
      if (quantity) changeLine(quantity, Number(quantity.value));
    });
  },

  /** Shows why something was refused; without a text, that nothing was. */
  say(place, text = '') {
    if (!place) return;
    place.textContent = text;
    place.hidden = !text;
  },
};
