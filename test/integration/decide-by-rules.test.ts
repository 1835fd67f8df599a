// Given a shop with a set in its cart and a premium set beside it, each condition and each action of a merchant's rule changes
// what is offered where it holds, and nothing where it does not; what a rule names that is gone costs nobody an offer.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { WrittenRule } from '#app/contract/offer-rule.ts';
import { saveDecisions } from '#app/db/across-shops/save-decisions.ts';
import { approvedSets } from '#app/db/publications.ts';
import { loadedRules, ruleActivity } from '#app/db/offer-rules.ts';
import { pool } from '#app/db/pool.ts';
import { prisma } from '#app/db/prisma.ts';
import { DISCOUNT_KEY, SET_KEY } from '#app/domain/portable/names.ts';
import { decideFor, decisionRow } from '#app/pipeline/decide/decide-offer.ts';
import type { OfferRequest } from '#app/pipeline/decide/gather-facts.ts';
import { saveRule, switchRule } from '#app/pipeline/decide/save-rules.ts';
import { tryRules } from '#app/pipeline/decide/try-rules.ts';
import { resolveRules } from '#app/pipeline/learn/resolve-rules.ts';
import { desiredMetafields } from '#app/pipeline/publish/desired-metafields.ts';
import { explainDecision } from '#app/read/explain-decision.ts';
import { rulesPage } from '#app/read/rules.ts';
import { BUILT_AT, buildCustomer, buildOrder, buildProduct, buildSet, buildShop, type BuiltProduct, type BuiltShop } from '#prisma/seed/builders.ts';
import { type TestDatabase, testDatabase } from '#test/support/database.ts';
import { policy } from '#test/support/decision-facts.ts';

const NOW = new Date('2026-06-15T12:00:00Z');
const SWISS = 7n;

let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.drop());

let shop: BuiltShop;
let camera: BuiltProduct;
let card: BuiltProduct;
let slowCard: BuiltProduct;
let bag: BuiltProduct;
let strap: BuiltProduct;
let lens: BuiltProduct;
let tripod: BuiltProduct;
let tripId: string;
let premiumId: string;
beforeEach(async () => {
  shop = await buildShop();
  const build = (title: string, productType: string, priceMinor: number) => buildProduct(shop.shopId, { title, productType, priceMinor, unitCostMinor: priceMinor / 4 });
  camera = await build('Camera', 'Camera', 120_000);
  card = await build('Card', 'Card', 8_000);
  slowCard = await build('Slow card', 'Card', 8_000);
  bag = await build('Bag', 'Bag', 10_000);
  strap = await build('Strap', 'Strap', 4_000);
  lens = await build('Lens', 'Lens', 90_000);
  tripod = await build('Tripod', 'Tripod', 20_000);
  tripId = await buildSet(shop.shopId, { anchor: camera, goal: 'Trip', slots: [{ name: 'card', candidates: [{ product: card }, { product: slowCard }] }, { name: 'bag', candidates: [{ product: bag }] }] });
  premiumId = await buildSet(shop.shopId, { anchor: lens, goal: 'Premium', support: 1, slots: [{ name: 'tripod', candidates: [{ product: tripod }] }] });
});

type Asked = Partial<Omit<OfferRequest, 'items'>> & { cart?: [BuiltProduct, number][] };
const requestOf = ({ cart = [[camera, 1]], ...rest }: Asked = {}): OfferRequest => ({
  shopId: shop.shopId, placement: 'cart_page', items: cart.map(([{ variantId }, quantity]) => ({ variantId, quantity })), customerId: null, partVariantIds: [], ...rest,
});

async function decided(asked: Asked = {}) {
  const decided = await decideFor(requestOf(asked), NOW);
  if (!decided) throw new Error('nothing was decided');
  return decided.decision;
}

async function offered(asked: Asked = {}) {
  const { offer } = await decided(asked);
  return offer && { goal: offer.goal, items: offer.items.map(({ productId }) => [camera, card, slowCard, bag, strap, lens, tripod].find((one) => one.productId === productId)?.title), savingMinor: offer.savingMinor };
}

async function rule(action: WrittenRule['action'], ...conditions: WrittenRule['conditions']): Promise<string> {
  const saved = await saveRule(shop.shopId, null, { name: null, conditions, action }, 'ann', NOW);
  if (saved.kind !== 'saved') throw new Error(JSON.stringify(saved));
  return saved.ruleId;
}

const showPremium = (): WrittenRule['action'] => ({ kind: 'show_set', setId: premiumId });
const type = (name: string) => ({ kind: 'type', type: name }) as const;
const TRIP = { goal: 'Trip', items: ['Card', 'Bag'], savingMinor: 1_800 };
const PREMIUM = { goal: 'Premium', items: ['Tripod'], savingMinor: 0 };

