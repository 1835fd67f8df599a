// What the merchant entered in Shopify as complementary to a product. Kept from reading to reading, so that suggestions do not
// depend on whether Shopify answers just then.
import { jsonRows } from './json-rows.ts';
import { pool, type Queryable } from './pool.ts';

export interface ComplementsRow {
  productId: bigint;
  /** In the merchant's order. */
  complementIds: readonly bigint[];
}

export async function complementsOf(shopId: bigint, productIds: readonly bigint[], on: Queryable = pool()): Promise<Map<bigint, bigint[]>> {
  const { rows } = await on.query<{ product_id: bigint; complement_ids: bigint[] }>(
    'SELECT product_id, complement_ids FROM product_complements WHERE shop_id = $1 AND product_id = ANY($2::bigint[])', [shopId, productIds],
  );
  return new Map(rows.map((row) => [row.product_id, row.complement_ids]));
}

/** Makes them what was read: of a product that was asked about and has none, nothing is kept. */
export async function replaceComplements(shopId: bigint, askedIds: readonly bigint[], read: readonly ComplementsRow[], on: Queryable = pool()): Promise<void> {
  await on.query(
    `WITH gone AS (DELETE FROM product_complements WHERE shop_id = $1 AND product_id = ANY($2::bigint[]) AND NOT product_id = ANY($3::bigint[]))
     INSERT INTO product_complements (shop_id, product_id, complement_ids)
     SELECT $1, r."productId", r."complementIds"::bigint[] FROM jsonb_to_recordset($4::jsonb) AS r("productId" bigint, "complementIds" text[])
     ON CONFLICT (shop_id, product_id) DO UPDATE SET complement_ids = excluded.complement_ids`,
    [shopId, askedIds, read.map(({ productId }) => productId), jsonRows(read)],
  );
}
