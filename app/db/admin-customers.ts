// Customers that a merchant may want to look at: who entered a workflow or bought something last.
import type { Queryable } from './pool.ts';
import { pool } from './pool.ts';

export interface LatestCustomer {
  customerId: bigint;
  lastAt: Date;
  /** Workflows' emails that wait, went out, or did not. */
  waiting: number;
  sent: number;
  notSent: number;
}

export async function latestCustomers(shopId: bigint, limit: number, on: Queryable = pool()): Promise<LatestCustomer[]> {
  const { rows } = await on.query<LatestCustomer>(
    `WITH latest AS (
       SELECT customer_id, max(at) AS at FROM (
         (SELECT customer_id, entered_at AS at FROM enrollments WHERE shop_id = $1 ORDER BY entered_at DESC LIMIT $2 * 4)
         UNION ALL
         (SELECT customer_id, ordered_at FROM orders WHERE shop_id = $1 AND customer_id IS NOT NULL AND deleted_at IS NULL ORDER BY ordered_at DESC LIMIT $2 * 4)) known
        GROUP BY customer_id)
     SELECT l.customer_id AS "customerId", l.at AS "lastAt",
            (count(s.step_id) FILTER (WHERE s.status IN ('waiting', 'decided')))::int AS waiting,
            (count(s.step_id) FILTER (WHERE s.status = 'sent'))::int AS sent,
            (count(s.step_id) FILTER (WHERE s.status NOT IN ('waiting', 'decided', 'sent')))::int AS "notSent"
       FROM latest l JOIN customers c ON c.shop_id = $1 AND c.customer_id = l.customer_id AND c.deleted_at IS NULL
       LEFT JOIN steps s ON s.shop_id = $1 AND s.customer_id = l.customer_id
      GROUP BY 1, 2 ORDER BY count(s.step_id) = 0, l.at DESC, l.customer_id LIMIT $2`,
    [shopId, limit],
  );
  return rows;
}
