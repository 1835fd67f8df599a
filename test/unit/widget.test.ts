// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { askServer } from '../../extensions/storefront/src/ask-server.ts';
import { ajaxAdd } from '../../extensions/storefront/src/cart/ajax.ts';
import { onCartChange } from '../../extensions/storefront/src/cart/cart-events.ts';
import { dawn } from '../../extensions/storefront/src/cart/dawn.ts';
import { horizon3 } from '../../extensions/storefront/src/cart/horizon-3.ts';
import { standardActions } from '../../extensions/storefront/src/cart/standard-actions.ts';
import { cartStrategy } from '../../extensions/storefront/src/cart/strategies.ts';
import { type Answered, inStoresWords, type Offer, publishedOffer, stillOpen } from '../../extensions/storefront/src/offer.ts';
import type { CartLine, PageData, PublishedOnPage, Strings } from '../../extensions/storefront/src/page-data.ts';
import { Session } from '../../extensions/storefront/src/session.ts';
import { viewOf } from '../../extensions/storefront/src/view-model.ts';

const SET = 'set-1';
const candidate = (id: string, price: number, bp = 0, variants = [`${id}1`]) => ({ id, title: `Product ${id}`, reason: `Why ${id}`, url: `/products/${id}`, image: '', bp, off: 0, share: null as number | null, variants: variants.map((variant) => ({ id: variant, title: variant, price })) });
const set: PublishedOnPage = {
  id: SET,
  anchor: '1',
  goal: 'Ready',
  outcome: null,
  weight: 20,
  freeShipping: false,
  price: null,
  slots: [
    { name: 'Card', all: ['2', '3'], candidates: [candidate('2', 3995, 1_000, ['21', '22']), candidate('3', 3490, 1_000)] },
    { name: 'Bag', all: ['4'], candidates: [candidate('4', 8900, 1_500)] },
  ],
};
const strings = {
  add: 'Add', addAll: ['both', 'three', 'four'], addAllSave: ['both -%amount%', 'three -%amount%', 'four -%amount%'], missing: ['one', 'two', 'three'], missingSave: ['one -%amount%', 'two', 'three'],
  more: ['one more', 'two more'], inSet: '%price% in set', freeShipping: 'free shipping', setPrice: 'all for %price%', includes: 'with %title%', swapped: 'swapped', soldOut: 'sold out', failed: 'failed', saidAdded: 'added %title%', saidRemoved: 'removed %title%',
} as unknown as Strings;
const line = (productId: string, setId: string | null = null): CartLine => ({ productId, variantId: `${productId}1`, quantity: 1, setId });
const pageWith = (more: Partial<PageData> = {}): PageData => ({ placement: 'cart_page', heading: null, most: 9, mount: null, root: '/', locale: 'en', currency: 'EUR', country: null, product: null, cart: [line('1')], visitor: null, customer: false, sets: [set], strings, ...more });
const none: ReadonlySet<string> = new Set();

interface Sent {
  path: string;
  // biome-ignore lint/suspicious/noExplicitAny: whatever was sent, each field of which a test names
  body: any;
}
/** A shop whose answers a test writes down: by path, in order; the last one stays. */
function shop(answers: Record<string, (object | number)[]>): Sent[] {
  const sent: Sent[] = [];
  vi.stubGlobal('fetch', async (path: string, init?: { body?: string }) => {
    sent.push({ path, body: init?.body ? JSON.parse(init.body) : null });
    const key = Object.keys(answers).find((each) => path.includes(each)) ?? '';
    const list = answers[key] ?? [500];
    const answer = list.length > 1 ? list.shift() : list[0];
    return typeof answer === 'number' ? new Response('{}', { status: answer }) : Response.json(answer);
  });
  return sent;
}
const cartOf = (...lines: CartLine[]) => ({
  items: lines.map((each) => ({ key: `${each.variantId}:k`, variant_id: Number(each.variantId), product_id: Number(each.productId), quantity: each.quantity, properties: each.setId ? { _setwise: each.setId } : {} })),
});
const spoken = (): string[] => Object.keys(window).filter((name) => ['Shopify', 'publish', 'subscribe'].includes(name));

