import { monitorEventLoopDelay } from 'node:perf_hooks';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { shopsWithNewOrders, shopsWithOrders } from '#app/db/across-shops/shops-to-learn.ts';
import { currentModel, listsOf } from '#app/db/associations.ts';
import { pool } from '#app/db/pool.ts';
import { substitutesOf } from '#app/db/product-substitutes.ts';
import { keyedModel } from '#app/domain/association/keyed-model.ts';
import { fitModel } from '#app/domain/association/learn.ts';
import { createHistoryBuilder } from '#app/domain/association/order-history.ts';
import { addOrders } from '#app/pipeline/learn/add-orders.ts';
import { fitInWorker } from '#app/pipeline/learn/fit-in-worker.ts';
import { addOrdersOfAll, trainAll } from '#app/pipeline/learn/keep-learning.ts';
import { trainAssociations } from '#app/pipeline/learn/train-associations.ts';
import { buildOrder, buildProduct, type BuiltProduct, buildShop } from '#prisma/seed/builders.ts';
import { syntheticHistory } from '#test/bench/synthetic-orders.ts';
import { type TestDatabase, testDatabase } from '#test/support/database.ts';
import { type PlantedOrder, plantedOrders } from '#test/support/planted-orders.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());

const NOW = new Date('2026-06-01T12:00:00Z');

type Products = Map<string, BuiltProduct>;

async function place(shopId: bigint, orders: readonly PlantedOrder[], products: Products): Promise<void> {
  for (const { atMs, products: keys } of orders) {
    for (const key of keys) if (!products.has(key)) products.set(key, await buildProduct(shopId, { productId: BigInt(key), priceMinor: 4_000 }));
    await buildOrder(shopId, { orderedAt: new Date(atMs), lines: keys.map((key) => ({ product: products.get(key)! })) });
  }
}

async function modelRow(shopId: bigint) {
  const { rows } = await pool().query('SELECT * FROM association_models WHERE shop_id = $1 AND current', [shopId]);
  return rows[0];
}

describe('orders that came since the model was made', () => {
  const orders = plantedOrders({ orders: 420, anchors: 8, seed: 5, firstKey: 20_000 });
  const last = orders.at(-1)!;
  const fresh: PlantedOrder = { key: 'fresh', atMs: last.atMs + 60_000, customer: null, products: [orders[0]!.products[0]!, '29999'] };
  const later = [...orders.slice(400), fresh];
  const products: Products = new Map();
  let shopId: bigint;

  beforeAll(async () => {
    ({ shopId } = await buildShop());
    await place(shopId, orders.slice(0, 400), products);
    await trainAssociations(shopId, NOW);
  });

  it('are added to the lists of their products, as if all had been counted with the same parameters', async () => {
    expect(await shopsWithNewOrders()).not.toContain(shopId);
    const before = await modelRow(shopId);
    await place(shopId, later, products);
    expect(await shopsWithNewOrders()).toContain(shopId);
    expect(await addOrders(shopId)).toBe(later.length);
    expect(await shopsWithNewOrders()).not.toContain(shopId);

    const model = (await currentModel(shopId))!;
    expect(model).toMatchObject({ modelId: before.model_id, orders: 421 });
    const builder = createHistoryBuilder();
    for (const { key, atMs, products: keys } of [...orders, fresh]) builder.add(key, atMs, null, keys);
    const history = builder.finish();
    const whole = keyedModel(fitModel(history, before.parameters), before.parameters.blends, history.productKeys);
    const moved = [...new Set(later.flatMap(({ products: keys }) => keys))];
    const stored = await listsOf(shopId, model.modelId, moved.map(BigInt));
    expect(stored.size).toBe(moved.length);
    for (const [key, expected] of whole.listsOf(moved)) {
      const list = stored.get(BigInt(key))!;
      expect([list.orders, Array.from(list.targets, String), Array.from(list.support)]).toEqual([expected.orders, expected.targets, [...(expected.support as Int32Array)]]);
      expect(list.weight).toBeCloseTo(expected.weight, 9);
      Array.from(expected.pairs).forEach((value, at) => {
        expect(list.pairs[at]).toBeCloseTo(value, 9);
        if (moved.includes(expected.targets[at]!)) expect(list.ridge[at]).toBeCloseTo(expected.ridge[at]!, 9);
      });
    }
    expect(Array.from(model.popular, String).slice(0, 20)).toEqual(whole.model.popular.slice(0, 20));
  });

  it('are not counted twice when they are added again', async () => {
    const read = async () => (await pool().query('SELECT * FROM associations WHERE shop_id = $1 ORDER BY product_id', [shopId])).rows;
    const before = await read();
    expect(await addOrders(shopId)).toBe(later.length);
    expect(await read()).toEqual(before);
  });

  it('leave a model alone that is not current any more', async () => {
    const read = async () => (await pool().query('SELECT * FROM associations WHERE shop_id = $1 ORDER BY product_id', [shopId])).rows;
    const before = await read();
    await pool().query('UPDATE association_models SET current = false WHERE shop_id = $1', [shopId]);
    expect(await addOrders(shopId)).toBe(0);
    expect(await read()).toEqual(before);
    await pool().query('UPDATE association_models SET current = true WHERE shop_id = $1', [shopId]);
  });

  it('are put right by the next whole run, in which the cancelled are left out', async () => {
    await pool().query('UPDATE orders SET cancelled_at = $2 WHERE shop_id = $1 AND ordered_at = $3', [shopId, NOW, new Date(fresh.atMs)]);
    await trainAssociations(shopId, NOW);
    const model = (await currentModel(shopId))!;
    expect(model.orders).toBe(420);
    expect(await listsOf(shopId, model.modelId, [29_999n])).toEqual(new Map());
    const parts = await pool().query<{ model_id: string }>('SELECT DISTINCT model_id FROM association_counts WHERE shop_id = $1', [shopId]);
    expect(parts.rows.map((row) => row.model_id)).toEqual([model.modelId]);
  });

  it('are asked for by the hour where there are any, and everything every night', async () => {
    expect(await shopsWithOrders()).toContain(shopId);
    await place(shopId, [{ ...fresh, atMs: fresh.atMs + 60_000, key: 'fresher' }], products);
    await addOrdersOfAll();
    await addOrdersOfAll();
    await trainAll();
    const { rows } = await pool().query<{ task: string }>('SELECT task_identifier AS task FROM graphile_worker.jobs WHERE key IN ($1, $2) ORDER BY 1', [`add-orders:${shopId}`, `train:${shopId}`]);
    expect(rows.map((row) => row.task)).toEqual(['learn.add-orders', 'learn.train-associations']);
  });
});

