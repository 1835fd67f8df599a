// Orders that were paid in another currency than the shop's: what rate Shopify converts at can be read off the latest of them.
import { pool } from './pool.ts';

/** @returns the latest of each currency, so many at most */
export async function latestOrdersAbroad(shopId: bigint, currencies: readonly string[], since: Date, most: number): Promise<bigint[]> {
  if (currencies.length === 0) return [];
  const { rows } = await pool().query<{ order_id: bigint }>(
    `SELECT o.order_id FROM unnest($2::text[]) AS c (currency) CROSS JOIN LATERAL (
       SELECT order_id FROM orders WHERE shop_id = $1 AND ordered_at > $3 AND presentment_currency = c.currency AND total_minor > 0 AND deleted_at IS NULL
        ORDER BY ordered_at DESC LIMIT $4) AS o`,
    [shopId, currencies, since, most],
  );
  return rows.map((row) => row.order_id);
}