beforeEach(() => vi.useFakeTimers({ shouldAdvanceTime: true }));
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  document.body.innerHTML = '';
  for (const name of spoken()) delete (window as unknown as Record<string, unknown>)[name];
});

describe('what is offered without the server', () => {
  it('is the first candidate of each open slot, at the price that will be charged', () => {
    const offer = publishedOffer(pageWith(), [line('1')], none);
    expect(offer?.items.map((item) => [item.productId, item.priceMinor, item.offerPriceMinor])).toEqual([['2', 3995, 3595], ['4', 8900, 7565]]);
    expect(offer).toMatchObject({ setId: SET, wholeOnly: false, freeShipping: false });
  });

  it('leaves out a slot that any of its candidates fills', () => {
    expect(publishedOffer(pageWith(), [line('1'), line('3')], none)?.items.map((item) => item.slotNo)).toEqual([2]);
  });

  it('is nothing when the anchor is not in the cart, or the set is complete', () => {
    expect(publishedOffer(pageWith(), [line('9')], none)).toBeNull();
    expect(publishedOffer(pageWith(), [line('1'), line('2'), line('4')], none)).toBeNull();
  });

  it('starts from what the cart holds for itself, not from what came as part of another set', () => {
    expect(publishedOffer(pageWith(), [line('1', 'set-9')], none)).toBeNull();
    expect(publishedOffer(pageWith(), [line('1', 'set-9'), line('1')], none)).not.toBeNull();
  });

  it('is the weightiest of several sets', () => {
    const other: PublishedOnPage = { ...set, id: 'set-2', anchor: '9', weight: set.weight + 1 };
    expect(publishedOffer(pageWith({ sets: [set, other] }), [line('1'), line('9')], none)?.setId).toBe('set-2');
  });

  it('is no more at once than the place shows', () => {
    expect(publishedOffer(pageWith({ most: 1 }), [line('1')], none)?.items.map((item) => item.slotNo)).toEqual([1]);
  });

  it('is nothing where something is compared: who sees what is the server’s to say', () => {
    expect(publishedOffer(pageWith({ sets: [{ ...set, anchor: null }] }), [line('1')], none)).toBeNull();
  });

  it('knows currencies without cents', () => {
    expect(publishedOffer(pageWith({ currency: 'JPY' }), [line('1')], none)?.items[0]).toMatchObject({ priceMinor: 40, offerPriceMinor: 36 });
  });
});

describe("the server's offer", () => {
  const offer = publishedOffer(pageWith(), [line('1')], none);

  it('speaks the words of the store, and links into the language that is read', () => {
    const answer: Answered = { ...(offer as Offer & { outcome?: string }), totalMinor: 0, savingMinor: 0, goal: 'Other words', items: (offer as Offer).items.map((item) => ({ ...item, title: 'x', reason: 'Whose language is read', url: '/products/x', imageUrl: 'https://cdn.example/x.png' })) };
    const spoken = inStoresWords(answer, pageWith({ root: '/de/' }));
    expect(spoken).toMatchObject({ goal: 'Ready', items: [{ title: 'Product 2', reason: 'Whose language is read', url: '/products/2', imageUrl: '' }, { title: 'Product 4' }] });
    expect(inStoresWords({ ...answer, setId: `${SET}~7b` }, pageWith())).toMatchObject({ setId: `${SET}~7b`, goal: 'Ready', items: [{ title: 'Product 2' }, {}] });
    const unpainted = inStoresWords(answer, pageWith({ root: '/de/', sets: [] }));
    expect(unpainted).toMatchObject({ goal: 'Other words', items: [{ title: 'x', url: '/de/products/x', imageUrl: 'https://cdn.example/x.png?width=176&height=176&crop=center' }, {}] });
  });

  it('loses what the cart has since taken', () => {
    expect(stillOpen(offer, pageWith(), [line('1'), line('2')], none)?.items.map((item) => item.productId)).toEqual(['4']);
  });

  it('turns to the next variant, then to the next candidate, when one is refused', () => {
    expect(stillOpen(offer, pageWith(), [line('1')], new Set(['21']))?.items[0]).toMatchObject({ productId: '2', variantId: '22' });
    expect(stillOpen(offer, pageWith(), [line('1')], new Set(['21', '22']))?.items[0]).toMatchObject({ productId: '3', substitute: true });
    expect(stillOpen(offer, pageWith(), [line('1')], new Set(['21', '22', '31']))?.items.map((item) => item.slotNo)).toEqual([2]);
  });
});

