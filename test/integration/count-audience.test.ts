// What is counted every night of products, places and customers: held against what was planted, and plain recounts.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { customerFacts } from '#app/db/customer-facts.ts';
import { placeFacts } from '#app/db/decision-facts.ts';
import { ensureExperiment } from '#app/db/experiments.ts';
import { pool } from '#app/db/pool.ts';
import { prisma } from '#app/db/prisma.ts';
import { shopAudience } from '#app/db/shop-audiences.ts';
import { linkVisitor } from '#app/db/subjects.ts';
import { UNKNOWN_AUDIENCE } from '#app/domain/audience/shop-audience.ts';
import { measuredUplift } from '#app/domain/audience/uplift.ts';
import { UNMEASURED } from '#app/domain/decision/facts.ts';
import { reasonNumber } from '#app/domain/decision/reason-codes.ts';
import { countAudience, countAudienceOf } from '#app/pipeline/learn/count-audience.ts';
import { type BuiltProduct, buildCustomer, buildOrder, buildProduct, buildRefund, buildShop } from '#prisma/seed/builders.ts';
import { type TestDatabase, testDatabase } from '#test/support/database.ts';
import { seeded } from '#test/support/planted-orders.ts';

const NOW = new Date('2026-11-20T09:00:00.000Z');
const daysAgo = (days: number): Date => new Date(NOW.getTime() - days * 86_400_000);
let db: TestDatabase;
beforeAll(async () => { db = await testDatabase(); });
afterAll(() => db.drop());

const statsOf = async (shopId: bigint, { productId }: BuiltProduct) => prisma().productStats.findUnique({ where: { shopId_productId: { shopId, productId } } });

describe('what comes back of a product', () => {
  /** @param of [units sold, units sent back] by product */
  async function shopThatSold(of: readonly (readonly [number, number])[]): Promise<{ shopId: bigint; products: BuiltProduct[] }> {
    const { shopId } = await buildShop();
    const products: BuiltProduct[] = [];
    for (const [sold, back] of of) {
      const product = await buildProduct(shopId);
      products.push(product);
      const built = await buildOrder(shopId, { orderedAt: daysAgo(30), lines: [{ product, quantity: sold }] });
      if (back === 0) continue;
      const refundId = await buildRefund(shopId, built);
      await prisma().refundLine.updateMany({ where: { shopId, refundId }, data: { quantity: back } });
    }
    await countAudienceOf(shopId, NOW);
    return { shopId, products };
  }

  it('is drawn to the shop’s mean where few were sold, and is its own where many were', async () => {
    const { shopId, products } = await shopThatSold([[1_000, 400], [1_000, 20], [1_000, 30], [1_000, 10], [2, 1], [2, 0]]);
    const [rates] = [await Promise.all(products.map(async (product) => (await statsOf(shopId, product))?.returnRate ?? -1))];
    const mean = 461 / 4_004;
    expect(rates[0]).toBeCloseTo(0.4, 1);
    expect(rates[1]).toBeCloseTo(0.02, 1);
    expect(rates[4]).toBeGreaterThan(mean);
    expect(rates[4]).toBeLessThan(0.4);
    expect(rates[5]).toBeLessThan(mean);
    expect(rates[5]).toBeGreaterThan(0);
  });

  it('is the shop’s mean for every product where they do not differ beyond chance', async () => {
    const { shopId, products } = await shopThatSold([[100, 10], [100, 10], [100, 10], [10, 1]]);
    for (const product of products) expect((await statsOf(shopId, product))?.returnRate).toBeCloseTo(0.1, 9);
  });

  it('is nothing where nothing comes back, everything where all does, and not known of what was never sold', async () => {
    const none = await shopThatSold([[50, 0], [3, 0]]);
    expect((await statsOf(none.shopId, none.products[0]!))?.returnRate).toBe(0);
    expect(await statsOf(none.shopId, await buildProduct(none.shopId))).toBeNull();
    const all = await shopThatSold([[4, 4]]);
    expect((await statsOf(all.shopId, all.products[0]!))?.returnRate).toBe(1);
  });

  it('counts what is exchanged without a refund, once where both are told, and no order that was cancelled', async () => {
    const { shopId } = await buildShop();
    const product = await buildProduct(shopId);
    const built = await buildOrder(shopId, { orderedAt: daysAgo(9), lines: [{ product, quantity: 4 }] });
    await prisma().return.create({ data: { shopId, returnId: 1n, orderId: built.orderId, status: 'closed', linesKnown: true } });
    await prisma().returnLine.create({ data: { shopId, returnId: 1n, returnLineId: 1n, orderId: built.orderId, lineId: built.lineIds[0]!, quantity: 2 } });
    await buildRefund(shopId, built);
    await buildOrder(shopId, { orderedAt: daysAgo(9), cancelledAt: daysAgo(8), lines: [{ product, quantity: 50 }] });
    await countAudienceOf(shopId, NOW);
    expect(await statsOf(shopId, product)).toMatchObject({ soldUnits: 4, returnedUnits: 2 });
  });
});