describe('a condition', () => {
  it('on what the cart comes to goes by the amount in the shop’s own currency, whatever the cart is in', async () => {
    await rule(showPremium(), { kind: 'cart_total', atLeastMinor: 200_000, belowMinor: 400_000 });
    expect(await offered()).toEqual(TRIP);
    expect(await offered({ cart: [[camera, 2]] })).toEqual(PREMIUM);
    expect(await offered({ cart: [[camera, 4]] })).toEqual(TRIP);

    await prisma().market.create({ data: { shopId: shop.shopId, marketId: SWISS, name: 'Swiss', countries: ['CH'] } });
    await prisma().marketCurrency.create({ data: { shopId: shop.shopId, marketId: SWISS, currency: 'CHF', countries: ['CH'], rate: 2 } });
    await prisma().marketPrice.createMany({ data: [camera, card, slowCard, bag, lens, tripod].map(({ productId, variantId, priceMinor }) => ({ shopId: shop.shopId, productId, variantId, marketId: SWISS, currency: 'CHF', priceMinor: BigInt(priceMinor * 2) })) });
    const there = { currency: 'CHF', country: 'CH' };
    expect(await offered(there)).toEqual({ ...TRIP, savingMinor: 3_600 });
    expect(await offered({ ...there, cart: [[camera, 2]] })).toEqual(PREMIUM);
  });

  it('on what is in the cart', async () => {
    await rule(showPremium(), { kind: 'cart_has', products: type('strap'), has: true });
    expect(await offered()).toEqual(TRIP);
    expect(await offered({ cart: [[camera, 1], [strap, 1]] })).toEqual(PREMIUM);
  });

  it('on what was bought last looks at the last order alone, and at its age', async () => {
    await rule({ kind: 'only_products', products: type('bag') }, { kind: 'last_purchase', products: type('strap'), withinDays: 30 });
    const [recent, old, since] = [await buildCustomer(shop.shopId), await buildCustomer(shop.shopId), await buildCustomer(shop.shopId)];
    await buildOrder(shop.shopId, { customerId: recent, lines: [{ product: strap }] });
    await buildOrder(shop.shopId, { customerId: old, orderedAt: new Date('2026-05-01T00:00:00Z'), lines: [{ product: strap }] });
    await buildOrder(shop.shopId, { customerId: since, orderedAt: new Date(BUILT_AT.getTime() - 86_400_000), lines: [{ product: strap }] });
    await buildOrder(shop.shopId, { customerId: since, lines: [{ product: lens }] });
    expect(await offered()).toEqual(TRIP);
    expect(await offered({ customerId: recent })).toMatchObject({ items: ['Bag'] });
    expect(await offered({ customerId: old })).toEqual(TRIP);
    expect(await offered({ customerId: since })).toEqual(TRIP);
  });

  it('on how often the customer ordered; a stranger never did', async () => {
    await rule({ kind: 'offer_nothing' }, { kind: 'orders', atLeast: 1, below: null });
    const customerId = await buildCustomer(shop.shopId);
    await buildOrder(shop.shopId, { customerId, lines: [{ product: strap }] });
    expect(await offered()).toEqual(TRIP);
    expect(await offered({ customerId })).toBeNull();
  });

  it('on the segment holds for who is in it, and of a stranger nobody knows', async () => {
    await rule({ kind: 'offer_nothing' }, { kind: 'segment', names: ['prospect'], is: true });
    await rule(showPremium(), { kind: 'segment', names: ['prospect'], is: false });
    const [prospect, buyer] = [await buildCustomer(shop.shopId), await buildCustomer(shop.shopId)];
    await buildOrder(shop.shopId, { customerId: buyer, lines: [{ product: strap }] });
    expect(await offered()).toEqual(TRIP);
    expect(await offered({ customerId: prospect })).toBeNull();
    expect(await offered({ customerId: buyer })).toEqual(PREMIUM);
  });

  it('on stock holds once the last ones of something in the cart are left, also of what is no anchor', async () => {
    await rule(showPremium(), { kind: 'low_stock', below: 3 });
    const stock = (product: BuiltProduct, available: number) => pool().query('UPDATE inventory_levels SET available = $3 WHERE shop_id = $1 AND inventory_item_id = $2', [shop.shopId, product.inventoryItemId, available]);
    expect(await offered()).toEqual(TRIP);
    await stock(strap, 2);
    expect(await offered()).toEqual(TRIP);
    expect(await offered({ cart: [[camera, 1], [strap, 1]] })).toEqual(PREMIUM);
    await stock(camera, 2);
    expect(await offered()).toEqual(PREMIUM);
    await pool().query('UPDATE inventory_items SET tracked = false WHERE shop_id = $1 AND inventory_item_id = $2', [shop.shopId, camera.inventoryItemId]);
    expect(await offered()).toEqual(TRIP);
  });

  it('on the season goes by the days of the shop', async () => {
    const winter = { kind: 'season', from: { month: 11, day: 1 }, to: { month: 6, day: 14 } } as const;
    const ruleId = await rule(showPremium(), winter);
    expect(await offered()).toEqual(TRIP);
    await saveRule(shop.shopId, { ruleId, version: 1 }, { name: null, action: showPremium(), conditions: [{ ...winter, to: { month: 6, day: 15 } }] }, 'ann', NOW);
    expect(await offered()).toEqual(PREMIUM);
  });

  it('on the market holds where the country is known to be served by it', async () => {
    await prisma().market.createMany({ data: [{ shopId: shop.shopId, marketId: SWISS, name: 'Swiss', countries: ['CH'] }, { shopId: shop.shopId, marketId: 8n, name: 'Home', countries: ['DE'] }] });
    await rule(showPremium(), { kind: 'market', marketIds: [SWISS] });
    expect(await offered()).toEqual(TRIP);
    expect(await offered({ country: 'DE' })).toEqual(TRIP);
    expect(await offered({ country: 'CH' })).toEqual(PREMIUM);
  });
});