describe('an offer of another kind', () => {
  const product = { id: '1', title: 'Camera', selected: '11', variants: [{ id: '11', price: 89_900, available: true }] };
  const withOf = (of: (id: string) => object, more: Partial<PublishedOnPage> = {}): PublishedOnPage => ({
    ...set, ...more, slots: set.slots.map((slot) => ({ ...slot, candidates: slot.candidates.map((each) => ({ ...each, bp: 0, ...of(each.id) })) })),
  });
  const view = (one: PublishedOnPage, more: Partial<PageData> = {}) => viewOf(new Session(pageWith({ sets: [one], ...more }), askServer).state);

  it('takes an amount off, and never more than the price', () => {
    expect(view(withOf((id) => ({ off: id === '2' ? 295 : 99_999 })))).toMatchObject({ rows: [{ price: '€37.00', struck: '€39.95' }, { price: '€0.00', struck: '€89.00' }], whole: { total: '€37.00', struck: '€128.95' }, terms: null });
  });

  it('strikes the whole price of a gift', () => {
    expect(view(withOf((id) => (id === '2' ? { bp: 10_000 } : {})))).toMatchObject({ rows: [{ price: '€0.00', struck: '€39.95' }, { price: '€89.00', struck: null }] });
  });

  it('says that shipping is free', () => {
    expect(view(withOf(() => ({}), { freeShipping: true }))).toMatchObject({ terms: 'free shipping', rows: [{ price: '€39.95', struck: null }, {}] });
  });

  const setPrice = withOf((id) => ({ share: id === '4' ? 7_000 : 3_000 }), { price: 10_000 });

  it('gives a set price for all of it together, and each thing alone its own', () => {
    expect(view(setPrice)).toMatchObject({ terms: 'all for €100.00', rows: [{ price: '€39.95', struck: null, inSet: null }, { price: '€89.00', struck: null }], whole: { label: 'both -€28.95', total: '€100.00', struck: '€128.95' } });
    expect(view(setPrice, { placement: 'product_page', product, cart: [] })).toMatchObject({ rows: [{ price: '€39.95', inSet: null }, {}], whole: { total: '€999.00', label: 'three -€28.95' } });
  });

  it('gives what makes it whole its share where the cart has the others as parts of the set, and else no set price for a rest', () => {
    expect(view(setPrice, { cart: [line('1'), line('2', SET)] })).toMatchObject({ terms: 'all for €100.00', missing: 'one -€19.00', rows: [{ price: '€70.00', struck: '€89.00' }] });
    expect(view(setPrice, { cart: [line('1'), line('2')] })).toMatchObject({ terms: null, missing: 'one', rows: [{ price: '€89.00', struck: null }] });
    const gone = { ...setPrice, slots: setPrice.slots.map((slot, at) => (at === 1 ? { ...slot, candidates: [] } : slot)) };
    expect(view(gone)).toMatchObject({ terms: null, rows: [{ price: '€39.95', struck: null }], whole: null });
  });

  it('goes on at its share once the other was taken, whoever made the offer', async () => {
    const offer = publishedOffer(pageWith({ sets: [setPrice] }), [line('1')], none) as Offer;
    const open = (sets: PublishedOnPage[], part: string | null) => stillOpen({ ...offer, wholeOnly: true }, pageWith({ sets }), [line('1'), line('2', part)], none);
    for (const sets of [[setPrice], []]) {
      expect(open(sets, SET)).toMatchObject({ wholeOnly: false, items: [{ productId: '4', offerPriceMinor: 7_000 }] });
      expect(open(sets, null)).toMatchObject({ wholeOnly: false, items: [{ productId: '4', offerPriceMinor: 8_900 }] });
      expect(open(sets, `${SET}~b`)).toMatchObject({ items: [{ offerPriceMinor: 8_900 }] });
    }
  });

  it('charges what is taken out of a set price alone its own price from the moment it is tapped', async () => {
    const sent = shop({ 'cart/add.js': [{ items: [] }], 'cart.js': [cartOf(line('1'), line('2', SET))] });
    standIn({ getSectionsToRender: () => [], renderContents: () => {} });
    const session = new Session(pageWith({ sets: [setPrice] }), askServer);
    await session.add(session.state.offer?.items[0] as Offer['items'][number]);
    expect(sent[0]?.body.items).toEqual([{ id: 21, quantity: 1, properties: { _setwise: SET } }]);
    expect(viewOf(session.state)).toMatchObject({ rows: [{ phase: 'added', price: '€39.95', struck: null }, { price: '€89.00' }], whole: null });
  });

  it('of a better version takes what is in the cart out for it, and offers no whole of both', async () => {
    const offer = publishedOffer(pageWith({ sets: [{ ...set, outcome: 'Sharper from the first day.', slots: [set.slots[0] as PublishedOnPage['slots'][number]] }] }), [line('1')], none) as Offer;
    const sent = shop({ offers: [{ offer: { ...offer, replaces: '1' } }], 'cart/add.js': [{ items: [] }], 'cart/update.js': [{ items: [] }], 'cart.js': [cartOf(line('1'), line('2', SET))] });
    standIn({ getSectionsToRender: () => [], renderContents: () => {} });
    const session = new Session(pageWith({ placement: 'product_page', product: { id: '1', title: 'Camera', selected: '11', variants: [{ id: '11', price: 89_900, available: true }] }, sets: [] }), askServer);
    await session.ask();
    expect(viewOf(session.state)).toMatchObject({ missing: 'Sharper from the first day.', rows: [{ swaps: true, phase: 'open' }], whole: null });
    await session.add(session.state.offer?.items[0] as Offer['items'][number]);
    expect(sent.filter(({ path }) => path.includes('update.js')).map(({ body }) => body.updates)).toEqual([{ '11:k': 0 }]);
    expect(viewOf(session.state)?.rows[0]).toMatchObject({ phase: 'kept' });
  });

  it('of the server is read as the server says it', async () => {
    const offer = publishedOffer(pageWith({ sets: [setPrice] }), [line('1')], none) as Offer;
    shop({ offers: [{ offer: { ...offer, wholeOnly: true } }, { offer: { ...offer, wholeOnly: undefined, freeShipping: true } }] });
    const session = new Session(pageWith({ sets: [] }), askServer);
    await session.ask();
    expect(viewOf(session.state)).toMatchObject({ terms: null, rows: [{ price: '€39.95', struck: null }, {}], whole: { total: '€100.00' } });
    await session.ask();
    expect(viewOf(session.state)).toMatchObject({ terms: 'free shipping' });
  });
});

