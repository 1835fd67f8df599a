import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { themeState } from '#app/pipeline/publish/theme-state.ts';
import { CLIENT_ID, CLIENT_SECRET } from '#sandbox/credentials.ts';
import type { NewCodeDiscount } from '#sandbox/store/codes.ts';
import { signatureOf } from '#sandbox/storefront/app-proxy.ts';
import { ALL_BLOCKS, BAG, CAMERA, CARD, SET_ID, STRAP, type TestStorefront, testStorefront, variantOf } from '#test/support/storefront.ts';

// biome-ignore lint/suspicious/noExplicitAny: answers of an untyped API, each field of which a test names
type Json = any;

/** A shopper: the cookie of one cart. */
class Shopper {
  #cookie = '';
  readonly #url: string;

  constructor(url: string) {
    this.#url = url;
  }

  async ask(path: string, body?: object | URLSearchParams): Promise<Response> {
    const form = body instanceof URLSearchParams;
    const response = await fetch(this.#url + path, {
      redirect: 'manual',
      headers: { cookie: this.#cookie, ...(body && !form ? { 'content-type': 'application/json' } : {}) },
      ...(body ? { method: 'POST', body: form ? body : JSON.stringify(body) } : {}),
    });
    this.#cookie = response.headers.get('set-cookie')?.split(';')[0] ?? this.#cookie;
    return response;
  }

  async json(path: string, body?: object): Promise<Json> {
    return (await this.ask(path, body)).json();
  }

  async html(path: string): Promise<string> {
    return (await this.ask(path)).text();
  }
}

const inSet = (product: number, place = 1) => ({ id: variantOf(product, place), properties: { _setwise: SET_ID } });

let front: TestStorefront;
beforeAll(async () => {
  front = await testStorefront();
});
afterAll(() => front.stop());