describe('when a product is bought again', () => {
  it('is the median of the days between, where enough customers do', async () => {
    const { shopId } = await buildShop();
    const [beans, camera, spare] = [await buildProduct(shopId), await buildProduct(shopId), await buildProduct(shopId)];
    for (let who = 0; who < 30; who++) {
      const customerId = await buildCustomer(shopId);
      const buy = (at: Date, product: BuiltProduct) => buildOrder(shopId, { customerId, orderedAt: at, lines: [{ product }] });
      // A third of them buy beans every 28 to 32 days, twice on the last day; one in ten a second camera; two a spare.
      await buy(daysAgo(100), beans);
      await buy(daysAgo(400), camera);
      if (who < 10) for (const times of [1, 2, 2]) await buy(daysAgo(100 - times * (28 + (who % 5))), beans);
      if (who < 3) for (const ago of [300, 200]) await buy(daysAgo(ago), camera);
      if (who < 2) for (const ago of [90, 60, 30]) await buy(daysAgo(ago), spare);
    }
    await countAudienceOf(shopId, NOW);
    expect(await statsOf(shopId, beans)).toMatchObject({ buyers: 30, buyersAgain: 10, reorderGaps: 20, reorderDays: 30 });
    expect(await statsOf(shopId, camera)).toMatchObject({ buyers: 30, buyersAgain: 3, reorderGaps: 6, reorderDays: null });
    expect(await statsOf(shopId, spare), 'four repurchases are too few').toMatchObject({ buyers: 2, buyersAgain: 2, reorderGaps: 4, reorderDays: null });
  });
});