describe('an action', () => {
  it('shows a set that the cart starts at its discount, though another would be worth more', async () => {
    const plainId = await buildSet(shop.shopId, { anchor: camera, goal: 'Plain', support: 1, slots: [{ name: 'strap', candidates: [{ product: strap }] }] });
    expect(await offered()).toEqual(TRIP);
    await rule({ kind: 'show_set', setId: plainId });
    expect(await offered()).toEqual({ goal: 'Plain', items: ['Strap'], savingMinor: 400 });
  });

  it('shows a set that the cart does not start at full price, and the store’s discount still asks for its anchor', async () => {
    await rule(showPremium());
    expect(await offered()).toEqual(PREMIUM);
    expect(await offered({ cart: [[lens, 1]] })).toEqual({ ...PREMIUM, savingMinor: 2_000 });
    const { sets, products } = await approvedSets(shop.shopId);
    const published = desiredMetafields(sets, products, policy(), 'EUR', NOW, [], await loadedRules(shop.shopId)).filter(({ ownerId, key }) => ownerId.endsWith(`/${tripod.productId}`) && key === DISCOUNT_KEY);
    expect(published.map(({ value }) => JSON.parse(value))).toEqual([{ [premiumId]: { anchor: String(lens.productId), bp: 1_000 } }]);
  });

  it('shows a set that only rules show, which is silent without one', async () => {
    await pool().query('UPDATE sets SET by_rule_only = true WHERE shop_id = $1 AND set_id = $2', [shop.shopId, premiumId]);
    expect(await offered({ cart: [[lens, 1]] })).toBeNull();
    const ruleId = await rule(showPremium());
    expect(await offered({ cart: [[lens, 1]] })).toEqual({ ...PREMIUM, savingMinor: 2_000 });
    await switchRule(shop.shopId, ruleId, false, 'ann', NOW);
    expect(await offered({ cart: [[lens, 1]] })).toBeNull();
  });

  it('leaves a product out, and the next one takes its place', async () => {
    await rule({ kind: 'leave_out', products: { kind: 'products', productIds: [card.productId] } });
    expect(await offered()).toEqual({ ...TRIP, items: ['Slow card', 'Bag'] });
    const { offer, refused } = await decided();
    expect(offer?.items[0]?.insteadOf?.productId).toBe(card.productId);
    expect(refused).toContainEqual(expect.objectContaining({ productId: card.productId, code: 'left_out_by_rule' }));
  });

  it('of two that leave something out adds up', async () => {
    await rule({ kind: 'leave_out', products: type('card') });
    await rule({ kind: 'leave_out', products: type('bag') });
    expect(await offered()).toBeNull();
    expect((await decided()).rules).toHaveLength(2);
  });

  it('offers nothing, and says of each set why', async () => {
    await rule({ kind: 'offer_nothing' });
    expect(await decided()).toMatchObject({ offer: null, refused: [{ code: 'rule_offers_nothing', setId: tripId, slotNo: 0 }] });
  });

  it('shows only sets of a strategy', async () => {
    const ruleId = await rule({ kind: 'only_strategies', strategies: ['upsell'] });
    expect(await decided()).toMatchObject({ offer: null, refused: [{ code: 'rule_other_strategy', setId: tripId }] });
    await saveRule(shop.shopId, { ruleId, version: 1 }, { name: null, conditions: [], action: { kind: 'only_strategies', strategies: ['upsell', 'completion'] } }, 'ann', NOW);
    expect(await offered()).toEqual(TRIP);
  });

  it('of the first rule that chooses decides', async () => {
    const first = await rule({ kind: 'only_products', products: type('bag') });
    await rule(showPremium());
    expect(await offered()).toMatchObject({ goal: 'Trip', items: ['Bag'] });
    expect((await decided()).rules).toEqual([first]);
  });

  it('that may hide a set keeps it from being painted, while it is on', async () => {
    const ruleId = await rule({ kind: 'leave_out', products: type('bag') });
    const painted = async () => {
      const { sets, products } = await approvedSets(shop.shopId);
      return desiredMetafields(sets, products, policy(), 'EUR', NOW, [], await loadedRules(shop.shopId)).filter(({ key }) => key === SET_KEY).map(({ value }) => JSON.parse(value).id);
    };
    expect(await painted()).toEqual([premiumId]);
    const { rows } = await pool().query(`SELECT count(*)::int AS jobs FROM graphile_worker.jobs WHERE key = $1`, [`publish-sets:${shop.shopId}`]);
    expect(rows).toEqual([{ jobs: 1 }]);
    await switchRule(shop.shopId, ruleId, false, 'ann', NOW);
    expect((await painted()).sort()).toEqual([premiumId, tripId].sort());
  });
});

