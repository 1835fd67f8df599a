// What each strategy offered, and what followed: plain sums beside results, never added to them. Some of it would have been
// bought anyway. A line is the strategy's whose set it names, or whose set its message offered, once whatever it is attributed to.
import type { Strategy } from '#app/domain/set/set-definition.ts';
import type { Queryable } from './pool.ts';
import { pool } from './pool.ts';

export interface StrategySums {
  strategy: Strategy;
  /** Decisions that offered one of its sets. */
  offered: number;
  /** Orders with a line that followed an offer. */
  taken: number;
  /** Without tax, less what was paid back; and less what the goods that stayed cost. Minor units. */
  revenueMinor: number;
  profitMinor: number;
}

/** @param defaultCostBp of the price, where no cost is known; null: all of it */
export async function strategySums(shopId: bigint, since: Date, defaultCostBp: number | null, on: Queryable = pool()): Promise<StrategySums[]> {
  const { rows } = await on.query<StrategySums>(
    `WITH made AS (SELECT set_id, count(*) AS offered FROM decisions WHERE shop_id = $1 AND decided_at >= $2 AND set_id IS NOT NULL AND offered::text <> '[]' GROUP BY 1),
          offered AS (SELECT s.strategy, sum(m.offered)::int AS offered FROM made m JOIN sets s ON s.shop_id = $1 AND s.set_id = m.set_id GROUP BY 1),
          followed AS (
            SELECT DISTINCT ON (a.order_id, a.line_id) a.order_id, a.line_id, COALESCE(l.set_id, d.set_id) AS set_id
              FROM attributions a
              JOIN orders o ON o.shop_id = a.shop_id AND o.order_id = a.order_id AND o.cancelled_at IS NULL AND o.deleted_at IS NULL AND o.ordered_at >= $2
              JOIN order_lines l ON l.shop_id = a.shop_id AND l.order_id = a.order_id AND l.line_id = a.line_id
              LEFT JOIN steps p ON p.shop_id = a.shop_id AND p.step_id = a.step_id
              LEFT JOIN decisions d ON d.shop_id = a.shop_id AND d.decision_id = p.decision_id
             WHERE a.shop_id = $1 ORDER BY a.order_id, a.line_id, a.step_id NULLS LAST),
          lines AS (
            SELECT s.strategy, f.order_id, v.net * v.kept / NULLIF(l.quantity, 0) - GREATEST(0, r.amount - v.net * r.quantity / NULLIF(l.quantity, 0)) AS net,
                   v.kept * COALESCE(l.unit_cost_minor, ceil(v.net / NULLIF(l.quantity, 0) * $3::numeric / 10000), v.net / NULLIF(l.quantity, 0)) AS cost
              FROM followed f
              JOIN sets s ON s.shop_id = $1 AND s.set_id = f.set_id
              JOIN orders o ON o.shop_id = $1 AND o.order_id = f.order_id
              JOIN order_lines l ON l.shop_id = $1 AND l.order_id = f.order_id AND l.line_id = f.line_id
             CROSS JOIN LATERAL (SELECT COALESCE(sum(amount_minor - CASE WHEN o.taxes_included THEN tax_minor ELSE 0 END), 0)::numeric AS amount, COALESCE(sum(quantity), 0)::numeric AS quantity
                                   FROM refund_lines WHERE shop_id = $1 AND order_id = f.order_id AND line_id = f.line_id) r
             CROSS JOIN LATERAL (SELECT (l.unit_price_minor * l.quantity - l.discount_minor - CASE WHEN o.taxes_included THEN l.tax_minor ELSE 0 END)::numeric AS net,
                                        GREATEST(0, l.quantity - GREATEST(r.quantity, l.removed_quantity)) AS kept) v),
          taken AS (SELECT strategy, count(DISTINCT order_id)::int AS taken, COALESCE(sum(net), 0) AS revenue, COALESCE(sum(net - cost), 0) AS profit FROM lines GROUP BY 1)
     SELECT COALESCE(o.strategy, t.strategy) AS strategy, COALESCE(o.offered, 0) AS offered, COALESCE(t.taken, 0) AS taken,
            COALESCE(round(t.revenue), 0)::float8 AS "revenueMinor", COALESCE(round(t.profit), 0)::float8 AS "profitMinor"
       FROM offered o FULL JOIN taken t ON t.strategy = o.strategy
      ORDER BY array_position(ARRAY['completion', 'upsell', 'ecosystem', 'evolution'], COALESCE(o.strategy, t.strategy))`,
    [shopId, since, defaultCostBp],
  );
  return rows;
}