describe('what showing an offer changes', () => {
  async function stage() {
    const { shopId } = await buildShop();
    const [anchor, card, bag] = [await buildProduct(shopId), await buildProduct(shopId), await buildProduct(shopId)];
    const { experimentId } = await ensureExperiment(shopId, 'placement:cart_page', daysAgo(60), pool(), 5_000);
    let count = 0;
    /** One who was shown the card, or held out of it, and what they bought after so many days. */
    const subject = async (arm: 'exposed' | 'holdout', bought: BuiltProduct | null = null, { after = 1, at = daysAgo(20), visitorId = `v${++count}`, in: experiment = experimentId } = {}) => {
      const decisionId = randomUUID();
      const items = [{ p: String(card.productId), s: 1 }];
      const refused = [{ p: String(bag.productId), c: reasonNumber('out_of_stock'), e: '', s: 2 }];
      await prisma().decision.create({
        data: {
          shopId, decisionId, decidedAt: at, placement: 'cart_page', visitorId, currency: 'EUR', cartProductIds: [anchor.productId],
          offered: arm === 'exposed' ? items : [], refused: [...(arm === 'holdout' ? items.map((item) => ({ ...item, c: reasonNumber('holdout'), e: '' })) : []), ...refused],
        },
      });
      await prisma().exposure.create({ data: { shopId, experimentId: experiment, subjectKey: `v:${visitorId}`, arm, firstAt: at, decisionId } });
      if (!bought) return null;
      const built = await buildOrder(shopId, { orderedAt: new Date(at.getTime() + after * 86_400_000), lines: [{ product: bought }] });
      await prisma().order.updateMany({ where: { shopId, orderId: built.orderId }, data: { visitorId } });
      return built;
    };
    const counted = async () => {
      await countAudienceOf(shopId, NOW);
      return Object.fromEntries((await prisma().uplift.findMany({ where: { shopId } })).map(({ place, shown, shownBought, held, heldBought }) => [place, [shown, shownBought, held, heldBought]]));
    };
    return { shopId, card, bag, subject, counted };
  }

  it('is found as it was planted, by one rule on both sides', async () => {
    const { shopId, card, subject, counted } = await stage();
    const random = seeded(7);
    const planted = { exposed: 0, holdout: 0 };
    for (let index = 0; index < 120; index++) {
      const arm = index % 2 === 0 ? 'exposed' : 'holdout';
      const buys = random() < (arm === 'exposed' ? 0.5 : 0.2);
      if (buys) planted[arm] += 1;
      await subject(arm, buys ? card : null);
    }
    expect(planted.exposed).toBeGreaterThan(planted.holdout);
    expect(await counted()).toEqual({ 'placement:cart_page': [60, planted.exposed, 60, planted.holdout] });
    const upliftIn = async (placement: string) => (await placeFacts(shopId, placement, null))?.uplift;
    expect(await upliftIn('cart_page')).toEqual(measuredUplift({ shown: 60, shownBought: planted.exposed, held: 60, heldBought: planted.holdout }));
    expect(await upliftIn('product_page')).toEqual(UNMEASURED);
  });

  it('is not what they bought of other things, before, too late, or sent back later', async () => {
    const { shopId, card, bag, subject, counted } = await stage();
    for (const arm of ['exposed', 'holdout'] as const) {
      await subject(arm, card);
      await subject(arm, bag);
      await subject(arm, card, { after: -1 });
      await subject(arm, card, { after: 7 });
    }
    expect(await counted()).toEqual({ 'placement:cart_page': [4, 1, 4, 1] });
    const late = [await subject('exposed', card), await subject('holdout', card)];
    expect(await counted()).toEqual({ 'placement:cart_page': [5, 2, 5, 2] });
    await buildRefund(shopId, late[0]!, { refundedAt: NOW });
    await prisma().order.updateMany({ where: { shopId, orderId: late[1]!.orderId }, data: { cancelledAt: NOW } });
    expect(await counted()).toEqual({ 'placement:cart_page': [5, 1, 5, 1] });
  });

  it('counts a person once, by their first exposure, whatever they are known as since', async () => {
    const { shopId, card, subject, counted } = await stage();
    const customerId = await buildCustomer(shopId);
    await subject('holdout', null, { at: daysAgo(15), visitorId: 'phone' });
    await subject('exposed', null, { at: daysAgo(14), visitorId: 'laptop' });
    for (const visitorId of ['phone', 'laptop']) await linkVisitor(shopId, visitorId, customerId, daysAgo(13));
    await buildOrder(shopId, { customerId, orderedAt: daysAgo(12), lines: [{ product: card }] });
    expect(await counted()).toEqual({ 'placement:cart_page': [0, 0, 1, 1] });
  });

  it('is told of each workflow, and of all messages together', async () => {
    const { shopId, card, subject, counted } = await stage();
    const places = [`workflow:${randomUUID()}`, `workflow:${randomUUID()}`] as const;
    for (const place of places) await subject('exposed', card, { in: (await ensureExperiment(shopId, place, daysAgo(60), pool(), 5_000)).experimentId });
    expect(await counted()).toEqual({ [places[0]]: [1, 1, 0, 0], [places[1]]: [1, 1, 0, 0], 'placement:email': [2, 2, 0, 0] });
  });

  it('is not counted of one whose decision is gone, nor of long ago', async () => {
    const { shopId, card, subject, counted } = await stage();
    await subject('exposed', card, { at: daysAgo(200) });
    await subject('exposed', card);
    await prisma().decision.deleteMany({ where: { shopId, visitorId: 'v2' } });
    expect(await counted()).toEqual({});
  });
});

