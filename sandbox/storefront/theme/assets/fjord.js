// What the theme does in every mode: the drawer opens and closes, the variant's price shows. How the cart is written is in
// fjord-dawn.js or fjord-standard.js; without either, forms are sent and pages load.

class CartDrawer extends HTMLElement {
  connectedCallback() {
    this.addEventListener('click', (event) => {
      if (event.target.closest('[data-drawer-close]')) this.close();
    });
    this.addEventListener('keydown', (event) => {
      if (event.key === 'Escape') this.close();
      if (event.key === 'Tab') this.keepFocus(event);
    });
    document.addEventListener('click', (event) => {
      const opener = event.target.closest('#cart-icon-bubble');
      if (!opener || location.pathname === '/cart') return;
      event.preventDefault();
      this.open(opener);
    });
  }

  get isOpen() {
    return this.classList.contains('active');
  }

  open(opener = document.activeElement) {
    if (this.isOpen) return;
    this.opener = opener;
    this.classList.add('active');
    document.body.classList.add('no-scroll');
    this.querySelector('.drawer__inner')?.focus();
  }

  close() {
    this.classList.remove('active');
    document.body.classList.remove('no-scroll');
    this.opener?.focus?.();
  }

  keepFocus(event) {
    const stops = [...this.querySelectorAll('a[href], button, input, select, [tabindex="0"]')].filter((each) => each.offsetParent !== null && each.tabIndex >= 0);
    const edge = event.shiftKey ? stops[0] : stops.at(-1);
    if (document.activeElement !== edge) return;
    event.preventDefault();
    (event.shiftKey ? stops.at(-1) : stops[0])?.focus();
  }
}
if (!document.body.classList.contains('theme-plain')) {
  // The mode's script adds what its contract asks of the element before it is defined.
  Object.defineProperties(CartDrawer.prototype, Object.getOwnPropertyDescriptors(window.FjordDrawer ?? {}));
  customElements.define('cart-drawer', CartDrawer);
}

document.addEventListener('change', (event) => {
  const picker = event.target.closest('[data-variant-picker]');
  if (!picker) return;
  const option = picker.selectedOptions[0];
  const soldOut = option.dataset.soldOut !== undefined;
  document.querySelector('[data-product-price]').textContent = option.dataset.price;
  document.querySelector('[data-add-label]').textContent = soldOut ? 'Sold out' : 'Add to cart';
  for (const button of document.querySelectorAll('.product__add, .product__buy-now')) button.disabled = soldOut;
  history.replaceState({}, '', `?variant=${picker.value}`);
});

// In plain mode a changed quantity is sent with its form.
document.addEventListener('change', (event) => {
  const quantity = event.target.closest('[data-line-quantity]');
  if (quantity && document.body.classList.contains('theme-plain')) quantity.form.requestSubmit();
});

document.addEventListener('click', (event) => {
  const choice = event.target.closest('[data-consent-choice]')?.dataset.consentChoice;
  if (!choice) return;
  Shopify.loadFeatures([{ name: 'consent-tracking-api', version: '0.1' }], () =>
    Shopify.customerPrivacy.setTrackingConsent({ analytics: choice === 'yes', marketing: false, preferences: choice === 'yes' }, () => {
      document.querySelector('[data-consent]').hidden = true;
    }),
  );
});

// The checkout keeps who is buying as soon as it is said: one that is left after that is an abandoned checkout.
document.addEventListener('change', (event) => {
  const customer = event.target.closest('[data-checkout-customer]');
  if (customer) void fetch('/checkout/contact', { method: 'POST', body: new URLSearchParams({ customer: customer.value }) });
});
