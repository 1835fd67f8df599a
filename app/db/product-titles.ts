// Products by name and picture only, for screens that tell of many.
import type { Queryable } from './pool.ts';
import { pool } from './pool.ts';

export interface ProductTitle {
  productId: bigint;
  title: string;
  imageUrl: string | null;
}

/** @returns by product id, deleted products too; what was never known is absent */
export async function productTitles(shopId: bigint, productIds: readonly bigint[], on: Queryable = pool()): Promise<Map<bigint, ProductTitle>> {
  if (productIds.length === 0) return new Map();
  const { rows } = await on.query<ProductTitle>(
    `SELECT product_id AS "productId", title, image_url AS "imageUrl" FROM products WHERE shop_id = $1 AND product_id = ANY($2::bigint[])`,
    [shopId, productIds],
  );
  return new Map(rows.map((row) => [row.productId, row]));
}

/** @returns ids of products whose title holds the words, at most `limit` */
export async function productIdsTitled(shopId: bigint, words: string, limit: number, on: Queryable = pool()): Promise<bigint[]> {
  const pattern = `%${words.trim().replace(/[\\%_]/g, '\\$&')}%`;
  const { rows } = await on.query<{ product_id: bigint }>('SELECT product_id FROM products WHERE shop_id = $1 AND title ILIKE $2 ORDER BY product_id LIMIT $3', [shopId, pattern, limit]);
  return rows.map((row) => row.product_id);
}