describe('the cart', () => {
  it('charges for a line of the set what the Function gives, to the cent', async () => {
    const shopper = new Shopper(front.url);
    await shopper.json('/cart/add.js', { items: [{ id: variantOf(CAMERA) }, inSet(CARD), inSet(BAG), inSet(STRAP)] });
    const cart = await shopper.json('/cart.js');
    const prices = cart.items.map((item: Json) => [item.product_title, item.original_line_price, item.final_line_price, item.line_level_discount_allocations.length]);
    expect(prices).toEqual([['Rope Strap', 2450, 2450, 0], ['Day Bag', 8900, 7565, 1], ['Fast Card', 3995, 3595, 1], ['Camera', 89900, 89900, 0]]);
    expect(cart.total_discount).toBe(1335 + 400);
    expect(cart.total_price).toBe(cart.original_total_price - cart.total_discount);
  });

  it('gives nothing without the anchor, nor for more units than anchors', async () => {
    const shopper = new Shopper(front.url);
    await shopper.json('/cart/add.js', { ...inSet(CARD), quantity: 2 });
    expect((await shopper.json('/cart.js')).total_discount).toBe(0);
    await shopper.json('/cart/add.js', { id: variantOf(CAMERA) });
    expect((await shopper.json('/cart.js')).total_discount).toBe(400);
  });

  it('gives nothing while the app has registered no discount', async () => {
    const bare = await testStorefront({ discount: false });
    const shopper = new Shopper(bare.url);
    await shopper.json('/cart/add.js', { items: [{ id: variantOf(CAMERA) }, inSet(CARD)] });
    expect((await shopper.json('/cart.js')).total_discount).toBe(0);
    await bare.stop();
  });

  it('refuses more than is left as Shopify words it, and takes all of a call or nothing', async () => {
    const shopper = new Shopper(front.url);
    const response = await shopper.ask('/cart/add.js', { items: [{ id: variantOf(CAMERA) }, { id: variantOf(CARD), quantity: 6 }] });
    expect(response.status).toBe(422);
    expect(await response.json()).toEqual({ status: 422, message: 'You can only add 5 Fast Card - Size 1 to the cart.', description: 'You can only add 5 Fast Card - Size 1 to the cart.' });
    expect((await shopper.json('/cart.js')).items).toEqual([]);
    expect((await shopper.ask('/cart/add.js', { id: 1 })).status).toBe(404);
    expect((await shopper.ask('/cart/add.js', { id: 'x' })).status).toBe(400);
  });

  it('draws the sections that a call bundles', async () => {
    const shopper = new Shopper(front.url);
    const { sections } = await shopper.json('/cart/add.js', { id: variantOf(CAMERA), sections: ['cart-drawer', 'cart-icon-bubble', 'no-such-thing'] });
    expect(sections['cart-drawer']).toContain('id="CartDrawer"');
    expect(sections['cart-icon-bubble']).toContain('data-cart-count="1"');
    expect(sections['no-such-thing']).toBeNull();
    expect(await shopper.html('/cart?section_id=cart-icon-bubble')).toContain('shopify-section-cart-icon-bubble');
  });

  it('takes plain forms, and keeps lines apart by their properties', async () => {
    const shopper = new Shopper(front.url);
    const form = await shopper.ask('/cart/add', new URLSearchParams([['id', String(variantOf(CARD))], ['properties[_setwise]', SET_ID]]));
    expect([form.status, form.headers.get('location')]).toEqual([302, '/cart']);
    await shopper.json('/cart/add.js', { id: variantOf(CARD) });
    const { items } = await shopper.json('/cart.js');
    expect(items.map((item: Json) => item.properties)).toEqual([{}, { _setwise: SET_ID }]);
    await shopper.json('/cart/change.js', { id: items[0].key, quantity: 0 });
    await shopper.json('/cart/update.js', { updates: { [items[1].key]: 3 } });
    expect((await shopper.json('/cart.js')).item_count).toBe(3);
  });

  it('becomes an order that says what was charged and what the widget added', async () => {
    const shopper = new Shopper(front.url);
    await shopper.json('/cart/add.js', { items: [{ id: variantOf(CAMERA) }, inSet(BAG)] });
    const placed = await shopper.ask('/checkout', new URLSearchParams({ customer: '77' }));
    const order = [...front.store.orders.values()].at(-1);
    expect(placed.headers.get('location')).toBe(`/checkout/thank-you/${order?.id}`);
    expect(order).toMatchObject({ customerId: 77, lines: [{ price: '89.00', discount: '13.35', properties: [{ name: '_setwise', value: SET_ID }] }, { price: '899.00', discount: '0.00' }] });
    expect(await shopper.html(`/checkout/thank-you/${order?.id}`)).toContain(`Order ${order?.name}`);
    expect((await shopper.json('/cart.js')).items).toEqual([]);
  });
});

const code = (more: Partial<NewCodeDiscount> = {}): NewCodeDiscount => ({
  title: 'Follow-up', code: 'FJORD-1', productIds: [BAG, CARD], variantIds: [], percentage: 0.12, startsAt: '2026-01-01T00:00:00Z', endsAt: null, usageLimit: 1,
  appliesOncePerCustomer: true, combinesWith: { productDiscounts: false, orderDiscounts: false, shippingDiscounts: true }, tags: [], ...more,
});
const lineDiscounts = (cart: Json) => cart.items.map((item: Json) => [item.product_id, item.total_discount, item.discounts[0]?.title ?? null]);

