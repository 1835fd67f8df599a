// Ladders, families and better versions, from a shop's orders to the queue: each once, and none that was refused.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pool } from '#app/db/pool.ts';
import { autoApprove, saveReviewSettings } from '#app/pipeline/learn/auto-approve.ts';
import { proposeStrategies } from '#app/pipeline/learn/propose-strategies.ts';
import { refuseSet } from '#app/pipeline/learn/review-sets.ts';
import { listSets } from '#app/read/sets.ts';
import { buildAssociations, buildOrder, buildProduct, buildShop } from '#prisma/seed/builders.ts';
import { type TestDatabase, testDatabase } from '#test/support/database.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.drop());

const NOW = new Date('2026-06-01T12:00:00Z');
const day = (days: number) => new Date(NOW.getTime() - days * 86_400_000);

describe('the other strategies', () => {
  it('are proposed from what customers did, wait for a person, and are not proposed twice nor after they were refused', async () => {
    const { shopId } = await buildShop();
    const build = (title: string, productType: string, vendor: string, priceMinor: number) => buildProduct(shopId, { title, productType, vendor, priceMinor, unitCostMinor: Math.round(priceMinor / 2) });
    const [small, large, lens] = [await build('Small', 'Cameras', 'Aurel', 40_000), await build('Large', 'Cameras', 'Aurel', 70_000), await build('Lens', 'Lenses', 'Aurel', 30_000)];
    const others = await Promise.all(['a', 'b', 'c', 'd'].map((name) => build(`Bag ${name}`, 'Bags', `Maker ${name}`, 5_000)));
    for (let customer = 0; customer < 8; customer++) {
      const bought = (daysAgo: number, product: typeof small) => buildOrder(shopId, { customerId: BigInt(100 + customer), orderedAt: day(daysAgo), lines: [{ product }] });
      await bought(300, small);
      await bought(100, large);
      await bought(50, lens);
    }
    await buildAssociations(shopId, [small, large, lens, ...others].map((product) => ({ product, orders: 12, targets: [] })), { orders: 100 });
    await pool().query(
      `INSERT INTO product_substitutes (shop_id, model_id, product_id, substitute_ids, scores) SELECT $1, model_id, $2, ARRAY[$3::bigint], ARRAY[1.0] FROM association_models WHERE shop_id = $1 AND current`,
      [shopId, small.productId, large.productId],
    );
    expect(await proposeStrategies(shopId, NOW)).toBe(3);
    const { sets } = await listSets(shopId, { status: 'suggested', search: '', page: 1 }, NOW);
    expect(sets.map(({ strategy, goal, support }) => [strategy, goal, support]).sort()).toEqual([['ecosystem', 'More from Aurel', 8], ['evolution', 'Your next camera', 8], ['upsell', 'A step up from Small', 12]]);
    expect(sets.find(({ strategy }) => strategy === 'evolution')?.signals).toMatchObject({ ownedDays: 200 });

    await refuseSet(shopId, sets.find(({ strategy }) => strategy === 'upsell')!.setId, 'anna', NOW);
    expect(await proposeStrategies(shopId, NOW)).toBe(0);

    await saveReviewSettings(shopId, { autoApprove: true, leastOrders: 5, leastMarginBp: 0, mostPerWeek: 100 }, 'anna', NOW);
    expect(await autoApprove(shopId, NOW)).toBe(0);
  });

  it('call nothing outgrown that people buy again and again', async () => {
    const { shopId } = await buildShop();
    const [film, better, ...others] = await Promise.all(['Film', 'Film Pro', 'a', 'b', 'c'].map((title, at) => buildProduct(shopId, { title, productType: at < 2 ? 'Film' : 'Bags', vendor: title, priceMinor: at === 1 ? 1_200 : 900 })));
    for (let customer = 0; customer < 8; customer++) {
      for (const [daysAgo, product] of [[300, film!], [200, film!], [100, better!]] as const) await buildOrder(shopId, { customerId: BigInt(300 + customer), orderedAt: day(daysAgo), lines: [{ product }] });
    }
    await buildAssociations(shopId, [film!, better!, ...others].map((product) => ({ product, orders: 12, targets: [] })), { orders: 100 });
    expect(await proposeStrategies(shopId, NOW)).toBe(0);
  });

  it('count those who came down as well, even where they are too few for a ladder of their own', async () => {
    const { shopId } = await buildShop();
    const build = (title: string, productType: string, priceMinor: number) => buildProduct(shopId, { title, productType, vendor: '', priceMinor });
    const [small, large] = [await build('Small', 'Cameras', 40_000), await build('Large', 'Cameras', 70_000)];
    for (let customer = 0; customer < 12; customer++) {
      const [first, second] = customer < 8 ? [small, large] : [large, small];
      await buildOrder(shopId, { customerId: BigInt(500 + customer), orderedAt: day(300), lines: [{ product: first }] });
      await buildOrder(shopId, { customerId: BigInt(500 + customer), orderedAt: day(100), lines: [{ product: second }] });
    }
    await buildAssociations(shopId, [small, large].map((product) => ({ product, orders: 12, targets: [] })), { orders: 100 });
    expect(await proposeStrategies(shopId, NOW)).toBe(0);
  });

  it('are none of a shop that has learned nothing', async () => {
    const { shopId } = await buildShop();
    expect(await proposeStrategies(shopId, NOW)).toBe(0);
  });
});
