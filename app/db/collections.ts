// The products of the collections that the block list, a set, a rule or a discount of the shop names. Each is written as it was read, whole: the store has no
// version of a collection's products.
import type { Queryable } from './pool.ts';
import { pool } from './pool.ts';

/** @returns ids of those that the list, a set, a rule or a discount names, out of the given ones where some are given */
export async function namedCollections(shopId: bigint, among: readonly bigint[] | null, on: Queryable = pool()): Promise<bigint[]> {
  const { rows } = await on.query<{ id: bigint }>(
    `SELECT value::bigint AS id FROM blocks WHERE shop_id = $1 AND kind = 'collection' AND ($2::text[] IS NULL OR value = ANY($2))
     UNION SELECT id FROM shop_discounts, unnest(collection_ids) AS id WHERE shop_id = $1 AND ($2::text[] IS NULL OR id::text = ANY($2))
     UNION SELECT collection_id FROM set_collections WHERE shop_id = $1 AND ($2::text[] IS NULL OR collection_id::text = ANY($2)) ORDER BY 1`,
    [shopId, among?.map(String) ?? null],
  );
  return rows.map((row) => row.id);
}

export interface SetCollectionRow {
  title: string;
  goneAt: Date | null;
}

/** Of the given ones those that were read for a set, a rule or a discount. */
export async function setCollections(shopId: bigint, collectionIds: readonly bigint[], on: Queryable = pool()): Promise<Map<bigint, SetCollectionRow>> {
  const { rows } = await on.query<SetCollectionRow & { collectionId: bigint }>(
    'SELECT collection_id AS "collectionId", title, gone_at AS "goneAt" FROM set_collections WHERE shop_id = $1 AND collection_id = ANY($2::bigint[])', [shopId, collectionIds],
  );
  return new Map(rows.map(({ collectionId, ...row }) => [collectionId, row]));
}

/** What no set, no rule and no discount names any more, nor the block list, is forgotten. */
export async function forgetUnnamedCollections(shopId: bigint, on: Queryable = pool()): Promise<void> {
  await on.query(
    `DELETE FROM set_collections c WHERE c.shop_id = $1
        AND NOT EXISTS (SELECT FROM sets s WHERE s.shop_id = c.shop_id AND s.anchor_kind = 'collection' AND s.anchor_value = c.collection_id::text)
        AND NOT EXISTS (SELECT FROM set_slots t WHERE t.shop_id = c.shop_id AND t.source_kind = 'collection' AND t.source_value = c.collection_id::text)
        AND NOT EXISTS (SELECT FROM offer_rules r, jsonb_array_elements(r.conditions || r.action) part WHERE r.shop_id = c.shop_id AND part->'products'->>'collectionId' = c.collection_id::text)
        AND NOT EXISTS (SELECT FROM shop_discounts d WHERE d.shop_id = c.shop_id AND c.collection_id = ANY(d.collection_ids))`,
    [shopId],
  );
  await on.query(
    `DELETE FROM collection_products c WHERE c.shop_id = $1
        AND NOT EXISTS (SELECT FROM blocks b WHERE b.shop_id = c.shop_id AND b.kind = 'collection' AND b.value = c.collection_id::text)
        AND NOT EXISTS (SELECT FROM set_collections t WHERE t.shop_id = c.shop_id AND t.collection_id = c.collection_id)`,
    [shopId],
  );
}

export interface ReadCollection {
  collectionId: bigint;
  /** null: it is gone from the store. */
  title: string | null;
  productIds: readonly bigint[];
}

/** Notes that sets and the like may name it. A collection that is gone is noted only where it was known. */
export async function nameCollection(shopId: bigint, { collectionId, title }: ReadCollection, at: Date, on: Queryable): Promise<void> {
  if (title === null) return;
  await on.query(
    `INSERT INTO set_collections (shop_id, collection_id, title, read_at) VALUES ($1, $2, $3, $4) ON CONFLICT (shop_id, collection_id) DO NOTHING`, [shopId, collectionId, title, at],
  );
}

/** @returns products that were let in or out by it; none where nothing names the collection any more */
export async function replaceCollection(shopId: bigint, { collectionId, title, productIds }: ReadCollection, at: Date, on: Queryable): Promise<bigint[]> {
  const blocked = await on.query(
    `UPDATE blocks SET read_at = $4, title = COALESCE($3, title), gone_at = CASE WHEN $3::text IS NULL THEN COALESCE(gone_at, $4) END
      WHERE shop_id = $1 AND kind = 'collection' AND value = $2`,
    [shopId, String(collectionId), title, at],
  );
  const named = await on.query(
    `UPDATE set_collections SET read_at = $4, title = COALESCE($3, title), gone_at = CASE WHEN $3::text IS NULL THEN COALESCE(gone_at, $4) END WHERE shop_id = $1 AND collection_id = $2`,
    [shopId, collectionId, title, at],
  );
  if (blocked.rowCount === 0 && named.rowCount === 0) return [];
  const ids = productIds.map(String);
  const gone = await on.query<{ product_id: bigint }>('DELETE FROM collection_products WHERE shop_id = $1 AND collection_id = $2 AND product_id <> ALL($3::bigint[]) RETURNING product_id', [shopId, collectionId, ids]);
  const come = await on.query<{ product_id: bigint }>(
    'INSERT INTO collection_products (shop_id, collection_id, product_id) SELECT $1, $2, unnest($3::bigint[]) ON CONFLICT DO NOTHING RETURNING product_id',
    [shopId, collectionId, ids],
  );
  return [...gone.rows, ...come.rows].map((row) => row.product_id);
}
