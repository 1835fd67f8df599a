// Learned models. A run writes its rows under its own id, invisible, then becomes current in one transaction: readers see
// the old model or the new one, never half. What is added to it later (db/added-orders.ts) gives it a new revision, by which
// its header may be kept in memory.
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setImmediate } from 'node:timers/promises';
import { remember } from '@epic-web/remember';
import { from as copyFrom } from 'pg-copy-streams';
import type { Backtest } from '#app/domain/association/learn.ts';
import type { SourceLists } from '#app/domain/association/lists.ts';
import type { DenseNextModel } from '#app/domain/association/measure-next.ts';
import { DEFAULTS, type ModelParameters } from '#app/domain/association/parameters.ts';
import type { AssociationList, RankingModel } from '#app/domain/association/rank.ts';
import type { NextList, NextModel } from '#app/domain/association/rank-next.ts';
import type { OrderPlace } from './order-history.ts';
import { hotPool, hotRead, pool, type Queryable, withTransaction } from './pool.ts';
import { sentFloat8s, sentInt4s, sentInt8s, sentLength } from './sent-arrays.ts';

export interface CurrentModel extends RankingModel<bigint> {
  modelId: string;
  /** Orders it was learned from. */
  orders: number;
  next: NextModel<bigint>;
}

export interface FinishedModel {
  orders: number;
  products: number;
  parameters: ModelParameters;
  backtest: Backtest;
  popularIds: readonly string[];
  popularShares: readonly number[];
  /** The last order in its counts. */
  counted: OrderPlace;
  /** What was bought most lately. */
  recentIds: readonly string[];
  recentShares: readonly number[];
}

/** Tables with rows of a model. */
const PARTS = ['associations', 'product_substitutes', 'association_counts'] as const;

/** Announces a run. What an earlier run left behind when its process died is marked failed. */
export async function startModel(shopId: bigint, modelId: string, now: Date): Promise<void> {
  await withTransaction(async (client) => {
    await client.query(
      `UPDATE association_models SET status = 'failed', finished_at = $2, error = 'The process ended before the run did.' WHERE shop_id = $1 AND status = 'running'`,
      [shopId, now],
    );
    await client.query(
      `INSERT INTO association_models (shop_id, model_id, status, orders, products, parameters, backtest, popular_ids, popular_shares, started_at)
       VALUES ($1, $2, 'running', 0, 0, '{}', '{}', '{}', '{}', $3)`,
      [shopId, modelId, now],
    );
  });
}

export async function failModel(shopId: bigint, modelId: string, error: string, now: Date): Promise<void> {
  await withTransaction(async (client) => {
    for (const table of PARTS) await client.query(`DELETE FROM ${table} WHERE shop_id = $1 AND model_id = $2`, [shopId, modelId]);
    await client.query(`UPDATE association_models SET status = 'failed', finished_at = $3, error = $4 WHERE shop_id = $1 AND model_id = $2`, [shopId, modelId, now, error]);
  });
}

/** @param productKeys the product id, as decimal text, of each dense index */
export async function writeLists(shopId: bigint, modelId: string, lists: SourceLists, next: DenseNextModel['lists'], productKeys: readonly string[]): Promise<void> {
  const client = await pool().connect();
  try {
    const target = client.query(copyFrom('COPY associations (shop_id, model_id, product_id, weight, orders, target_ids, ridge, pairs, support, next_ids, next_rows, next_follows) FROM STDIN'));
    await pipeline(Readable.from(withPauses(copyLines(shopId, modelId, lists, next, productKeys))), target);
  } finally {
    client.release();
  }
}

const LINES_BEFORE_A_PAUSE = 50;

/** While the database takes all it is given a stream never lets go of the thread; whoever else is served here waits. */
async function* withPauses(lines: Iterable<string>): AsyncGenerator<string> {
  let count = 0;
  for (const line of lines) {
    yield line;
    if (++count % LINES_BEFORE_A_PAUSE === 0) await setImmediate();
  }
}

