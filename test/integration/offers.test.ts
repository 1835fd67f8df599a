import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { offersAnswer } from '#app/contract/offers.ts';
import { pool } from '#app/db/pool.ts';
import { flushDecisions } from '#app/pipeline/decide/decision-log.ts';
import { decideFor } from '#app/pipeline/decide/decide-offer.ts';
import { saveGuardrails } from '#app/pipeline/decide/save-guardrails.ts';
import { switchPlacement } from '#app/pipeline/decide/switch-placement.ts';
import { activityChanges, activityDecisions } from '#app/read/activity.ts';
import { explainDecision } from '#app/read/explain-decision.ts';
import { DEFAULT_GUARDRAILS } from '#app/domain/margin/guardrails.ts';
import {
  buildAssociations, buildCustomer, buildOrder, buildPlacement, buildProduct, buildRefund, buildSet, buildShop, BUILT_AT, type BuiltProduct, type BuiltShop,
} from '#prisma/seed/builders.ts';
import { type TestDatabase, testDatabase } from '#test/support/database.ts';
import { type OffersEndpoint, signedQuery, startOffersEndpoint } from '#test/support/offers-endpoint.ts';

let db: TestDatabase;
let endpoint: OffersEndpoint;
beforeAll(async () => {
  db = await testDatabase();
  endpoint = await startOffersEndpoint();
});
afterAll(async () => {
  await endpoint.stop();
  await flushDecisions();
  await db.drop();
});

let shop: BuiltShop;
let camera: BuiltProduct;
let card: BuiltProduct;
let slowCard: BuiltProduct;
let bag: BuiltProduct;
let setId: string;

beforeEach(async () => {
  shop = await buildShop();
  camera = await buildProduct(shop.shopId, { title: 'Aurel M5', productType: 'Camera', priceMinor: 129_000, unitCostMinor: 90_000 });
  card = await buildProduct(shop.shopId, { title: 'Fast Card 128', productType: 'Card', priceMinor: 8_000, unitCostMinor: 3_000, imageUrl: 'https://cdn.example/card.svg' });
  slowCard = await buildProduct(shop.shopId, { title: 'Card 64', productType: 'Card', priceMinor: 5_000, unitCostMinor: 2_000 });
  bag = await buildProduct(shop.shopId, { title: 'Trail Bag', productType: 'Bag' });
  setId = await buildSet(shop.shopId, {
    anchor: camera,
    slots: [
      { name: 'memory card', candidates: [{ product: card, support: 214 }, { product: slowCard }] },
      { name: 'bag', candidates: [{ product: bag, support: 3 }] },
    ],
  });
  await buildPlacement(shop.shopId, 'cart_page');
});
afterEach(flushDecisions);

async function ask(question: Record<string, string> = {}) {
  const response = await fetch(endpoint.url + signedQuery(shop.domain, { placement: 'cart_page', items: `${camera.variantId}:1`, ...question }));
  const body = await response.text();
  expect([response.status, body]).toEqual([200, body]);
  return offersAnswer.parse(JSON.parse(body)).offer;
}

const titles = (offer: Awaited<ReturnType<typeof ask>>) => offer?.items.map(({ title }) => title);

async function decisionCount(): Promise<number> {
  await flushDecisions();
  return (await pool().query('SELECT count(*)::int AS n FROM decisions WHERE shop_id = $1', [shop.shopId])).rows[0].n;
}

