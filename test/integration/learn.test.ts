import { gzipSync } from 'node:zlib';
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { currentModel, listsOf } from '#app/db/associations.ts';
import { companyOf } from '#app/db/order-history.ts';
import { pool } from '#app/db/pool.ts';
import { countTogether } from '#app/db/sets.ts';
import { keyedModel } from '#app/domain/association/keyed-model.ts';
import { keyedNextModel } from '#app/domain/association/keyed-next-model.ts';
import { learnAssociations } from '#app/domain/association/learn.ts';
import { createHistoryBuilder } from '#app/domain/association/order-history.ts';
import { rankAssociations } from '#app/domain/association/rank.ts';
import { pastProducts, rankNext } from '#app/domain/association/rank-next.ts';
import { rankForCustomer } from '#app/pipeline/decide/rank-for-customer.ts';
import { proposeSets } from '#app/pipeline/learn/propose-sets.ts';
import { approveSet, pauseSet, refuseSet, returnSet, snoozeSet, trySet } from '#app/pipeline/learn/review-sets.ts';
import { trainAssociations } from '#app/pipeline/learn/train-associations.ts';
import { BUILT_AT, buildAssociations, buildOrder, buildProduct, type BuiltProduct, buildRefund, buildSet, buildShop } from '#prisma/seed/builders.ts';
import { type TestDatabase, testDatabase } from '#test/support/database.ts';
import { type PlantedOrder, plantedOrders } from '#test/support/planted-orders.ts';

