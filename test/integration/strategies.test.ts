// Sets of the four strategies as they are written, read from the database and decided, for customers with a past.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pool } from '#app/db/pool.ts';
import { decideFor, decideOffer } from '#app/pipeline/decide/decide-offer.ts';
import type { OfferPlace } from '#app/pipeline/decide/gather-facts.ts';
import { keepFacts } from '#app/pipeline/decide/kept-facts.ts';
import { approveSet } from '#app/pipeline/learn/review-sets.ts';
import { createSet } from '#app/pipeline/learn/write-set.ts';
import type { SetDefinition } from '#app/domain/set/set-definition.ts';
import { buildAssociations, buildCustomer, buildOrder, buildPlacement, buildProduct, type BuiltProduct, buildShop } from '#prisma/seed/builders.ts';
import { type TestDatabase, testDatabase } from '#test/support/database.ts';
import { definition, products, slot } from '#test/support/set-definition.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.drop());

const NOW = new Date('2026-06-15T12:00:00Z');
const daysAgo = (days: number): Date => new Date(NOW.getTime() - days * 86_400_000);

async function shop() {
  const { shopId } = await buildShop();
  await buildPlacement(shopId, 'cart_page');
  const named = async (title: string, productType: string, priceMinor: number) => buildProduct(shopId, { title, productType, priceMinor, unitCostMinor: priceMinor / 4 });
  const camera = await named('Camera', 'Cameras', 50_000);
  const [better, best] = [await named('Camera II', 'Cameras', 90_000), await named('Camera III', 'Cameras', 150_000)];
  const [lens, bag] = [await named('Lens', 'Lenses', 20_000), await named('Bag', 'Bags', 8_000)];
  const customerId = await buildCustomer(shopId);
  const live = async (written: SetDefinition) => {
    const setId = await createSet(shopId, written, 'anna', { at: NOW });
    await approveSet(shopId, setId, 'anna', NOW);
    return setId;
  };
  return { shopId, camera, better, best, lens, bag, customerId, live };
}

const request = (shopId: bigint, cart: BuiltProduct[], customerId: bigint | null, placement: OfferPlace = 'cart_page') =>
  ({ shopId, placement, items: cart.map(({ variantId }) => ({ variantId, quantity: 1 })), customerId, partVariantIds: [] });

async function decided(shopId: bigint, cart: BuiltProduct[], customerId: bigint | null = null, placement: OfferPlace = 'cart_page') {
  const answer = await decideFor(request(shopId, cart, customerId, placement), NOW);
  return { offer: answer?.decision.offer ?? null, offered: answer?.decision.offer?.items.map(({ productId, offerPriceMinor }) => [productId, offerPriceMinor]) ?? [], refused: answer?.decision.refused.map(({ code, productId }) => [code, productId]) ?? [] };
}

const ladderOf = ({ camera, better, best }: Awaited<ReturnType<typeof shop>>, overrides: Partial<SetDefinition> = {}) =>
  definition(products(), [slot('first', products(camera.productId)), slot('second', products(better.productId), { words: 'For light that is hardly there' }), slot('third', products(best.productId))],
    { strategy: 'evolution', goal: 'Grow', signals: { ownedDays: 180, ordersSince: null, companionsSince: null, needed: 1 }, ...overrides });

describe('a set of several anchors', () => {
  it('is started by any of them, once, by the dearest that is there', async () => {
    const at = await shop();
    await at.live(definition({ kind: 'type', type: 'Cameras' }, [slot('bag', products(at.bag.productId))]));
    expect(await decided(at.shopId, [at.better])).toMatchObject({ offered: [[at.bag.productId, 7_200]], offer: { anchorProductId: at.better.productId } });
    expect(await decided(at.shopId, [at.camera, at.best])).toMatchObject({ offer: { anchorProductId: at.best.productId }, refused: [] });
    expect(await decided(at.shopId, [at.lens])).toMatchObject({ offered: [] });
  });
});

describe('a ladder', () => {
  it('offers the next rung to who has had theirs long enough, and to nobody else', async () => {
    const at = await shop();
    await at.live(ladderOf(at));
    await buildOrder(at.shopId, { customerId: at.customerId, orderedAt: daysAgo(200), lines: [{ product: at.camera }] });
    expect(await decided(at.shopId, [at.bag], at.customerId)).toMatchObject({ offered: [[at.better.productId, 90_000]], offer: { strategy: 'evolution', items: [{ words: 'For light that is hardly there' }] } });
    expect((await decided(at.shopId, [at.camera])).offered).toEqual([]);
    const newer = await buildCustomer(at.shopId);
    await buildOrder(at.shopId, { customerId: newer, orderedAt: daysAgo(20), lines: [{ product: at.camera }] });
    expect(await decided(at.shopId, [at.bag], newer)).toMatchObject({ offered: [], refused: [['not_outgrown', at.camera.productId]] });
  });

  it('counts what orders hold together with a rung, and were bought since', async () => {
    const at = await shop();
    await buildAssociations(at.shopId, [{ product: at.camera, orders: 50, targets: [{ product: at.lens, support: 30 }] }]);
    await at.live(ladderOf(at, { signals: { ownedDays: null, ordersSince: 1, companionsSince: 1, needed: 2 } }));
    await buildOrder(at.shopId, { customerId: at.customerId, orderedAt: daysAgo(50), lines: [{ product: at.camera }] });
    await buildOrder(at.shopId, { customerId: at.customerId, orderedAt: daysAgo(40), lines: [{ product: at.bag }] });
    expect((await decided(at.shopId, [], at.customerId)).offered).toEqual([]);
    await buildOrder(at.shopId, { customerId: at.customerId, orderedAt: daysAgo(30), lines: [{ product: at.lens }] });
    expect((await decided(at.shopId, [], at.customerId)).offered).toEqual([[at.better.productId, 90_000]]);
  });

  it('goes by what stayed with the customer', async () => {
    const at = await shop();
    await at.live(ladderOf(at));
    const { orderId } = await buildOrder(at.shopId, { customerId: at.customerId, orderedAt: daysAgo(200), lines: [{ product: at.camera }] });
    await pool().query('UPDATE orders SET cancelled_at = $3 WHERE shop_id = $1 AND order_id = $2', [at.shopId, orderId, NOW]);
    expect(await decided(at.shopId, [at.bag], at.customerId)).toMatchObject({ offered: [], refused: [] });
  });
});

