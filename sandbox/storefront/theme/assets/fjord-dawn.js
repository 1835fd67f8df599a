// The cart as Dawn and its many children do it: the Ajax API with bundled sections, renderContents, and publish.
const CART_UPDATE = 'cart-update';

window.FjordDrawer = {
  getSectionsToRender() {
    return [{ id: 'cart-drawer', selector: '#CartDrawer' }, { id: 'cart-icon-bubble' }];
  },
  renderContents(parsedState) {
    for (const section of this.getSectionsToRender()) {
      const target = section.selector ? document.querySelector(section.selector) : document.getElementById(section.id);
      target.innerHTML = innerOf(parsedState.sections[section.id], section.selector);
    }
    setTimeout(() => this.open());
  },
};

customElements.define(
  'cart-items',
  class extends HTMLElement {
    getSectionsToRender() {
      return [
        { id: 'main-cart-items', section: document.getElementById('main-cart-items').dataset.id, selector: '.js-contents' },
        { id: 'cart-icon-bubble', section: 'cart-icon-bubble', selector: '.shopify-section' },
        { id: 'main-cart-footer', section: document.getElementById('main-cart-footer').dataset.id, selector: '.js-contents' },
      ];
    }
  },
);

function innerOf(html, selector = '.shopify-section') {
  return new DOMParser().parseFromString(html, 'text/html').querySelector(selector).innerHTML;
}

async function post(path, body) {
  const response = await fetch(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ ...body, sections_url: location.pathname }) });
  return { ok: response.ok, state: await response.json() };
}

window.CartControls.listen({ addToCart, changeLine });

async function addToCart(form) {
  const drawer = document.querySelector('cart-drawer');
  const data = new FormData(form);
  const { ok, state } = await post('/cart/add.js', { id: data.get('id'), quantity: Number(data.get('quantity')), sections: drawer.getSectionsToRender().map(({ id }) => id) });
  window.CartControls.say(form.querySelector('.product__error'), ok ? '' : state.description);
  if (!ok) return;
  drawer.renderContents(state);
  publish(CART_UPDATE, { source: 'product-form', productVariantId: data.get('id'), cartData: state });
}

async function changeLine(control, quantity) {
  const id = control.closest('[data-line-key]').dataset.lineKey;
  const page = document.querySelector('cart-items');
  const drawer = document.querySelector('cart-drawer');
  const sections = (page ?? drawer).getSectionsToRender();
  const error = control.closest('cart-items, cart-drawer').querySelector('.cart-error');
  const { ok, state } = await post('/cart/change.js', { id, quantity, sections: sections.map((each) => each.section ?? each.id) });
  window.CartControls.say(error, ok ? '' : state.description);
  if (!ok) return;
  for (const { id: name, section, selector } of sections) {
    const holder = page ? document.getElementById(name) : selector ? document.querySelector(selector) : document.getElementById(name);
    const target = page ? (holder.querySelector(selector) ?? holder) : holder;
    target.innerHTML = innerOf(state.sections[section ?? name], selector);
  }
  publish(CART_UPDATE, { source: 'cart-items', cartData: state });
}
