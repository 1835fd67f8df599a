// What the merchant's desk asks of products: facts as deciding knows them, and how many lack a cost.
import type { ProductFacts } from '#app/domain/catalog/product.ts';
import type { Queryable } from './pool.ts';
import { pool } from './pool.ts';
import { PRODUCT_FACTS_COLUMNS, PRODUCT_FACTS_JOIN, type ProductFactsColumns, productFactsFromRow } from './product-facts.ts';

const FACTS = `SELECT ${PRODUCT_FACTS_COLUMNS} FROM products p ${PRODUCT_FACTS_JOIN}`;

/** @returns facts by product id; a product that was never known is absent */
export async function deskProducts(shopId: bigint, productIds: readonly bigint[], on: Queryable = pool()): Promise<Map<bigint, ProductFacts>> {
  if (productIds.length === 0) return new Map();
  const { rows } = await on.query<ProductFactsColumns>(`${FACTS} WHERE p.shop_id = $1 AND p.product_id = ANY($2::bigint[])`, [shopId, productIds.map(String)]);
  return new Map(rows.map((row) => [row.product_id, productFactsFromRow(row)]));
}

/** @returns products that can be bought, at most `limit`, for sums over the catalogue */
export async function productsOnSale(shopId: bigint, limit: number, on: Queryable = pool()): Promise<ProductFacts[]> {
  const { rows } = await on.query<ProductFactsColumns>(
    `${FACTS} WHERE p.shop_id = $1 AND p.deleted_at IS NULL AND p.status = 'ACTIVE' AND p.published_at IS NOT NULL ORDER BY p.product_id LIMIT $2`,
    [shopId, limit],
  );
  return rows.map(productFactsFromRow);
}

/** @returns how many products on sale have a variant whose unit cost is not known */
export async function countWithoutCost(shopId: bigint, on: Queryable = pool()): Promise<number> {
  const { rows } = await on.query<{ total: number }>(
    `SELECT count(*)::int AS total
     FROM products p
     WHERE p.shop_id = $1 AND p.deleted_at IS NULL AND p.status = 'ACTIVE' AND p.published_at IS NOT NULL AND EXISTS (
       SELECT 1 FROM variants v
       LEFT JOIN inventory_items i ON i.shop_id = v.shop_id AND i.inventory_item_id = v.inventory_item_id
       WHERE v.shop_id = p.shop_id AND v.product_id = p.product_id AND v.deleted_at IS NULL AND i.unit_cost_minor IS NULL)`,
    [shopId],
  );
  return rows[0]?.total ?? 0;
}
