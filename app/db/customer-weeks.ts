// What customers brought by the week, of the time before the first experiment: by it is fixed how much of one shopper counts
// (app/domain/experiment/cap.ts). What was bought less its cost, as outcomes count it, before fees.
import { HISTORY_DAYS, LEAST_WEEKS, type WeeksOfCustomers } from '#app/domain/experiment/cap.ts';
import { pool, type Queryable } from './pool.ts';

/** @param defaultCostBp of the guardrails; null: what has no cost brings nothing */
export async function customerWeeks(shopId: bigint, now: Date, defaultCostBp: number | null, on: Queryable = pool()): Promise<WeeksOfCustomers> {
  const { rows } = await on.query<WeeksOfCustomers>(
    `WITH began AS (SELECT COALESCE(min(started_at), $2::timestamptz) AS at FROM experiments WHERE shop_id = $1),
          brought AS MATERIALIZED (
            SELECT o.ordered_at < b.at AS early, GREATEST(0, sum(l.unit_price_minor * l.quantity - l.discount_minor - CASE WHEN o.taxes_included THEN l.tax_minor ELSE 0 END
                   - l.quantity * COALESCE(l.unit_cost_minor, ceil(l.unit_price_minor * $3::numeric / 10000)::bigint, l.unit_price_minor)))::bigint AS minor
              FROM began b
              JOIN orders o ON o.shop_id = $1 AND o.ordered_at >= b.at - make_interval(days => $4) AND o.ordered_at <= $2 AND o.cancelled_at IS NULL AND o.deleted_at IS NULL
              JOIN order_lines l ON l.shop_id = $1 AND l.order_id = o.order_id
             GROUP BY COALESCE(o.customer_id::text, 'order ' || o.order_id), date_trunc('week', o.ordered_at), o.ordered_at < b.at),
          asked AS MATERIALIZED (SELECT minor FROM brought WHERE minor > 0 AND (early OR (SELECT count(*) FROM brought WHERE early AND minor > 0) < $5)),
          bars AS (SELECT percentile_disc(0.99) WITHIN GROUP (ORDER BY minor) AS of_100, percentile_disc(0.995) WITHIN GROUP (ORDER BY minor) AS of_200 FROM asked)
     SELECT count(minor)::int AS weeks, COALESCE(sum(minor::float8 ^ 2), 0) AS squares, COALESCE(sum(minor::float8 ^ 2) FILTER (WHERE minor > of_100), 0) AS "squaresOfLargest", COALESCE(min(of_200), 0)::float8 AS "oneIn200"
       FROM bars LEFT JOIN asked ON true`,
    [shopId, now, defaultCostBp, HISTORY_DAYS, LEAST_WEEKS],
  );
  return rows[0] as WeeksOfCustomers;
}
