// Standard storefront actions, as the script does that Shopify puts into every Liquid storefront: a cart in the shape of the
// Storefront API, events as a change begins, refusals that resolve.
// https://shopify.dev/docs/api/storefront-events-and-actions/actions/update-cart
const gid = (type, id) => `gid://shopify/${type}/${id}`;
const idOf = (text) => decodeURIComponent(String(text).split('/').pop());

class CartLinesUpdate extends Event {
  constructor(details) {
    super('shopify:cart:lines-update', { bubbles: true });
    Object.assign(this, details);
  }
}

const money = (hundredths, currencyCode) => ({ amount: (hundredths / 100).toFixed(2), currencyCode });

function storefrontCart(cart) {
  return {
    id: gid('Cart', cart.token),
    totalQuantity: cart.item_count,
    cost: { totalAmount: money(cart.total_price, cart.currency), subtotalAmount: money(cart.items_subtotal_price, cart.currency) },
    lines: cart.items.map((item) => ({
      id: gid('CartLine', encodeURIComponent(item.key)),
      quantity: item.quantity,
      merchandise: { id: gid('ProductVariant', item.variant_id), title: item.variant_title, product: { id: gid('Product', item.product_id), title: item.product_title, handle: item.handle } },
      attributes: Object.entries(item.properties ?? {}).map(([key, value]) => ({ key, value })),
      cost: { amountPerQuantity: money(item.original_price, cart.currency), totalAmount: money(item.final_line_price, cart.currency) },
    })),
  };
}

async function request(path, body) {
  const response = await fetch(path, body ? { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) } : { cache: 'no-store' });
  if (response.status >= 500) throw new Error(`${path} answered ${response.status}`);
  return { ok: response.ok, status: response.status, data: await response.json() };
}

async function getCart() {
  return { cart: storefrontCart((await request('/cart.js')).data) };
}

async function write(lines) {
  const userErrors = [];
  const warnings = [];
  for (const [index, line] of lines.entries()) {
    const { ok, status, data } = line.merchandiseId
      ? await request('/cart/add.js', { items: [{ id: Number(idOf(line.merchandiseId)), quantity: line.quantity ?? 1, properties: Object.fromEntries((line.attributes ?? []).map(({ key, value }) => [key, value])) }] })
      : await request('/cart/change.js', { id: idOf(line.id), quantity: line.quantity });
    if (ok) continue;
    // As the Storefront API: what is short of stock is a warning and is left out, what does not exist is an error.
    if (status === 422) warnings.push({ code: 'MERCHANDISE_NOT_ENOUGH_STOCK', message: data.description, target: line.merchandiseId ?? line.id });
    else userErrors.push({ code: 'INVALID', message: data.description, field: ['lines', String(index)] });
  }
  const { cart } = await getCart();
  return { cart, ...(userErrors.length > 0 ? { userErrors } : {}), ...(warnings.length > 0 ? { warnings } : {}) };
}

async function updateCart({ lines = [] }, { event = {} } = {}) {
  const promise = write(lines);
  const action = lines.every((line) => line.merchandiseId) ? 'add' : lines.every((line) => line.quantity === 0) ? 'remove' : 'update';
  document.dispatchEvent(new CartLinesUpdate({ action, lines, context: event.context ?? 'standard-action', detail: event.detail, promise }));
  return promise;
}
updateCart.isDefault = () => false;

async function openCart() {
  const drawer = document.querySelector('cart-drawer');
  if (drawer?.open) drawer.open();
  else location.assign('/cart');
}

window.Shopify.actions = { getCart, updateCart, openCart };
