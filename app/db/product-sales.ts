// What customers paid for each product lately, summed now and then rather than counted by whoever asks: what a problem of a
// product costs is said in this money. Before returns; cancelled orders are none.
import type { Queryable } from './pool.ts';
import { pool } from './pool.ts';

/** @param since from when sales are summed, and from when a product counts as bought lately */
export async function sumProductSales(shopId: bigint, since: { sales: Date; bought: Date }, at: Date, on: Queryable = pool()): Promise<void> {
  await on.query(
    `WITH bought AS MATERIALIZED (
       SELECT l.product_id, COALESCE(sum(l.quantity * l.unit_price_minor - l.discount_minor) FILTER (WHERE o.ordered_at >= $2), 0)::bigint AS sales, max(o.ordered_at) AS last
         FROM orders o JOIN order_lines l ON l.shop_id = o.shop_id AND l.order_id = o.order_id
        WHERE o.shop_id = $1 AND o.ordered_at >= $3 AND o.cancelled_at IS NULL AND o.deleted_at IS NULL GROUP BY l.product_id),
     gone AS (DELETE FROM product_sales s WHERE s.shop_id = $1 AND NOT EXISTS (SELECT FROM bought b WHERE b.product_id = s.product_id)),
     kept AS (
       INSERT INTO product_sales AS s (shop_id, product_id, sales_minor, last_sold_at) SELECT $1, product_id, sales, last FROM bought WHERE product_id IS NOT NULL
       ON CONFLICT (shop_id, product_id) DO UPDATE SET sales_minor = excluded.sales_minor, last_sold_at = excluded.last_sold_at
       WHERE (s.sales_minor, s.last_sold_at) IS DISTINCT FROM (excluded.sales_minor, excluded.last_sold_at))
     INSERT INTO shop_sales (shop_id, sales_minor, first_ordered_at, summed_at)
     SELECT $1, COALESCE((SELECT sum(sales) FROM bought), 0), (SELECT min(ordered_at) FROM orders WHERE shop_id = $1 AND deleted_at IS NULL), $4
     ON CONFLICT (shop_id) DO UPDATE SET sales_minor = excluded.sales_minor, first_ordered_at = excluded.first_ordered_at, summed_at = excluded.summed_at`,
    [shopId, since.sales, since.bought, at],
  );
}

export interface ShopSales {
  salesMinor: number;
  /** null: no order is known. */
  firstOrderedAt: Date | null;
  summedAt: Date;
}

/** @returns undefined while they were never summed */
export async function shopSales(shopId: bigint, on: Queryable = pool()): Promise<ShopSales | undefined> {
  const { rows } = await on.query<{ sales: bigint; firstOrderedAt: Date | null; summedAt: Date }>(
    `SELECT sales_minor AS sales, first_ordered_at AS "firstOrderedAt", summed_at AS "summedAt" FROM shop_sales WHERE shop_id = $1`,
    [shopId],
  );
  const [row] = rows;
  return row && { salesMinor: Number(row.sales), firstOrderedAt: row.firstOrderedAt, summedAt: row.summedAt };
}