describe('prices on a product page', () => {
  const product = { id: '1', title: 'Camera', selected: '11', variants: [{ id: '11', price: 89_900, available: true }, { id: '12', price: 99_900, available: false }] };

  it('are promised, not struck, until its product is in the cart; the whole takes it along', () => {
    const view = viewOf(new Session(pageWith({ placement: 'product_page', product, cart: [] }), askServer).state);
    expect(view?.rows[0]).toMatchObject({ price: '€39.95', struck: null, inSet: '€35.95 in set' });
    expect(view?.whole).toMatchObject({ label: 'three -€17.35', total: '€1,010.60', includes: 'with Camera', productVariantId: '11' });
  });

  it('are struck once it is', () => {
    const view = viewOf(new Session(pageWith({ placement: 'product_page', product }), askServer).state);
    expect(view?.rows[0]).toMatchObject({ price: '€35.95', struck: '€39.95', inSet: null });
    expect(view?.whole).toMatchObject({ label: 'both -€17.35', includes: null });
  });

  it('make no whole of a product that is sold out', () => {
    expect(viewOf(new Session(pageWith({ placement: 'product_page', product: { ...product, selected: '12' }, cart: [] }), askServer).state)?.whole).toBeNull();
  });
});

describe('a session', () => {
  it('keeps what was painted when the server is down or slow', async () => {
    shop({ offers: [500] });
    const session = new Session(pageWith(), askServer);
    await session.ask();
    expect(viewOf(session.state)?.rows).toHaveLength(2);
  });

  it('takes no space when the server has nothing to offer', async () => {
    shop({ offers: [{ offer: null }] });
    const session = new Session(pageWith(), askServer);
    await session.ask();
    expect(viewOf(session.state)).toBeNull();
  });

  it('asks with the lines, which of them are only parts of a set, and of which, and the language of the cart', async () => {
    const sent = shop({ offers: [{ offer: null }] });
    await new Session(pageWith({ root: '/de/', cart: [line('1'), line('1'), line('2', SET)] }), askServer).ask();
    expect(sent[0]?.path).toBe(`/de/apps/setwise/offers?placement=cart_page&items=11%3A2%2C21%3A1&parts=21&ofSets=21%3Aset-1&locale=en&currency=EUR`);
  });

  it('adds with the line attribute, offers Undo for some seconds, then lets the row go', async () => {
    const sent = shop({ 'cart/add.js': [{ items: [] }], 'cart.js': [cartOf(line('1'), line('2', SET))], 'cart/update.js': [cartOf(line('1'))] });
    standIn({ getSectionsToRender: () => [], renderContents: () => {} });
    const session = new Session(pageWith(), askServer);
    const card = session.state.offer?.items[0];
    if (!card) throw new Error('no card');
    await session.add(card);
    expect(sent[0]?.body.items).toEqual([{ id: 21, quantity: 1, properties: { _setwise: SET } }]);
    expect(viewOf(session.state)?.rows[0]).toMatchObject({ phase: 'added' });
    expect(session.state.said).toBe('added Product 2');
    await vi.advanceTimersByTimeAsync(9_000);
    expect(viewOf(session.state)).toMatchObject({ missing: 'one -€13.35', rows: [{ item: { productId: '4' }, phase: 'open' }] });
  });

  it('takes an addition back', async () => {
    const sent = shop({ 'cart/add.js': [{ items: [] }], 'cart.js': [cartOf(line('1'), line('2', SET)), cartOf(line('1'))], 'cart/update.js': [cartOf(line('1'))] });
    standIn({ getSectionsToRender: () => [], renderContents: () => {} });
    const session = new Session(pageWith(), askServer);
    const card = session.state.offer?.items[0];
    if (!card) throw new Error('no card');
    await session.add(card);
    await session.undo(card);
    expect(sent.find(({ path }) => path.includes('update.js'))?.body.updates).toEqual({ '21:k': 0 });
    expect(viewOf(session.state)?.rows.map((row) => [row.item.productId, row.phase])).toEqual([['2', 'open'], ['4', 'open']]);
    expect(session.state.said).toBe('removed Product 2');
  });

  it('puts the next that fits in the place of what sold out just now, and says so', async () => {
    shop({ 'cart/add.js': [422], 'cart.js': [cartOf(line('1'))] });
    standIn({ getSectionsToRender: () => [], renderContents: () => {} });
    const session = new Session(pageWith(), askServer);
    const bag = session.state.offer?.items[1];
    const card = session.state.offer?.items[0];
    if (!bag || !card) throw new Error('no offer');
    await session.add(card);
    expect(viewOf(session.state)?.rows[0]).toMatchObject({ note: 'swapped', phase: 'open', item: { variantId: '22' } });
    await session.add(bag);
    expect(viewOf(session.state)).toMatchObject({ note: 'sold_out', rows: [{ item: { slotNo: 1 } }] });
  });

  it('leaves the page as it was when the cart does not answer', async () => {
    shop({ 'cart/add.js': [503] });
    standIn({ getSectionsToRender: () => [], renderContents: () => {} });
    const session = new Session(pageWith(), askServer);
    const card = session.state.offer?.items[0];
    if (!card) throw new Error('no card');
    await session.add(card);
    expect(viewOf(session.state)?.rows[0]).toMatchObject({ note: 'failed', phase: 'open' });
  });
});