describe('the offers endpoint', () => {
  it('answers with the set that the cart starts, priced, with a reason for each item', async () => {
    const offer = await ask();
    expect(offer).toMatchObject({ setId, goal: 'Ready for the first trip', currency: 'EUR', totalMinor: 7_200 + 9_000, savingMinor: 1_800 });
    expect(offer?.items[0]).toEqual({
      slotNo: 1, slotName: 'memory card', productId: String(card.productId), variantId: String(card.variantId), title: 'Fast Card 128', url: '/products/fast-card-128',
      imageUrl: 'https://cdn.example/card.svg', priceMinor: 8_000, offerPriceMinor: 7_200, discountBp: 1_000, reason: 'Bought with it in 214 orders', substitute: false,
      variants: [{ variantId: String(card.variantId), title: 'Default Title', priceMinor: 8_000, offerPriceMinor: 7_200 }],
    });
    expect(offer?.items[1]?.reason).toBe('The bag for your Aurel M5');
  });

  it('is never cached', async () => {
    const response = await fetch(endpoint.url + signedQuery(shop.domain, { placement: 'cart_page', items: '' }));
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(await response.json()).toEqual({ offer: null, exposure: null });
  });

  it('says nothing of cost, margin or floor', async () => {
    const text = JSON.stringify(await ask());
    expect(text).not.toMatch(/cost|margin|floor|profit|refus|owned/i);
    for (const secret of [3_000, 4_000, 2_000, 90_000, DEFAULT_GUARDRAILS.floorBp, 5_680]) expect(text).not.toMatch(new RegExp(`[:\\[,]${secret}[,}\\]]`));
  });

  it('puts the substitute in the slot of what has just sold out', async () => {
    await pool().query('UPDATE inventory_levels SET available = 0 WHERE shop_id = $1 AND inventory_item_id = $2', [shop.shopId, card.inventoryItemId]);
    const offer = await ask();
    expect(offer?.items[0]).toMatchObject({ title: 'Card 64', substitute: true });
    await flushDecisions();
    expect(await explainDecision(shop.shopId, offer?.decisionId ?? '', 'en')).toMatchObject({
      cart: [{ title: 'Aurel M5' }],
      offered: [
        { title: 'Card 64', substitute: true, sentences: ['Stands in for Fast Card 128, bought with it in 20 orders: that one is left out, sold out (0 in stock)', 'Discount 10 %', 'Margin after discount 52.64 %'] },
        { title: 'Trail Bag' },
      ],
      refused: [{ title: 'Fast Card 128', code: 'out_of_stock', sentence: 'Left out: sold out (0 in stock)' }],
    });
  });

  it('gives of the set’s discount no more than pays: where the margin is thin, none', async () => {
    await pool().query('UPDATE inventory_items SET unit_cost_minor = 4_400 WHERE shop_id = $1 AND inventory_item_id = $2', [shop.shopId, card.inventoryItemId]);
    await pool().query('UPDATE inventory_items SET unit_cost_minor = 6_500 WHERE shop_id = $1 AND inventory_item_id = $2', [shop.shopId, bag.inventoryItemId]);
    const [thinner, thin] = (await ask())?.items ?? [];
    expect(thinner?.discountBp).toBeGreaterThan(0);
    expect(thinner?.discountBp).toBeLessThan(1_000);
    expect(thin).toMatchObject({ discountBp: 0, offerPriceMinor: 10_000 });
  });

  it('gives a smaller discount where more would cross the floor, and none where none is left', async () => {
    await saveGuardrails(shop.shopId, { ...DEFAULT_GUARDRAILS, discountMode: 'as_set' }, 'person-1', new Date());
    await pool().query('UPDATE inventory_items SET unit_cost_minor = 6_100 WHERE shop_id = $1 AND inventory_item_id = $2', [shop.shopId, card.inventoryItemId]);
    await pool().query('UPDATE inventory_items SET unit_cost_minor = 8_150 WHERE shop_id = $1 AND inventory_item_id = $2', [shop.shopId, bag.inventoryItemId]);
    expect((await ask())?.items.map(({ discountBp, offerPriceMinor }) => [discountBp, offerPriceMinor])).toEqual([[700, 7_440], [0, 10_000]]);
  });

  it('leaves out what the cart, the customer or a recent return rules out', async () => {
    const customerId = await buildCustomer(shop.shopId);
    await buildOrder(shop.shopId, { customerId, lines: [{ product: card }] });
    const today = new Date();
    await buildRefund(shop.shopId, await buildOrder(shop.shopId, { customerId, lines: [{ product: bag }] }), { refundedAt: today });
    const known = { logged_in_customer_id: String(customerId) };
    expect(titles(await ask(known))).toEqual(['Card 64']);
    expect(await ask({ ...known, items: `${camera.variantId}:1,${slowCard.variantId}:1` })).toBeNull();
    expect(titles(await ask())).toEqual(['Fast Card 128', 'Trail Bag']);
  });

  it('offers again what was bought and sent back long ago, and what was only ordered and cancelled', async () => {
    const customerId = await buildCustomer(shop.shopId);
    const longAgo = new Date('2020-01-01T00:00:00.000Z');
    await buildRefund(shop.shopId, await buildOrder(shop.shopId, { customerId, orderedAt: longAgo, lines: [{ product: card }] }), { refundedAt: longAgo });
    await buildOrder(shop.shopId, { customerId, cancelledAt: BUILT_AT, lines: [{ product: bag }] });
    expect(titles(await ask({ logged_in_customer_id: String(customerId) }))).toEqual(['Fast Card 128', 'Trail Bag']);
  });

  it('fills an empty slot with the strongest association of the same kind, at full price', async () => {
    const sling = await buildProduct(shop.shopId, { title: 'City Sling', productType: 'Bag', priceMinor: 12_000 });
    await buildAssociations(shop.shopId, [{ product: camera, targets: [{ product: sling, support: 31 }, { product: card, support: 77 }] }]);
    await pool().query(`UPDATE products SET status = 'DRAFT' WHERE shop_id = $1 AND product_id = $2`, [shop.shopId, bag.productId]);
    expect((await ask())?.items).toMatchObject([
      { title: 'Fast Card 128', reason: 'Bought with it in 77 orders' },
      { title: 'City Sling', substitute: true, discountBp: 0, offerPriceMinor: 12_000, reason: 'Bought with it in 31 orders' },
    ]);
  });

  it('offers nothing in another currency than the shop’s', async () => {
    expect(await ask({ currency: 'USD' })).toBeNull();
  });

  it('starts no set from what it sold at a discount itself', async () => {
    await buildSet(shop.shopId, { anchor: bag, slots: [{ name: 'strap', candidates: [{ product: await buildProduct(shop.shopId, { title: 'Strap' }) }] }] });
    expect(titles(await ask({ items: `${bag.variantId}:1` }))).toEqual(['Strap']);
    expect(await ask({ items: `${bag.variantId}:1`, parts: `${bag.variantId}` })).toBeNull();
  });

  it('sees only the rows of the shop that asks', async () => {
    const other = await buildShop();
    await buildPlacement(other.shopId, 'cart_page');
    const response = await fetch(endpoint.url + signedQuery(other.domain, { placement: 'cart_page', items: `${camera.variantId}:1` }));
    expect(await response.json()).toEqual({ offer: null, exposure: null });
  });

  it.each([
    ['the placement is off', { placement: 'cart_drawer' }],
    ['nothing in the cart starts a set', { items: '999:1' }],
  ])('offers nothing and keeps no row when %s', async (_, question) => {
    expect(await ask(question)).toBeNull();
    expect(await decisionCount()).toBe(0);
  });

  it('offers nothing once the app was uninstalled', async () => {
    expect(await ask()).not.toBeNull();
    await pool().query('UPDATE shops SET uninstalled_at = now() WHERE shop_id = $1', [shop.shopId]);
    expect(await ask()).toBeNull();
    expect(await decisionCount()).toBe(1);
  });

  it.each([
    ['the signature is missing', (url: string) => url.replace(/&signature=.*/, ''), 401, 'unauthorized'],
    ['the signature is wrong', (url: string) => url.replace(/signature=.{8}/, 'signature=00000000'), 401, 'unauthorized'],
    ['a parameter is given twice', (url: string) => `${url}&items=1:1`, 400, 'bad_request'],
  ])('refuses and leaves no row when %s', async (_, tamper, status, code) => {
    const response = await fetch(tamper(endpoint.url + signedQuery(shop.domain, { placement: 'cart_page', items: `${camera.variantId}:1` })));
    expect([response.status, await response.json()]).toEqual([status, { error: { code, message: expect.any(String) } }]);
    expect(await decisionCount()).toBe(0);
  });

  it.each([
    ['placement', { placement: 'billboard' }],
    ['items', { items: 'one camera' }],
    // No text that PostgreSQL takes: kept with others' decisions it would take all of them along.
    ['currency', { currency: '\u0000\u0000\u0000' }],
    ['country', { country: '\u0000\u0000' }],
  ])('refuses a signed request whose %s cannot be understood, and names it', async (name, question) => {
    const response = await fetch(endpoint.url + signedQuery(shop.domain, { placement: 'cart_page', items: '1:1', ...question }));
    expect([response.status, await response.json()]).toEqual([400, { error: { code: 'bad_request', message: expect.stringContaining(`"${name}"`) } }]);
  });

  it('answers an unknown shop with nothing, and other methods with 405', async () => {
    const response = await fetch(endpoint.url + signedQuery('nobody.myshopify.com', { placement: 'cart_page', items: '1:1' }));
    expect([response.status, await response.json()]).toEqual([200, { offer: null, exposure: null }]);
    expect((await fetch(endpoint.url, { method: 'POST' })).status).toBe(405);
  });
});