describe('a code', () => {
  it('takes its share off its products; on a line of the set the better of the two counts', async () => {
    const own = await testStorefront();
    const shopper = new Shopper(own.url);
    own.store.createCodeDiscount(code());
    await shopper.json('/cart/add.js', { items: [{ id: variantOf(CAMERA) }, inSet(CARD), inSet(BAG), inSet(STRAP)] });
    const cart = await shopper.json('/cart/update.js', { discount: 'fjord-1' });
    // Bag: 15 % of the set beat 12 %; card: 12 % beat the set's 10 %.
    expect(lineDiscounts(cart)).toEqual([[STRAP, 0, null], [BAG, 1335, 'Set price'], [CARD, 479, 'FJORD-1'], [CAMERA, 0, null]]);
    expect(cart.discount_codes).toEqual([{ code: 'FJORD-1', applicable: true }]);
    await shopper.ask('/checkout', new URLSearchParams({ customer: '77' }));
    const order = [...own.store.orders.values()].at(-1);
    expect(order).toMatchObject({ discountCodes: ['FJORD-1'] });
    expect(order?.lines.map(({ productId, discount }) => [productId, discount])).toEqual([[STRAP, '0.00'], [BAG, '13.35'], [CARD, '4.79'], [CAMERA, '0.00']]);
    expect([...own.store.codeDiscounts.values()].map(({ used }) => used)).toEqual([1]);
    await own.stop();
  });

  it.each([
    ['was used before', code({ usageLimit: 0 }), 'has been used already.'],
    ['is over', code({ endsAt: '2026-01-02T00:00:00Z' }), 'has expired.'],
    ['is for other things', code({ productIds: [STRAP] }), 'is for none of these products.'],
    ['gives less than the set', code({ percentage: 0.05 }), 'does not add to the set price, which is lower.'],
    ['nobody made', code({ code: 'ANOTHER' }), 'is not a code of this shop.'],
  ])('that %s says so and takes nothing off', async (_, made, words) => {
    const own = await testStorefront();
    const shopper = new Shopper(own.url);
    own.store.createCodeDiscount(made);
    await shopper.json('/cart/add.js', { items: [{ id: variantOf(CAMERA) }, inSet(BAG)] });
    const cart = await shopper.json('/cart/update.js', { discount: 'FJORD-1' });
    expect([cart.total_discount, cart.discount_codes]).toEqual([1335, [{ code: 'FJORD-1', applicable: false }]]);
    expect(await shopper.html('/cart')).toContain(`The code FJORD-1 ${words}`);
    expect((await shopper.ask('/checkout', new URLSearchParams({ customer: '77' }))).headers.get('location')).toContain('/checkout/thank-you/');
    expect([...own.store.orders.values()].at(-1)?.discountCodes).toEqual([]);
    await own.stop();
  });
});

describe('a cart link', () => {
  it('fills the cart anew with what can be bought, its code and its attributes, and shows it', async () => {
    const own = await testStorefront();
    const shopper = new Shopper(own.url);
    own.store.createCodeDiscount(code());
    own.sellOut(variantOf(STRAP));
    await shopper.json('/cart/add.js', { id: variantOf(CAMERA) });
    await shopper.json('/cart/update.js', { attributes: { _setwise_visitor: 'v' } });
    const followed = await shopper.ask(`/cart/${variantOf(BAG)}:1,${variantOf(STRAP)}:1,${variantOf(CARD)}:2?discount=FJORD-1&storefront=true&attributes%5B_setwise_step%5D=s-1`);
    expect([followed.status, followed.headers.get('location')]).toEqual([302, '/cart']);
    const cart = await shopper.json('/cart.js');
    expect(cart.items.map((item: Json) => [item.product_id, item.quantity])).toEqual([[CARD, 2], [BAG, 1]]);
    expect(cart.attributes).toEqual({ _setwise_visitor: 'v', _setwise_step: 's-1' });
    expect(cart.discount_codes).toEqual([{ code: 'FJORD-1', applicable: true }]);
    await shopper.ask('/checkout', new URLSearchParams({ customer: '77' }));
    expect([...own.store.orders.values()].at(-1)).toMatchObject({ attributes: [{ name: '_setwise_visitor', value: 'v' }, { name: '_setwise_step', value: 's-1' }], discountCodes: ['FJORD-1'] });
    await own.stop();
  });

  it('without storefront=true leads to the checkout', async () => {
    expect((await new Shopper(front.url).ask(`/cart/${variantOf(BAG)}:1`)).headers.get('location')).toBe('/checkout');
  });
});