function* copyLines(shopId: bigint, modelId: string, lists: SourceLists, next: DenseNextModel['lists'], productKeys: readonly string[]): Generator<string> {
  for (let product = 0; product < productKeys.length; product++) {
    if (lists.orders[product] === 0) continue;
    const [from, to] = [lists.starts[product]!, lists.starts[product + 1]!];
    const [nextFrom, nextTo] = [next.starts[product]!, next.starts[product + 1]!];
    const keysOf = (targets: Int32Array) => Array.from(targets, (target) => productKeys[target]!);
    const arrays = [
      keysOf(lists.targets.subarray(from, to)), lists.ridge.subarray(from, to), lists.pairs.subarray(from, to), lists.support.subarray(from, to),
      keysOf(next.targets.subarray(nextFrom, nextTo)), next.rows.subarray(nextFrom, nextTo), next.follows.subarray(nextFrom, nextTo),
    ].map((values) => `{${values.join(',')}}`);
    yield `${[shopId, modelId, productKeys[product], lists.weight[product], lists.orders[product], ...arrays].join('\t')}\n`;
  }
}

/** Makes a written model the one that readers use and drops the rows of those before it. */
export async function makeCurrent(shopId: bigint, modelId: string, model: FinishedModel, now: Date): Promise<void> {
  await withTransaction(async (client) => {
    await client.query('UPDATE association_models SET current = false WHERE shop_id = $1 AND current', [shopId]);
    await client.query(
      `UPDATE association_models SET status = 'done', current = true, orders = $3, products = $4, parameters = $5, backtest = $6, popular_ids = $7::text[]::bigint[],
              popular_shares = $8::float8[], finished_at = $9, recent_ids = $10::text[]::bigint[], recent_shares = $11::float8[], counted_at = $12, counted_order_id = $13 WHERE shop_id = $1 AND model_id = $2`,
      [shopId, modelId, model.orders, model.products, JSON.stringify(model.parameters), JSON.stringify(model.backtest), model.popularIds, model.popularShares, now, model.recentIds, model.recentShares, model.counted.orderedAt, model.counted.orderId],
    );
  });
  for (const table of PARTS) await pool().query(`DELETE FROM ${table} WHERE shop_id = $1 AND model_id <> $2`, [shopId, modelId]);
}

/** A reader that began before a model was replaced may still ask for it; what it then finds missing, it does without. */
const HEADERS_KEPT = 200;
const headers = (): Map<string, CurrentModel> => remember('setwise.association-models', () => new Map<string, CurrentModel>());

/** @returns undefined while the shop has learned nothing yet */
export async function currentModel(shopId: bigint, on: Queryable = hotPool()): Promise<CurrentModel | undefined> {
  const { rows } = await hotRead<{ model_id: string; revision: number }>({
    name: 'current-model-id', text: 'SELECT model_id, revision FROM association_models WHERE shop_id = $1 AND current', values: [shopId],
  }, on);
  const current = rows[0];
  if (!current) return undefined;
  const key = `${current.model_id} ${current.revision}`;
  const kept = headers().get(key);
  if (kept) return kept;
  const header = await readHeader(shopId, current.model_id, on);
  if (headers().size >= HEADERS_KEPT) headers().delete(headers().keys().next().value!);
  if (header) headers().set(key, header);
  return header;
}

async function readHeader(shopId: bigint, modelId: string, on: Queryable): Promise<CurrentModel | undefined> {
  const { rows } = await on.query<{ orders: number; parameters: Partial<ModelParameters>; popular_ids: bigint[]; popular_shares: number[]; recent_ids: bigint[]; recent_shares: number[] }>(
    'SELECT orders, parameters, popular_ids, popular_shares, recent_ids, recent_shares FROM association_models WHERE shop_id = $1 AND model_id = $2', [shopId, modelId],
  );
  const row = rows[0];
  if (!row) return undefined;
  return {
    modelId,
    orders: row.orders,
    blends: row.parameters.blends ?? DEFAULTS.blends,
    popular: row.popular_ids,
    shares: sharesOf(row.popular_ids, row.popular_shares),
    next: { parameters: row.parameters.next ?? DEFAULTS.next, popular: row.recent_ids, shares: sharesOf(row.recent_ids, row.recent_shares) },
  };
}