describe('a preview', () => {
  it('decides also where the placement is off, and leaves no row', async () => {
    const decided = await decideFor(
      { shopId: shop.shopId, placement: 'cart_drawer', items: [{ variantId: camera.variantId, quantity: 1 }], customerId: null, partVariantIds: [] },
      new Date('2026-06-10T00:00:00.000Z'),
    );
    expect(decided?.decision.offer?.items).toHaveLength(2);
    expect(await decisionCount()).toBe(0);
  });
});

describe('the activity log', () => {
  it('lists decisions newest first and finds them by product, customer and reason', async () => {
    const customerId = await buildCustomer(shop.shopId);
    await ask();
    await pool().query('UPDATE inventory_levels SET available = 0 WHERE shop_id = $1 AND inventory_item_id = $2', [shop.shopId, card.inventoryItemId]);
    await ask({ logged_in_customer_id: String(customerId) });
    await flushDecisions();

    const { decisions, older } = await activityDecisions(shop.shopId);
    expect(decisions.map(({ customerId: id, offered, refused }) => [id, offered.map(({ title }) => title), refused.map(({ code }) => code)])).toEqual([
      [String(customerId), ['Card 64', 'Trail Bag'], ['out_of_stock']],
      [null, ['Fast Card 128', 'Trail Bag'], []],
    ]);
    expect(older).toBeNull();
    const found = async (filter: Parameters<typeof activityDecisions>[1]) => (await activityDecisions(shop.shopId, filter)).decisions.length;
    expect([
      await found({ product: 'card 64' }), await found({ product: 'fast' }), await found({ product: 'aurel' }), await found({ product: 'no such' }),
      await found({ customerId }), await found({ reason: 'out_of_stock' }), await found({ reason: 'substitute' }), await found({ reason: 'discount_full' }), await found({ reason: 'no_cost' }),
    ]).toEqual([1, 2, 2, 0, 1, 1, 1, 2, 0]);
  });

  it('goes on where the page before ended', async () => {
    for (let count = 0; count < 30; count++) await ask();
    await flushDecisions();
    const first = await activityDecisions(shop.shopId);
    const second = await activityDecisions(shop.shopId, { before: first.older ?? '' });
    expect([first.decisions.length, second.decisions.length, second.older]).toEqual([25, 5, null]);
    expect(new Set([...first.decisions, ...second.decisions].map(({ decisionId }) => decisionId)).size).toBe(30);
  });
});