describe('the checkout', () => {
  it('begins once it knows who is buying, follows the cart, and is completed by the order', async () => {
    const own = await testStorefront();
    const shopper = new Shopper(own.url);
    await shopper.json('/cart/add.js', { id: variantOf(BAG) });
    await shopper.html('/checkout');
    expect(own.store.checkouts.size).toBe(0);
    await shopper.ask('/checkout/contact', new URLSearchParams({ customer: '77' }));
    await shopper.json('/cart/add.js', { id: variantOf(STRAP) });
    await shopper.html('/checkout');
    const [left] = own.store.checkouts.values();
    expect(left).toMatchObject({ customerId: 77, completedAt: null, lines: [{ variantId: variantOf(STRAP) }, { variantId: variantOf(BAG) }] });
    await shopper.ask('/checkout', new URLSearchParams({ customer: '77' }));
    expect([...own.store.checkouts.values()].map(({ completedAt }) => typeof completedAt)).toEqual(['string']);
    expect([...own.store.orders.values()].at(-1)?.checkoutToken).toBe(left?.token);
    await own.stop();
  });
});

it('loses neither of two changes of a cart that come at once', async () => {
  const shopper = new Shopper(front.url);
  await shopper.json('/cart/add.js', { id: variantOf(BAG) });
  await Promise.all([shopper.json('/cart/add.js', { id: variantOf(STRAP) }), shopper.json('/cart/update.js', { attributes: { a: 'b' } }), shopper.json('/cart/add.js', { id: variantOf(CARD) })]);
  const cart = await shopper.json('/cart.js');
  expect([cart.item_count, cart.attributes]).toEqual([3, { a: 'b' }]);
});

