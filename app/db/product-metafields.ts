// Values of the metafields that compatibility rules name, and of no others. Each is written as it was read, whole: the store
// tells of no change of them.
import { jsonRows } from './json-rows.ts';
import type { Queryable } from './pool.ts';
import { pool } from './pool.ts';

/** SQL over a product, in a query whose first value is the shop: its values by metafield, or null. @param p alias of the product */
export const metafieldsJson = (p: string): string =>
  `(CASE WHEN EXISTS (SELECT FROM compatibility_rules WHERE shop_id = $1 AND source = 'metafield') THEN
     (SELECT json_object_agg(m.key, m.said) FROM product_metafields m WHERE m.shop_id = $1 AND m.product_id = ${p}.product_id) END)`;

/** @returns the metafields that rules name */
export async function metafieldsToRead(shopId: bigint, on: Queryable = pool()): Promise<string[]> {
  const { rows } = await on.query<{ key: string }>(`SELECT key FROM compatibility_rules WHERE shop_id = $1 AND source = 'metafield' ORDER BY key`, [shopId]);
  return rows.map((row) => row.key);
}

export interface ReadMetafield {
  productId: bigint;
  values: readonly string[];
}

/** @returns products of which it says something else now; none where no rule names it any more */
export async function replaceMetafield(shopId: bigint, key: string, read: readonly ReadMetafield[], at: Date, on: Queryable): Promise<bigint[]> {
  const { rowCount } = await on.query(`UPDATE compatibility_rules SET read_at = $3 WHERE shop_id = $1 AND source = 'metafield' AND key = $2`, [shopId, key, at]);
  if (rowCount === 0) return [];
  const gone = await on.query<{ product_id: bigint }>(
    'DELETE FROM product_metafields WHERE shop_id = $1 AND key = $2 AND product_id <> ALL($3::bigint[]) RETURNING product_id',
    [shopId, key, read.map(({ productId }) => String(productId))],
  );
  const changed = await on.query<{ product_id: bigint }>(
    `INSERT INTO product_metafields (shop_id, product_id, key, said) SELECT $1, r."productId", $2, r.values FROM jsonb_to_recordset($3::jsonb) AS r("productId" bigint, values text[])
     ON CONFLICT (shop_id, product_id, key) DO UPDATE SET said = excluded.said WHERE product_metafields.said IS DISTINCT FROM excluded.said
     RETURNING product_id`,
    [shopId, key, jsonRows(read)],
  );
  return [...gone.rows, ...changed.rows].map((row) => row.product_id);
}