/** A theme's <cart-drawer> as Dawn has it. */
function standIn(methods: object, name = 'cart-drawer'): HTMLElement {
  const element = Object.assign(document.createElement(name), methods);
  document.body.append(element);
  return element;
}

describe('a call of the Ajax API that is refused', () => {
  it('is sent again line by line, so that one sold-out part does not cost the others', async () => {
    const sent = shop({ 'cart/add.js': [422, { items: [] }, 422] });
    const lines = [{ variantId: '21', setId: SET }, { variantId: '41', setId: SET }];
    expect(await ajaxAdd(lines, pageWith(), [])).toMatchObject({ kind: 'done', refused: ['41'] });
    expect(sent.map(({ body }) => body.items.length)).toEqual([2, 1, 1]);
  });
});

describe('cart strategies', () => {
  const lines = [{ variantId: '21', setId: SET }];

  it('are chosen by what the page speaks, the best first', () => {
    expect(cartStrategy().name).toBe('plain');
    standIn({}, 'cart-items-component');
    expect(cartStrategy().name).toBe('horizon-3');
    standIn({ getSectionsToRender: () => [] });
    expect(cartStrategy().name).toBe('dawn');
    Object.assign(window, { Shopify: { actions: { updateCart: async () => ({}) } } });
    expect(cartStrategy().name).toBe('standard-actions');
  });

  it('with standard actions: a line that comes back as a warning was refused, the rest was taken', async () => {
    const updateCart = vi.fn(async (_: object) => ({ cart: { lines: { nodes: [{ id: 'l1', quantity: 1, merchandise: { id: 'gid://shopify/ProductVariant/21' }, attributes: [{ key: '_setwise', value: SET }] }] } }, warnings: [{ code: 'MERCHANDISE_OUT_OF_STOCK' }] }));
    Object.assign(window, { Shopify: { actions: { updateCart } } });
    expect(await standardActions.add([...lines, { variantId: '41', setId: SET }], pageWith())).toEqual({ kind: 'done', refused: ['41'] });
    expect(updateCart.mock.calls[0]?.[0]).toEqual({
      lines: ['21', '41'].map((id) => ({ merchandiseId: `gid://shopify/ProductVariant/${id}`, quantity: 1, attributes: [{ key: '_setwise', value: SET }] })),
    });
  });

  it('with standard actions: takes back the line of the set, not one the shopper added', async () => {
    const mine = { id: 'mine', quantity: 2, merchandise: { id: 'gid://shopify/ProductVariant/21' }, attributes: [] };
    const ours = { ...mine, id: 'ours', quantity: 1, attributes: [{ key: '_setwise', value: SET }] };
    const updateCart = vi.fn(async (_: object) => ({}));
    Object.assign(window, { Shopify: { actions: { updateCart, getCart: async () => ({ cart: { lines: [mine, ours] } }) } } });
    expect(await standardActions.remove(lines, pageWith())).toEqual({ kind: 'done', refused: [] });
    expect(updateCart).toHaveBeenCalledWith({ lines: [{ id: 'ours', quantity: 0 }] });
  });

  it('with standard actions: userErrors refuse, a rejection fails', async () => {
    const updateCart = vi.fn().mockResolvedValueOnce({ userErrors: [{ message: 'no' }] }).mockRejectedValueOnce(new Error('offline'));
    Object.assign(window, { Shopify: { actions: { updateCart } } });
    expect(await standardActions.add(lines, pageWith())).toEqual({ kind: 'done', refused: ['21'] });
    expect(await standardActions.add(lines, pageWith())).toEqual({ kind: 'failed' });
  });

  it("with Dawn: bundles the drawer's sections, hands them to renderContents and publishes", async () => {
    const sent = shop({ 'cart/add.js': [{ items: [{ key: '21:k', id: 21 }], sections: { 'cart-drawer': '<div></div>' } }] });
    const renderContents = vi.fn();
    const publish = vi.fn();
    Object.assign(window, { publish });
    standIn({ getSectionsToRender: () => [{ id: 'cart-drawer', selector: '#CartDrawer' }, { id: 'cart-icon-bubble' }], renderContents });
    expect(await dawn.add(lines, pageWith())).toEqual({ kind: 'done', refused: [] });
    expect(sent[0]?.body.sections).toEqual(['cart-drawer', 'cart-icon-bubble']);
    expect(renderContents).toHaveBeenCalledWith(expect.objectContaining({ id: 21, key: '21:k', sections: { 'cart-drawer': '<div></div>' } }));
    expect(publish).toHaveBeenCalledWith('cart-update', expect.objectContaining({ source: 'setwise', productVariantId: '21' }));
  });

  it("with Dawn's cart page: replaces its sections in place", async () => {
    shop({ 'cart/add.js': [{ items: [], sections: { 'tpl-items': '<div><p class="js-contents">new</p></div>' } }] });
    document.body.innerHTML = '<div id="main-cart-items"><p class="js-contents">old</p></div>';
    standIn({ getSectionsToRender: () => [{ id: 'main-cart-items', section: 'tpl-items', selector: '.js-contents' }] }, 'cart-items');
    await dawn.add(lines, pageWith());
    expect(document.querySelector('.js-contents')?.textContent).toBe('new');
  });

  it('with Horizon 3: dispatches cart:update with the sections of every cart component', async () => {
    const sent = shop({ 'cart/add.js': [{ items: [], sections: { s1: '<div></div>' } }] });
    standIn({}, 'cart-items-component').dataset.sectionId = 's1';
    const heard = vi.fn();
    document.addEventListener('cart:update', (event) => heard((event as CustomEvent).detail), { once: true });
    expect(await horizon3.add(lines, pageWith())).toEqual({ kind: 'done', refused: [] });
    expect(sent[0]?.body.sections).toEqual(['s1']);
    expect(heard).toHaveBeenCalledWith(expect.objectContaining({ sourceId: 'setwise', data: expect.objectContaining({ sections: { s1: '<div></div>' }, itemCount: 1 }) }));
  });
});

describe('a cart that someone else changes', () => {
  it('is heard in every way that themes have', async () => {
    const heard = vi.fn();
    let published: (() => void) | undefined;
    Object.assign(window, { subscribe: (_: string, callback: () => void) => (published = callback) });
    onCartChange(heard);
    published?.();
    document.dispatchEvent(new CustomEvent('cart:update'));
    const promise = Promise.reject(new Error('refused'));
    document.dispatchEvent(Object.assign(new Event('shopify:cart:lines-update'), { promise }));
    expect(heard).toHaveBeenCalledTimes(2);
    await promise.catch(() => {});
    await Promise.resolve();
    expect(heard).toHaveBeenCalledTimes(3);
  });
});