describe('products with the same companions', () => {
  /** Each order has one of two films and most of what goes with a camera: never both films. */
  const orders = (): PlantedOrder[] => Array.from({ length: 240 }, (_, at) => {
    const with_ = [10, 11, 12, 13, 14, 15].filter((part) => (at * 7 + part * 3) % 4 !== 0);
    return { key: `s${at}`, atMs: Date.UTC(2026, 0, 1) + at * 3_600_000, customer: null, products: [at % 2 === 0 ? '40001' : '40002', ...(at % 3 === 0 ? ['40003'] : []), ...with_.map((part) => String(40_000 + part))] };
  });

  it('stand in for one another where they are of a kind, of the same fit and near in price, and go with the model', async () => {
    const { shopId } = await buildShop();
    const film = { productType: 'Film', priceMinor: 1_200 };
    const products: Products = new Map([
      ['40001', await buildProduct(shopId, { productId: 40_001n, ...film })],
      ['40002', await buildProduct(shopId, { productId: 40_002n, ...film, priceMinor: 1_500 })],
      // Bought with both, but of another kind.
      ['40003', await buildProduct(shopId, { productId: 40_003n, productType: 'Strap', priceMinor: 1_300 })],
    ]);
    await place(shopId, orders(), products);
    const { modelId } = await trainAssociations(shopId, NOW);
    const found = await substitutesOf(shopId, modelId!, [40_001n, 40_002n, 40_003n]);
    expect(found).toEqual(new Map([[40_001n, [40_002n]], [40_002n, [40_001n]]]));

    await pool().query("UPDATE products SET tags = CASE product_id WHEN 40001 THEN '{for:120}' ELSE '{For:35mm}' END::text[] WHERE shop_id = $1", [shopId]);
    const other = await trainAssociations(shopId, NOW);
    expect(await substitutesOf(shopId, other.modelId!, [40_001n, 40_002n])).toEqual(new Map());

    await pool().query("UPDATE products SET tags = '{}' WHERE shop_id = $1", [shopId]);
    await pool().query('UPDATE variants SET price_minor = 9000 WHERE shop_id = $1 AND product_id = 40002', [shopId]);
    const again = await trainAssociations(shopId, NOW);
    expect(await substitutesOf(shopId, again.modelId!, [40_001n, 40_002n])).toEqual(new Map());
    expect(await substitutesOf(shopId, modelId!, [40_001n])).toEqual(new Map());
  });
});

describe('while a history is learned from', () => {
  it('the thread that serves goes on: it is never held for any large part of the time', async () => {
    const history = syntheticHistory(8_000, 1_000);
    const delay = monitorEventLoopDelay({ resolution: 5 });
    let ticks = 0;
    const ticking = setInterval(() => { ticks += 1; }, 10);
    const ticksAtStep: number[] = [];
    delay.enable();
    const began = performance.now();
    await fitInWorker(history, () => ticksAtStep.push(ticks));
    const took = performance.now() - began;
    delay.disable();
    clearInterval(ticking);
    // On this thread nothing would have ticked between the first step and the last, and the longest delay were all of it.
    expect(ticksAtStep.at(-1)! - ticksAtStep[0]!).toBeGreaterThan(20);
    expect(delay.max / 1e6).toBeLessThan(took / 3);
  });

  it('a shop that takes more memory than its thread may have fails with a sentence that says so, and the next one is learned from', async () => {
    const products = 400_000;
    const runaway = {
      productKeys: Array.from({ length: products }, (_, product) => `a-product-of-a-very-large-shop-${product}`), orderedAtMs: Float64Array.of(0, 1),
      starts: Int32Array.of(0, 2, 4), lines: Int32Array.of(0, 1, 0, 1), customers: Int32Array.of(-1, -1),
    };
    await expect(fitInWorker(runaway, () => undefined, 16)).rejects.toThrow('Learning from these orders takes more than the 16 MB of memory that it may have.');
    expect((await fitInWorker(syntheticHistory(200, 50), () => undefined)).model.orders).toBe(200);
  });
});