describe('the theme', () => {
  it('shows no block of the app until the merchant saves it, and says so in its files as Shopify does', async () => {
    const shopper = new Shopper(front.url);
    expect(themeState(front.store.themeFiles)).toEqual({ product_page: 'off', cart_page: 'off', cart_drawer: 'off' });
    expect(await shopper.html('/products/camera')).not.toContain('data-setwise');
    const asked = await shopper.html(`/admin/themes/current/editor?template=cart&addAppBlockId=${CLIENT_ID}/complete-the-set&target=mainSection`);
    expect(asked).toMatch(/class="row asked"><input type="checkbox" name="on" value="cart\/complete-the-set" checked>/);
    expect(await shopper.html(`/admin/themes/current/editor?context=apps&activateAppId=${CLIENT_ID}/cart-drawer`)).toMatch(/value="cart-drawer" checked/);

    await front.switchOn(...ALL_BLOCKS);
    expect(themeState(front.store.themeFiles)).toEqual({ product_page: 'on', cart_page: 'on', cart_drawer: 'on' });
    expect(await shopper.html('/products/camera')).toContain('setwise--product-page');
    await front.switchOn('cart/complete-the-set');
    expect(themeState(front.store.themeFiles)).toEqual({ product_page: 'off', cart_page: 'on', cart_drawer: 'off' });
    expect(await shopper.html('/products/camera')).not.toContain('data-setwise');
    await front.switchOn(...ALL_BLOCKS);
  });

  it('paints the set on the cart page from metafields alone, the first candidate that can be bought', async () => {
    const shopper = new Shopper(front.url);
    await shopper.json('/cart/add.js', { id: variantOf(CAMERA) });
    const page = await shopper.html('/cart');
    expect(page).toContain('Ready for the first trip');
    expect(page).toContain('Fast Card');
    expect(page).toContain('€35.95');
    expect(page).toContain('Add all three, save €17.35');
    expect(page).not.toContain('Translation missing');
    front.sellOut(variantOf(CARD, 1));
    front.sellOut(variantOf(CARD, 2));
    expect(await shopper.html('/cart')).toContain('Other Card');
    for (const place of [1, 2]) front.store.setAvailable(variantOf(CARD, place) + 5_000_000, 9001, 5);
  });

  it('starts no set from what came at a discount as part of another: nothing would be taken off', async () => {
    const shopper = new Shopper(front.url);
    await shopper.json('/cart/add.js', { id: variantOf(CAMERA), properties: { _setwise: SET_ID } });
    for (const path of ['/cart', '/products/camera']) expect(await shopper.html(path)).not.toContain('setwise-rows');
    await shopper.json('/cart/add.js', { id: variantOf(CAMERA) });
    for (const path of ['/cart', '/products/camera']) expect(await shopper.html(path)).toContain('<s><span class="setwise-unseen">instead of </span>€39.95</s>');
  });

  it('speaks the language of the shopper', async () => {
    const shopper = new Shopper(front.url);
    await shopper.json('/cart/add.js', { id: variantOf(CAMERA) });
    expect(await shopper.html('/cart?locale=de')).toContain('Alle drei dazulegen und 17,35\u00a0€ sparen');
  });

  it('puts nothing of a title into the page that could run', async () => {
    const title = 'Bag </script><script>alert(1)</script>"onload="x';
    front.store.updateProduct(BAG, { title });
    const shopper = new Shopper(front.url);
    await shopper.json('/cart/add.js', { id: variantOf(CAMERA) });
    const page = await shopper.html('/cart');
    expect(page).not.toContain('<script>alert');
    expect(page).not.toContain('"onload="x"');
    front.store.updateProduct(BAG, { title: 'Day Bag' });
  });

  it('takes an uninstalled app out of its pages', async () => {
    const other = await testStorefront();
    await other.switchOn(...ALL_BLOCKS);
    other.store.uninstall();
    expect(await (await fetch(`${other.url}/products/camera`)).text()).not.toContain('data-setwise');
    expect((await fetch(`${other.url}/apps/setwise/offers`)).status).toBe(404);
    await other.stop();
  });

  it('has pages for what is sold and a plain answer for what is not', async () => {
    const shopper = new Shopper(front.url);
    expect(await shopper.html('/')).toContain('Most loved');
    expect(await shopper.html('/search?q=rope')).toContain('1 product<');
    expect(await shopper.html('/collections/all')).toContain('6 products');
    expect((await shopper.ask('/products/none')).status).toBe(404);
    const picture = await shopper.ask('/cdn/products/camera.svg');
    expect([picture.headers.get('content-type'), picture.headers.get('cache-control')]).toEqual(['image/svg+xml', 'public, max-age=31536000, immutable']);
  });
});

describe('the app proxy', () => {
  it('signs what it passes on and lets no caller sign for itself', async () => {
    front.app.answer = { offer: null, exposure: null };
    const response = await fetch(`${front.url}/apps/setwise/offers?placement=cart_page&items=1:1&shop=evil.myshopify.com&signature=x`, { headers: { cookie: 'secret=1' } });
    expect(await response.json()).toEqual({ offer: null, exposure: null });
    expect(response.headers.get('set-cookie')).toBeNull();
    const asked = front.app.asked.at(-1) as URL;
    expect(asked.pathname).toBe('/proxy/offers');
    expect(asked.searchParams.getAll('shop')).toEqual(['fjord-test.myshopify.com']);
    expect(asked.searchParams.get('path_prefix')).toBe('/apps/setwise');
    expect(asked.searchParams.get('logged_in_customer_id')).toBe('');
    const unsigned = new URLSearchParams(asked.searchParams);
    unsigned.delete('signature');
    expect(asked.searchParams.get('signature')).toBe(signatureOf(unsigned, CLIENT_SECRET));
  });

  it('passes errors through', async () => {
    front.app.answer = 'down';
    expect((await fetch(`${front.url}/apps/setwise/offers`)).status).toBe(500);
  });
});