describe('a rule that acted', () => {
  it('is counted once a decision, also when the batch is sent twice, and the decision names it', async () => {
    const ruleId = await rule({ kind: 'leave_out', products: type('bag') });
    const now = new Date();
    const request = requestOf();
    const rows = await Promise.all([1, 2].map(async () => decisionRow(request, (await decideFor(request, now))!, now)));
    await saveDecisions(rows);
    await saveDecisions(rows);
    expect((await ruleActivity(shop.shopId, BUILT_AT)).get(ruleId)?.acted).toBe(2);
    expect(await explainDecision(shop.shopId, rows[0]?.decisionId ?? '', 'en')).toMatchObject({ rules: { rules: [{ ruleId, rule: { action: { kind: 'leave_out' } } }] } });
  });

  it('is named by a try on a cart, beside what is offered with it and without', async () => {
    const ruleId = await rule(showPremium());
    expect(await tryRules(shop.shopId, { productIds: [camera.productId], customerId: null }, NOW)).toMatchObject({
      acting: [ruleId],
      withRules: { goal: 'Premium', items: [{ title: 'Tripod', priceMinor: 20_000, offerPriceMinor: 20_000 }] },
      without: { goal: 'Trip', items: [{ title: 'Card', offerPriceMinor: 7_200 }, { title: 'Bag' }] },
    });
    expect(await tryRules(shop.shopId, { productIds: [camera.productId], customerId: 5n }, NOW)).toEqual({ kind: 'unknown_customer' });
    expect((await pool().query('SELECT FROM decisions WHERE shop_id = $1', [shop.shopId])).rowCount).toBe(0);
  });
});

describe('what a rule names that is gone', () => {
  const trouble = async () => (await rulesPage(shop.shopId, NOW)).rules[0]?.trouble?.kind;

  it('is a set: the next best is offered, and the desk says what is the matter', async () => {
    await rule(showPremium());
    expect(await trouble()).toBeUndefined();
    await pool().query(`UPDATE sets SET status = 'paused' WHERE shop_id = $1 AND set_id = $2`, [shop.shopId, premiumId]);
    expect([await offered(), await trouble()]).toEqual([TRIP, 'set_not_live']);
    await prisma().productSet.delete({ where: { shopId_setId: { shopId: shop.shopId, setId: premiumId } } });
    expect([await offered(), await trouble()]).toEqual([TRIP, 'set_gone']);
  });

  it('is a product: nothing falls under the rule, so it does not act', async () => {
    await rule(showPremium(), { kind: 'cart_has', products: type('camera'), has: true });
    expect(await offered()).toEqual(PREMIUM);
    await pool().query(`UPDATE products SET product_type = 'Kit' WHERE shop_id = $1 AND product_id = $2`, [shop.shopId, camera.productId]);
    await resolveRules(shop.shopId);
    expect([await offered(), await trouble()]).toEqual([TRIP, 'no_products']);
  });

  it('is a collection: it is said, and the cart is offered what it would be without', async () => {
    await prisma().setCollection.create({ data: { shopId: shop.shopId, collectionId: 3n, title: 'Bags', readAt: NOW } });
    await prisma().collectionProduct.create({ data: { shopId: shop.shopId, collectionId: 3n, productId: bag.productId } });
    await rule({ kind: 'leave_out', products: { kind: 'collection', collectionId: 3n } });
    expect(await offered()).toMatchObject({ items: ['Card'] });
    await pool().query('UPDATE set_collections SET gone_at = now() WHERE shop_id = $1 AND collection_id = 3', [shop.shopId]);
    await prisma().collectionProduct.deleteMany({ where: { shopId: shop.shopId } });
    await resolveRules(shop.shopId);
    expect([await offered(), await trouble()]).toEqual([TRIP, 'collection_gone']);
  });
});
