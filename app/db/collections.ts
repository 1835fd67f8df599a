// The products of the collections that the block list names. Each is written as it was read, whole: the store has no
// version of a collection's products.
import type { Queryable } from './pool.ts';
import { pool } from './pool.ts';

/** @returns ids of those that the list names, out of the given ones where some are given */
export async function blockedCollections(shopId: bigint, among: readonly bigint[] | null, on: Queryable = pool()): Promise<bigint[]> {
  const { rows } = await on.query<{ id: bigint }>(
    `SELECT value::bigint AS id FROM blocks WHERE shop_id = $1 AND kind = 'collection' AND ($2::text[] IS NULL OR value = ANY($2)) ORDER BY 1`,
    [shopId, among?.map(String) ?? null],
  );
  return rows.map((row) => row.id);
}

export interface ReadCollection {
  collectionId: bigint;
  /** null: it is gone from the store. */
  title: string | null;
  productIds: readonly bigint[];
}

/** @returns products that were let in or out by it; none where the list does not name the collection any more */
export async function replaceCollection(shopId: bigint, { collectionId, title, productIds }: ReadCollection, at: Date, on: Queryable): Promise<bigint[]> {
  const { rowCount } = await on.query(
    `UPDATE blocks SET read_at = $4, title = COALESCE($3, title), gone_at = CASE WHEN $3::text IS NULL THEN COALESCE(gone_at, $4) END
      WHERE shop_id = $1 AND kind = 'collection' AND value = $2`,
    [shopId, String(collectionId), title, at],
  );
  if (rowCount === 0) return [];
  const ids = productIds.map(String);
  const gone = await on.query<{ product_id: bigint }>('DELETE FROM collection_products WHERE shop_id = $1 AND collection_id = $2 AND product_id <> ALL($3::bigint[]) RETURNING product_id', [shopId, collectionId, ids]);
  const come = await on.query<{ product_id: bigint }>(
    'INSERT INTO collection_products (shop_id, collection_id, product_id) SELECT $1, $2, unnest($3::bigint[]) ON CONFLICT DO NOTHING RETURNING product_id',
    [shopId, collectionId, ids],
  );
  return [...gone.rows, ...come.rows].map((row) => row.product_id);
}