let database: TestDatabase;
let folder: string;
beforeAll(async () => {
  database = await testDatabase();
  folder = await mkdtemp(path.join(os.tmpdir(), 'setwise-learn-'));
});
afterAll(async () => {
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

const NOW = new Date('2026-06-01T12:00:00Z');
const ANCHORS = 12;

/** A shop with these orders; products are keyed by their ids. */
async function shopWith(orders: readonly PlantedOrder[]): Promise<{ shopId: bigint; products: Map<string, BuiltProduct> }> {
  const { shopId } = await buildShop();
  const products = new Map<string, BuiltProduct>();
  for (const key of [...new Set(orders.flatMap((order) => order.products))].sort()) {
    const number = Number(key) - 1_000;
    const isAnchor = number < ANCHORS;
    products.set(key, await buildProduct(shopId, {
      productId: BigInt(key), title: isAnchor ? `Aurel M${number}` : `Card ${number - ANCHORS}`, productType: isAnchor ? 'Camera' : 'Memory Cards', priceMinor: isAnchor ? 90_000 : 4_000,
    }));
  }
  for (const order of orders) {
    await buildOrder(shopId, { orderedAt: new Date(order.atMs), customerId: order.customer === null ? null : BigInt(order.customer.slice(1)), lines: order.products.map((key) => ({ product: products.get(key)! })) });
  }
  return { shopId, products };
}

async function rankedByApp(shopId: bigint, cart: readonly string[]): Promise<{ product: string; score: number }[]> {
  const model = (await currentModel(shopId))!;
  const ids = cart.map(BigInt);
  return rankAssociations(model, await listsOf(shopId, model.modelId, ids), ids, { limit: 10 }).map(({ product, score }) => ({ product: String(product), score }));
}

function inMemoryModel(orders: readonly PlantedOrder[]) {
  const builder = createHistoryBuilder();
  for (const { key, atMs, customer, products } of orders) builder.add(key, atMs, customer, products);
  const history = builder.finish();
  const learned = learnAssociations(history);
  return {
    ...keyedModel(learned, learned.parameters.blends, history.productKeys),
    next: keyedNextModel(learned.lists, learned.next, learned.parameters.next, history.productKeys),
  };
}

async function setsOf(shopId: bigint) {
  const { rows } = await pool().query<{ setId: string; anchor: bigint; status: string; goal: string; support: number; discountBp: number; candidates: string[] }>(
    `SELECT s.set_id AS "setId", s.anchor_product_id AS anchor, s.status, s.goal, s.support, s.discount_bp AS "discountBp",
            ARRAY(SELECT t.name || ' ' || c.product_id FROM set_slots t JOIN set_candidates c USING (shop_id, set_id, slot_no) WHERE t.shop_id = s.shop_id AND t.set_id = s.set_id ORDER BY t.slot_no, c.rank) AS candidates
       FROM sets s WHERE s.shop_id = $1 ORDER BY s.anchor_product_id`,
    [shopId],
  );
  return rows;
}

describe('for the same orders and carts', () => {
  it("the app's ranking before the rules and predict's output are identical", async () => {
    const orders = plantedOrders({ orders: 500, anchors: ANCHORS, seed: 3 });
    const { shopId } = await shopWith(orders);
    await trainAssociations(shopId, NOW);

    const at = (ms: number) => new Date(ms).toISOString();
    const csv = ['order_id,customer_id,ordered_at,product_id', ...orders.flatMap((order) => order.products.map((key) => `${order.key},${order.customer ?? ''},${at(order.atMs)},${key}`))];
    const carts = [...Array.from({ length: ANCHORS }, (_, anchor) => [String(1_000 + anchor)]), ['1000', '1012'], ['1003', '1001', '1013'], ['77'], []];
    const files = { orders: path.join(folder, 'orders.csv.gz'), queries: path.join(folder, 'queries.jsonl'), out: path.join(folder, 'out.jsonl') };
    await writeFile(files.orders, gzipSync(csv.join('\n')));
    await writeFile(files.queries, carts.map((cart, index) => JSON.stringify({ id: `q${index}`, task: 'cart', cart })).join('\n'));
    await promisify(execFile)(process.execPath, ['app/commands/predict.ts', '--orders', files.orders, '--before', '2030-01-01T00:00:00Z', '--queries', files.queries, '--out', files.out]);

    const predicted = (await readFile(files.out, 'utf8')).trim().split('\n').map((line) => JSON.parse(line) as { id: string; items: string[] });
    expect(predicted.map(({ id }) => id)).toEqual(carts.map((_, index) => `q${index}`));
    const inMemory = inMemoryModel(orders);
    for (const [index, cart] of carts.entries()) {
      const ranked = await rankedByApp(shopId, cart);
      expect(ranked.map(({ product }) => product)).toEqual(predicted[index]!.items);
      // Scores too, to the last bit: what the database gave back is what was learned.
      expect(ranked).toEqual(rankAssociations(inMemory.model, inMemory.listsOf(cart), cart, { limit: 10 }).map(({ product, score }) => ({ product, score })));
    }
  });
});

describe('for the same customers', () => {
  it("what the app ranks next from its lists and predict's answers are identical", async () => {
    const orders = plantedOrders({ orders: 400, anchors: ANCHORS, seed: 8, firstKey: 5_000 }).map((order, at): PlantedOrder => ({ ...order, customer: `c${9_000 + (at % 150)}` }));
    const { shopId } = await shopWith(orders);
    await trainAssociations(shopId, NOW);
    const csv = ['order_id,customer_id,ordered_at,product_id', ...orders.flatMap((order) => order.products.map((key) => `${order.key},${order.customer},${new Date(order.atMs).toISOString()},${key}`))];
    const customers = ['c9000', 'c9007', 'c9149'];
    const pastOf = (customer: string) => orders.filter((order) => order.customer === customer).sort((a, b) => b.atMs - a.atMs).map(({ products }) => products);
    const files = { orders: path.join(folder, 'next.csv.gz'), queries: path.join(folder, 'next.jsonl'), out: path.join(folder, 'next-out.jsonl') };
    await writeFile(files.orders, gzipSync(csv.join('\n')));
    await writeFile(files.queries, customers.map((customer) => JSON.stringify({ id: customer, task: 'next', customer, cart: pastOf(customer)[0], owned: [...new Set(pastOf(customer).flat())] })).join('\n'));
    await promisify(execFile)(process.execPath, ['app/commands/predict.ts', '--orders', files.orders, '--before', '2030-01-01T00:00:00Z', '--queries', files.queries, '--out', files.out]);
    const predicted = (await readFile(files.out, 'utf8')).trim().split('\n').map((line) => JSON.parse(line) as { id: string; items: string[] });
    const { next } = inMemoryModel(orders);
    const model = (await currentModel(shopId))!;
    for (const [at, customer] of customers.entries()) {
      const owned = new Set(pastOf(customer).flat());
      const ranked = (await rankForCustomer(shopId, model, BigInt(customer.slice(1)), new Set([...owned].map(BigInt)), 10)).map(({ product, score }) => ({ product: String(product), score }));
      expect(ranked.map(({ product }) => product)).toEqual(predicted[at]!.items);
      expect(ranked).toHaveLength(10);
      // Scores too, to the last bit.
      const weights = pastProducts(next.model, pastOf(customer));
      expect(ranked).toEqual(rankNext(next.model, next.listsOf(weights.keys()), weights, owned, 10).map(({ product, score }) => ({ product, score })));
    }
  });
});

describe('training', () => {
  it('leaves out cancelled orders and lines that were wholly sent back', async () => {
    const { shopId } = await buildShop();
    const [camera, card, bag, strap] = await Promise.all(['camera', 'card', 'bag', 'strap'].map((title) => buildProduct(shopId, { title })));
    await buildOrder(shopId, { lines: [{ product: camera! }, { product: card! }] });
    await buildOrder(shopId, { cancelledAt: BUILT_AT, lines: [{ product: camera! }, { product: bag! }] });
    const returned = await buildOrder(shopId, { lines: [{ product: camera! }, { product: strap! }] });
    await buildRefund(shopId, returned, { lineNos: [1] });
    await trainAssociations(shopId, NOW);
    const model = (await currentModel(shopId))!;
    const lists = await listsOf(shopId, model.modelId, [camera!.productId]);
    const list = lists.get(camera!.productId)!;
    expect([list.orders, Array.from(list.targets), Array.from(list.support)]).toEqual([2, [card!.productId], [1]]);
  });

  it('keeps the old model current until the new one is whole, then drops its rows', async () => {
    const { shopId } = await shopWith(plantedOrders({ orders: 60, anchors: ANCHORS, seed: 5, firstKey: 2_000 }));
    const first = await trainAssociations(shopId, NOW);
    const seen = new Set<string | undefined>();
    const reading: Promise<void>[] = [];
    const second = await trainAssociations(shopId, NOW, () => {
      reading.push(currentModel(shopId).then((model) => void seen.add(model?.modelId)));
    });
    await Promise.all(reading);
    expect([...seen].filter((modelId) => modelId !== first.modelId && modelId !== second.modelId)).toEqual([]);
    expect((await currentModel(shopId))?.modelId).toBe(second.modelId);
    const { rows } = await pool().query<{ model_id: string }>('SELECT DISTINCT model_id FROM associations WHERE shop_id = $1', [shopId]);
    expect(rows).toEqual([{ model_id: second.modelId }]);
  });

  it('says so when there are no orders, and leaves no model', async () => {
    const { shopId } = await buildShop();
    expect(await trainAssociations(shopId, NOW)).toEqual({ modelId: null, orders: 0, products: 0 });
    expect(await currentModel(shopId)).toBeUndefined();
    expect(await proposeSets(shopId, NOW)).toBe(0);
  });
});

describe('suggestions', () => {
  it('name what was planted, wait for a person, and are renewed without touching what a person decided', async () => {
    const { shopId } = await shopWith(plantedOrders({ orders: 700, anchors: ANCHORS, seed: 11 }));
    await trainAssociations(shopId, NOW);
    expect(await proposeSets(shopId, NOW)).toBe(ANCHORS);
    const before = await setsOf(shopId);
    for (const set of before) {
      expect(set).toMatchObject({ status: 'suggested', discountBp: 1_000, goal: `Ready to shoot with your Aurel M${set.anchor - 1_000n}` });
      expect(set.candidates[0]).toBe(`memory card ${set.anchor + BigInt(ANCHORS)}`);
      expect(set.support).toBeGreaterThan(5);
    }
    const [first, second, third] = before;
    await approveSet(shopId, first!.setId, 'anna', NOW);
    await refuseSet(shopId, second!.setId, 'anna', NOW);
    await proposeSets(shopId, new Date(NOW.getTime() + 1_000));
    const after = await setsOf(shopId);
    expect(after.map(({ setId, status }) => [setId, status])).toEqual(before.map(({ setId }, at) => [setId, at === 0 ? 'approved' : at === 1 ? 'refused' : 'suggested']));

    await refuseSet(shopId, third!.setId, 'anna', NOW);
    await returnSet(shopId, third!.setId, 'anna', NOW);
    expect((await setsOf(shopId))[2]?.status).toBe('suggested');
  });

  it('count what was bought together as learning does: kept, in orders that stand', async () => {
    const { shopId } = await buildShop();
    const [camera, card, bag] = await Promise.all(['camera', 'card', 'bag'].map((title) => buildProduct(shopId, { title })));
    const both = { lines: [{ product: camera! }, { product: card! }] };
    await buildOrder(shopId, both);
    await buildOrder(shopId, { ...both, cancelledAt: BUILT_AT });
    await buildRefund(shopId, await buildOrder(shopId, both), { lineNos: [1] });
    await buildOrder(shopId, { lines: [{ product: camera! }, { product: card! }, { product: bag! }] });
    expect(await countTogether(shopId, [{ anchorProductId: camera!.productId, candidateIds: [card!.productId, bag!.productId] }, { anchorProductId: bag!.productId, candidateIds: [1n] }])).toEqual([2, 0]);
    expect(await companyOf(shopId, [camera!.productId])).toEqual({ lines: 6, company: new Map([[camera!.productId, 3]]) });
  });

  it('are logged and published when they are decided, in one transaction', async () => {
    const { shopId } = await shopWith(plantedOrders({ orders: 300, anchors: ANCHORS, seed: 12 }));
    await trainAssociations(shopId, NOW);
    await proposeSets(shopId, NOW);
    const set = (await setsOf(shopId))[0]!;
    const jobs = async () => (await pool().query<{ payload: unknown }>('SELECT payload FROM graphile_worker._private_jobs WHERE key = $1', [`publish-sets:${shopId}`])).rows;
    const events = async () => (await pool().query<{ event: string }>('SELECT event FROM changes WHERE shop_id = $1 ORDER BY changed_at, change_id', [shopId])).rows.map(({ event }) => event);
    await approveSet(shopId, set.setId, 'anna', NOW);
    await approveSet(shopId, set.setId, 'anna', NOW);
    expect(await events()).toEqual(['set_approved']);
    expect(await jobs()).toEqual([{ payload: { shopId: shopId.toString() } }]);

    await expect(approveSet(shopId + 1n, set.setId, 'anna', NOW)).rejects.toMatchObject({ code: 'not_found' });
  });

  it('are refused with a sentence that says what to do where they could be shown to nobody', async () => {
    const { shopId } = await buildShop();
    const [camera, card, gone] = await Promise.all(['Camera', 'Card', 'Old card'].map((title) => buildProduct(shopId, { title })));
    const setId = await buildSet(shopId, { anchor: camera!, status: 'suggested', goal: 'First light', slots: [{ name: 'card', candidates: [{ product: card! }, { product: gone! }] }] });
    await pool().query('UPDATE products SET deleted_at = $2 WHERE shop_id = $1 AND product_id = $3', [shopId, NOW, gone!.productId]);
    await pool().query('UPDATE products SET deleted_at = $2 WHERE shop_id = $1 AND product_id = $3', [shopId, NOW, card!.productId]);
    await expect(approveSet(shopId, setId, 'anna', NOW)).rejects.toThrow('No product of “First light” can be offered any more.');
    await pool().query('UPDATE products SET deleted_at = $2 WHERE shop_id = $1', [shopId, NOW]);
    await expect(approveSet(shopId, setId, 'anna', NOW)).rejects.toThrow('starts from is not in your catalogue any more. Refuse the set instead.');
    expect((await setsOf(shopId))[0]?.status).toBe('suggested');
  });

  it('can be put off, tried on some and refused with a reason; each is logged, and a decision ends what was before', async () => {
    const { shopId } = await buildShop();
    const [camera, card] = await Promise.all(['Camera', 'Card'].map((title) => buildProduct(shopId, { title })));
    const setId = await buildSet(shopId, { anchor: camera!, status: 'suggested', goal: 'First light', slots: [{ name: 'card', candidates: [{ product: card! }] }] });
    const row = async () => (await pool().query('SELECT status, trial_bp, snoozed_until, refusal_code, refusal_note FROM sets WHERE shop_id = $1 AND set_id = $2', [shopId, setId])).rows[0];
    const until = new Date(NOW.getTime() + 7 * 86_400_000);
    await snoozeSet(shopId, setId, until, 'anna', NOW);
    await snoozeSet(shopId, setId, until, 'anna', NOW);
    expect(await row()).toMatchObject({ status: 'suggested', snoozed_until: until });

    await trySet(shopId, setId, 1_000, 'anna', new Date(NOW.getTime() + 1));
    expect(await row()).toMatchObject({ status: 'approved', trial_bp: 1_000, snoozed_until: null });
    await expect(snoozeSet(shopId, setId, until, 'anna', NOW)).rejects.toMatchObject({ code: 'conflict' });
    await pauseSet(shopId, setId, 'anna', new Date(NOW.getTime() + 2));
    await approveSet(shopId, setId, 'anna', new Date(NOW.getTime() + 3));
    expect(await row()).toMatchObject({ status: 'approved', trial_bp: 1_000 });
    await approveSet(shopId, setId, 'anna', new Date(NOW.getTime() + 4));
    expect(await row()).toMatchObject({ status: 'approved', trial_bp: null });

    await refuseSet(shopId, setId, 'anna', new Date(NOW.getTime() + 5), { code: 'not_complementary', note: '  a card is no gift ' });
    expect(await row()).toMatchObject({ status: 'refused', refusal_code: 'not_complementary', refusal_note: 'a card is no gift' });
    await returnSet(shopId, setId, 'anna', new Date(NOW.getTime() + 6));
    expect(await row()).toMatchObject({ status: 'suggested', refusal_code: null, refusal_note: null });
    const { rows } = await pool().query('SELECT event FROM changes WHERE shop_id = $1 ORDER BY changed_at', [shopId]);
    expect(rows.map(({ event }) => event)).toEqual(['set_snoozed', 'set_approved', 'set_paused', 'set_approved', 'set_approved', 'set_refused', 'set_returned']);
  });

  it('hold no gift card', async () => {
    const { shopId } = await buildShop();
    const [camera, voucher] = await Promise.all([['Camera', 'Cameras'], ['Voucher', 'Vouchers']].map(([title, productType]) => buildProduct(shopId, { title: title!, productType: productType! })));
    for (let at = 0; at < 20; at++) await buildOrder(shopId, { lines: [{ product: camera! }, { product: voucher! }] });
    await buildAssociations(shopId, [{ product: camera!, orders: 20, targets: [{ product: voucher!, support: 20 }] }, { product: voucher!, orders: 20, targets: [] }], { orders: 200 });
    const film = await buildProduct(shopId, { title: 'Film', productType: 'Film' });
    for (let at = 0; at < 60; at++) await buildOrder(shopId, { lines: [{ product: film }] });
    expect(await proposeSets(shopId, NOW)).toBe(1);
    await pool().query('UPDATE products SET gift_card = true WHERE shop_id = $1 AND product_id = $2', [shopId, voucher!.productId]);
    expect(await proposeSets(shopId, NOW)).toBe(0);
  });
});
