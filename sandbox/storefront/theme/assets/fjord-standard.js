// The cart as themes of 2026 do it: every change goes through Shopify.actions, and whatever shows a cart listens for the
// standard event and draws itself anew. The whole section, an app's block in it too.
document.addEventListener('shopify:cart:lines-update', async (event) => {
  const result = await event.promise.catch(() => null);
  if (!result) return;
  const onCartPage = document.querySelector('cart-items') !== null;
  await drawAnew(['cart-icon-bubble', ...(onCartPage ? sectionIdsOnPage() : ['cart-drawer'])]);
  if (event.action === 'add' && refusals(result).length === 0 && !onCartPage && event.context === 'product') document.querySelector('cart-drawer')?.open();
});

const sectionIdsOnPage = () => [...document.querySelectorAll('[data-id^="template--"]')].map((each) => each.dataset.id);

async function drawAnew(ids) {
  const response = await fetch(`${location.pathname}?sections=${encodeURIComponent(ids.join(','))}`, { cache: 'no-store' });
  const sections = await response.json();
  for (const id of ids) {
    const drawn = new DOMParser().parseFromString(sections[id] ?? '', 'text/html').querySelector('.shopify-section');
    const [from, to] = id === 'cart-drawer' ? [drawn?.querySelector('#CartDrawer'), document.getElementById('CartDrawer')] : [drawn, document.getElementById(id === 'cart-icon-bubble' ? id : `shopify-section-${id}`)];
    if (from && to) to.innerHTML = from.innerHTML;
  }
  document.querySelector('cart-drawer')?.classList.toggle('is-empty', !document.querySelector('#CartDrawer .line'));
}

window.CartControls.listen({ addToCart, changeLine });

async function addToCart(form) {
  const data = new FormData(form);
  const result = await Shopify.actions.updateCart(
    { lines: [{ merchandiseId: `gid://shopify/ProductVariant/${data.get('id')}`, quantity: Number(data.get('quantity')) }] },
    { event: { context: 'product' } },
  );
  window.CartControls.say(form.querySelector('.product__error'), refusals(result)[0]?.message);
}

async function changeLine(control, quantity) {
  const id = `gid://shopify/CartLine/${encodeURIComponent(control.closest('[data-line-key]').dataset.lineKey)}`;
  const result = await Shopify.actions.updateCart({ lines: [{ id, quantity }] }, { event: { context: 'cart' } });
  window.CartControls.say(document.querySelector('.cart-error'), refusals(result)[0]?.message);
}

function refusals({ userErrors, warnings }) {
  return [...(userErrors ?? []), ...(warnings ?? [])];
}