describe('saving guardrails', () => {
  const now = new Date('2026-06-10T00:00:00.000Z');
  const pendingJobs = async () =>
    (await pool().query(`SELECT count(*)::int AS n FROM graphile_worker.jobs WHERE task_identifier = 'publish.write-sets' AND key = $1`, [`publish-sets:${shop.shopId}`])).rows[0].n;

  it('takes effect at once, logs who did it, and has the store told', async () => {
    await saveGuardrails(shop.shopId, { ...DEFAULT_GUARDRAILS, maxDiscountBp: 300 }, 'person-1', now);
    expect((await ask())?.items.map(({ discountBp }) => discountBp)).toEqual([300, 300]);
    expect((await activityChanges(shop.shopId)).changes).toMatchObject([
      { actor: 'person-1', event: 'guardrails_saved', detail: { before: { maxDiscountBp: 1_000 }, after: { maxDiscountBp: 300 } } },
    ]);
    expect(await pendingJobs()).toBe(1);
  });

  it('saves nothing when a field is out of bounds', async () => {
    expect(await saveGuardrails(shop.shopId, { ...DEFAULT_GUARDRAILS, floorBp: -1 }, 'person-1', now)).toMatchObject({ kind: 'invalid', problems: [{ field: 'floorBp' }] });
    expect((await activityChanges(shop.shopId)).changes).toEqual([]);
    expect(await pendingJobs()).toBe(0);
  });

  it('switches a placement on and off, with the same care', async () => {
    await switchPlacement(shop.shopId, 'cart_page', false, 'person-1', now);
    expect(await ask()).toBeNull();
    await switchPlacement(shop.shopId, 'cart_page', true, 'person-1', new Date(now.getTime() + 1));
    expect(await ask()).not.toBeNull();
    expect((await activityChanges(shop.shopId)).changes.map(({ event }) => event)).toEqual(['placement_switched_on', 'placement_switched_off']);
    expect(await pendingJobs()).toBe(1);
  });
});
