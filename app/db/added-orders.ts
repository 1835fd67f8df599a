// The counts that a model was made from, and the model as it stands once newer orders were added to them. Lists and header
// change in one transaction: readers see the old list of a product or the new one, never half.
import { from as copyFrom } from 'pg-copy-streams';
import { pipeline } from 'node:stream/promises';
import { Readable } from 'node:stream';
import type { ModelParameters } from '#app/domain/association/parameters.ts';
import type { OrderPlace } from './order-history.ts';
import { pool, withTransaction } from './pool.ts';

/** One part at a time, and each in a statement of its own. */
export async function writeCounts(shopId: bigint, modelId: string, parts: readonly Uint8Array[]): Promise<void> {
  for (const [part, bytes] of parts.entries()) {
    await pool().query('INSERT INTO association_counts (shop_id, model_id, part, bytes) VALUES ($1, $2, $3, $4)', [shopId, modelId, part, Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)]);
  }
}

export interface CountedModel {
  modelId: string;
  parameters: ModelParameters;
  /** The last order in its counts. */
  counted: OrderPlace;
  parts: Uint8Array[];
}

/** @returns undefined where the shop has no model, or one without counts */
export async function countedModel(shopId: bigint): Promise<CountedModel | undefined> {
  const { rows } = await pool().query<{ model_id: string; parameters: ModelParameters; counted_at: Date; counted_order_id: bigint }>(
    'SELECT model_id, parameters, counted_at, counted_order_id FROM association_models WHERE shop_id = $1 AND current AND counted_at IS NOT NULL', [shopId],
  );
  const row = rows[0];
  if (!row) return undefined;
  const parts: Uint8Array[] = [];
  for (;;) {
    const part = await pool().query<{ bytes: Buffer }>('SELECT bytes FROM association_counts WHERE shop_id = $1 AND model_id = $2 AND part = $3', [shopId, row.model_id, parts.length]);
    const bytes = part.rows[0]?.bytes;
    if (!bytes) break;
    parts.push(bytes);
  }
  if (parts.length === 0) return undefined;
  return { modelId: row.model_id, parameters: row.parameters, counted: { orderedAt: row.counted_at, orderId: row.counted_order_id }, parts };
}

export interface AddedOrders {
  orders: number;
  products: number;
  popularIds: readonly string[];
  popularShares: readonly number[];
  last: OrderPlace;
  /** New lists of the products that an added order holds. */
  lists: readonly ChangedList[];
}

export interface ChangedList {
  productId: string;
  weight: number;
  orders: number;
  targetIds: readonly string[];
  ridge: Float64Array;
  pairs: Float64Array;
  support: Int32Array;
}

/** @returns false, and nothing is changed, when the model is not the current one any more */
export async function saveAddedOrders(shopId: bigint, modelId: string, added: AddedOrders): Promise<boolean> {
  return withTransaction(async (client) => {
    const { rowCount } = await client.query(
      `UPDATE association_models SET orders = $3, products = $4, popular_ids = $5::text[]::bigint[], popular_shares = $6::float8[], added_at = $7, added_order_id = $8, revision = revision + 1
        WHERE shop_id = $1 AND model_id = $2 AND current`,
      [shopId, modelId, added.orders, added.products, added.popularIds, added.popularShares, added.last.orderedAt, added.last.orderId],
    );
    if (rowCount === 0) return false;
    await client.query('CREATE TEMP TABLE changed_lists (product_id bigint, weight float8, orders int, target_ids bigint[], ridge float8[], pairs float8[], support int[]) ON COMMIT DROP');
    await pipeline(Readable.from(linesOf(added.lists)), client.query(copyFrom('COPY changed_lists FROM STDIN')));
    await client.query(
      `INSERT INTO associations (shop_id, model_id, product_id, weight, orders, target_ids, ridge, pairs, support)
       SELECT $1, $2, product_id, weight, orders, target_ids, ridge, pairs, support FROM changed_lists
       ON CONFLICT (shop_id, model_id, product_id) DO UPDATE SET weight = EXCLUDED.weight, orders = EXCLUDED.orders, target_ids = EXCLUDED.target_ids, ridge = EXCLUDED.ridge, pairs = EXCLUDED.pairs, support = EXCLUDED.support`,
      [shopId, modelId],
    );
    return true;
  });
}

function* linesOf(lists: readonly ChangedList[]): Generator<string> {
  for (const { productId, weight, orders, ...arrays } of lists) {
    const columns = [arrays.targetIds, arrays.ridge, arrays.pairs, arrays.support].map((values) => `{${values.join(',')}}`);
    yield `${[productId, weight, orders, ...columns].join('\t')}\n`;
  }
}