describe('a family', () => {
  const familyOf = ({ camera, lens, bag }: Awaited<ReturnType<typeof shop>>) =>
    definition(products(), [slot('body', products(camera.productId)), slot('lens', products(lens.productId)), slot('bag', products(bag.productId))], { strategy: 'ecosystem', goal: 'All of it' });

  it('offers to a visitor what the part in their cart lacks, and to a customer what theirs does', async () => {
    const at = await shop();
    await at.live(familyOf(at));
    expect((await decided(at.shopId, [at.camera])).offered).toEqual([[at.lens.productId, 18_000], [at.bag.productId, 7_200]]);
    await buildOrder(at.shopId, { customerId: at.customerId, orderedAt: daysAgo(9), lines: [{ product: at.lens }] });
    // At full price: nothing of it is in the cart, so the store's discount does not start.
    expect((await decided(at.shopId, [], at.customerId)).offered).toEqual([[at.camera.productId, 50_000], [at.bag.productId, 8_000]]);
    expect((await decided(at.shopId, [at.camera], at.customerId)).offered).toEqual([[at.bag.productId, 7_200]]);
  });

  it('comes first for who has part of it, before what completes the cart', async () => {
    const at = await shop();
    const family = await at.live(familyOf(at));
    const other = await at.live(definition(products(at.better.productId), [slot('bag', products(at.bag.productId))]));
    expect((await decided(at.shopId, [at.better])).offer?.setId).toBe(other);
    await buildOrder(at.shopId, { customerId: at.customerId, orderedAt: daysAgo(9), lines: [{ product: at.lens }] });
    expect((await decided(at.shopId, [at.better], at.customerId)).offer?.setId).toBe(family);
  });
});

describe('an upsell', () => {
  it('is offered before paying, by what the better one costs more', async () => {
    const at = await shop();
    await at.live(definition({ kind: 'type', type: 'Cameras' }, [slot('better', products(at.best.productId))], { strategy: 'upsell' }));
    expect(await decided(at.shopId, [at.camera])).toMatchObject({ offered: [[at.best.productId, 150_000]], offer: { replacesAnchor: true } });
    expect((await decided(at.shopId, [at.camera], null, 'thank_you')).offered).toEqual([]);
  });
});

describe('conditions', () => {
  it('hold where the shopper is and for whom they are', async () => {
    const at = await shop();
    await pool().query(`INSERT INTO markets (shop_id, market_id, name, countries) VALUES ($1, 7, 'North', '{NO}'), ($1, 8, 'Here', '{DE}')`, [at.shopId]);
    await at.live(definition(products(at.camera.productId), [slot('bag', products(at.bag.productId))], { marketIds: [7n] }));
    const inCountry = async (country: string) => (await decideFor({ ...request(at.shopId, [at.camera], null), country }, NOW))?.decision;
    expect((await inCountry('NO'))?.offer?.items).toHaveLength(1);
    expect((await inCountry('DE'))?.refused).toMatchObject([{ code: 'not_in_this_market' }]);
  });

  it('end with the shop’s day', async () => {
    const at = await shop();
    await at.live(definition(products(at.camera.productId), [slot('bag', products(at.bag.productId))], { endsOn: '2026-06-15' }));
    const on = async (moment: string) => (await decideFor(request(at.shopId, [at.camera], null), new Date(moment)))?.decision.offer;
    // The shop is in Berlin.
    expect(await on('2026-06-15T21:59:00Z')).not.toBeNull();
    expect(await on('2026-06-15T22:00:00Z')).toBeNull();
  });
});

describe('what is kept in memory', () => {
  it('tells of a ladder that was changed, paused, or got another rung', async () => {
    const at = await shop();
    const keeping = await keepFacts();
    try {
      const setId = await at.live(ladderOf(at));
      await buildOrder(at.shopId, { customerId: at.customerId, orderedAt: daysAgo(200), lines: [{ product: at.camera }] });
      const offered = async () => (await decideOffer(request(at.shopId, [at.bag], at.customerId), NOW))?.decision.offer?.items.map(({ productId }) => productId) ?? [];
      const becomes = (wanted: bigint[]) => expect.poll(offered, { timeout: 5_000 }).toEqual(wanted);
      await becomes([at.better.productId]);
      await pool().query('UPDATE set_candidates SET product_id = $3 WHERE shop_id = $1 AND set_id = $2 AND slot_no = 2', [at.shopId, setId, at.lens.productId]);
      await becomes([at.lens.productId]);
      await pool().query('DELETE FROM set_anchors WHERE shop_id = $1 AND set_id = $2 AND slot_no = 1', [at.shopId, setId]);
      await becomes([]);
    } finally {
      await keeping.stop();
    }
  });
});