describe('how the customers of a shop buy', () => {
  it('is not said while they are few', async () => {
    const { shopId } = await buildShop();
    await countAudienceOf(shopId, NOW);
    expect(await shopAudience(shopId)).toEqual(UNKNOWN_AUDIENCE);
    await buildOrder(shopId, { customerId: await buildCustomer(shopId), orderedAt: daysAgo(1), lines: [{ product: await buildProduct(shopId, { productType: 'Tea' }) }] });
    await countAudienceOf(shopId, NOW);
    expect(await shopAudience(shopId)).toEqual({ ...UNKNOWN_AUDIENCE, customers: 1, typeShares: new Map([['tea', 1]]) });
  });

  it('is told by quantiles, from which each customer’s segments follow as one reads them', async () => {
    const { shopId } = await buildShop();
    const [tea, cups] = [await buildProduct(shopId, { productType: 'Tea', priceMinor: 1_000 }), await buildProduct(shopId, { productType: 'Cups', priceMinor: 3_000 })];
    const people: bigint[] = [];
    // Person n of 100 orders tea n % 5 + 1 times, every ten days until today; with every third person's at a discount. Person 0 also buys cups, twice, and sends one back.
    for (let who = 0; who < 100; who++) {
      const customerId = await buildCustomer(shopId);
      people.push(customerId);
      for (let times = who % 5; times >= 0; times--) await buildOrder(shopId, { customerId, orderedAt: daysAgo(times * 10), lines: [{ product: tea, discountMinor: who % 3 === 0 ? 100 : 0 }] });
    }
    for (const ago of [40, 20]) await buildOrder(shopId, { customerId: people[0]!, orderedAt: daysAgo(ago), lines: [{ product: cups }] });
    const back = await buildOrder(shopId, { customerId: people[0]!, orderedAt: daysAgo(20), lines: [{ product: cups }] });
    await buildRefund(shopId, back);
    await countAudienceOf(shopId, NOW);
    const audience = await shopAudience(shopId);
    expect(audience).toMatchObject({ customers: 100, gapDaysP25: 10, gapDaysP90: 10, ordersP80: 4, discountedP50: 0, discountedP80: 1 });
    // Orders that stand: 300 of tea, two of cups.
    expect([...audience.typeShares].map(([type, share]) => [type, Math.round(share * 302)])).toEqual([['tea', 300], ['cups', 2]]);
    expect(audience.spentMinorP95).toBeCloseTo(5_000, 0);
    const segments = async (who: number) => [...(await customerFacts(shopId, { customerId: people[who]!, visitorId: null, productIds: [] }, NOW)).segments];
    expect(await segments(4)).toEqual(['active', 'loyal', 'frequent', 'vip', 'full_price']);
    expect(await segments(9)).toEqual(['active', 'loyal', 'frequent', 'bargain_hunter']);
    expect(await segments(10)).toEqual(['new']);
    expect(await segments(0)).toEqual(['active', 'vip', 'fond_of:cups']);
  });

  it('is counted of every shop, though one of them fails', async () => {
    const shops = [await buildShop(), await buildShop(), await buildShop()];
    await pool().query(`CREATE FUNCTION refuse_one() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF NEW.shop_id = ${shops[1]!.shopId} THEN RAISE EXCEPTION 'the disk is full'; END IF; RETURN NEW; END $$`);
    await pool().query('CREATE TRIGGER refuse_one BEFORE INSERT ON shop_audiences FOR EACH ROW EXECUTE FUNCTION refuse_one()');
    await countAudience(NOW);
    const { rows } = await pool().query('SELECT shop_id FROM shop_audiences WHERE shop_id = ANY($1) ORDER BY 1', [shops.map(({ shopId }) => shopId)]);
    expect(rows.map((row) => row.shop_id)).toEqual([shops[0]!.shopId, shops[2]!.shopId]);
  });
});