const sharesOf = (products: readonly bigint[], shares: readonly number[]): Map<bigint, number> => new Map(products.map((product, rank) => [product, shares[rank]!]));

interface ListRow { product_id: bigint; weight: number; orders: number; target_ids: Buffer; ridge: Buffer; pairs: Buffer; support: Buffer }

const LIST_COLUMNS = ['product_id, weight, orders', ...['target_ids', 'ridge', 'pairs', 'support'].map((name) => `array_send(${name}) AS ${name}`)].join(', ');

/** The lists of these products, as far as the model knows them. */
export async function listsOf(shopId: bigint, modelId: string, productIds: readonly bigint[], on: Queryable = hotPool()): Promise<Map<bigint, AssociationList<bigint>>> {
  if (productIds.length === 0) return new Map();
  const { rows } = await hotRead<ListRow>({
    name: 'association-lists',
    text: `SELECT ${LIST_COLUMNS} FROM associations WHERE shop_id = $1 AND model_id = $2 AND product_id = ANY($3::bigint[])`,
    values: [shopId, modelId, productIds],
  }, on);
  return new Map(rows.map((row) => [row.product_id, listFrom(row)]));
}

interface NextRow { product_id: bigint; target_ids: bigint[]; ridge: number[]; next_ids: bigint[]; next_rows: number[]; next_follows: number[] }

/** What the model says comes next after these products, as far as it knows them. */
export async function nextListsOf(shopId: bigint, modelId: string, productIds: readonly bigint[], on: Queryable = pool()): Promise<Map<bigint, NextList<bigint>>> {
  if (productIds.length === 0) return new Map();
  const { rows } = await hotRead<NextRow>({
    name: 'next-lists',
    text: 'SELECT product_id, target_ids, ridge, next_ids, next_rows, next_follows FROM associations WHERE shop_id = $1 AND model_id = $2 AND product_id = ANY($3::bigint[])',
    values: [shopId, modelId, productIds],
  }, on);
  // PostgreSQL writes a real by its shortest digits: only in single precision it is again what was learned.
  return new Map(rows.map((row) => [row.product_id, {
    targets: row.next_ids, rows: Float32Array.from(row.next_rows), follows: Float32Array.from(row.next_follows), togetherTargets: row.target_ids, together: row.ridge,
  }]));
}

/** In how many orders each product was, most first; only products that were in enough of them. */
export async function orderCounts(shopId: bigint, modelId: string, leastOrders: number): Promise<Map<bigint, number>> {
  const { rows } = await pool().query<{ product_id: bigint; orders: number }>(
    'SELECT product_id, orders FROM associations WHERE shop_id = $1 AND model_id = $2 AND orders >= $3 ORDER BY orders DESC, product_id', [shopId, modelId, leastOrders],
  );
  return new Map(rows.map((row) => [row.product_id, row.orders]));
}

/** All in one piece of memory: four of its own would take as much again. The longer elements come first, so that each begins where it may. */
function listFrom({ weight, orders, target_ids, ridge, pairs, support }: ListRow): AssociationList<bigint> {
  const [targetCount, ridgeCount, pairCount, supportCount] = [sentLength(target_ids), sentLength(ridge), sentLength(pairs), sentLength(support)];
  const packed = new ArrayBuffer(8 * (targetCount + ridgeCount + pairCount) + 4 * supportCount);
  return {
    weight,
    orders,
    targets: sentInt8s(target_ids, new BigInt64Array(packed, 0, targetCount)),
    ridge: sentFloat8s(ridge, new Float64Array(packed, 8 * targetCount, ridgeCount)),
    pairs: sentFloat8s(pairs, new Float64Array(packed, 8 * (targetCount + ridgeCount), pairCount)),
    support: sentInt4s(support, new Int32Array(packed, 8 * (targetCount + ridgeCount + pairCount), supportCount)),
  };
}

/** Notes that the model's suggestions are made. */
export async function markProposed(shopId: bigint, modelId: string, at: Date, on: Queryable): Promise<void> {
  await on.query('UPDATE association_models SET proposed_at = $3 WHERE shop_id = $1 AND model_id = $2', [shopId, modelId, at]);
}
