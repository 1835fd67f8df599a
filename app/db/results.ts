// What became of those who were exposed and those who were held out: one aggregation over exposures and orders. A subject
// counts once in each scope, from their first exposure there and in the arm of that one, and with the orders of the
// window after it. Visitors who turned out to be one customer are one subject.
//
// Revenue is what lines brought after discounts, less what was refunded. Profit is that less the unit cost at the time of
// sale (or guardrails' assumption; else all of the price, so that what is not known earns nothing) and less the payment
// fee, which a refund does not bring back; goods that come back are worth their cost, but a refund never earns.
// Shopify dates orders by whole seconds: one in the second of the exposure came after it.
import { WINDOW_DAYS } from '#app/domain/experiment/window.ts';
import type { ArmSums } from '#app/domain/metric/arm-sums.ts';
import type { Arm } from '#app/domain/portable/assignment.ts';
import type { Guardrails } from '#app/domain/margin/guardrails.ts';
import { withTransaction } from './pool.ts';

/** All on-site placements together. */
export const ON_SITE = 'on_site';

/** Takers: subjects with a line that is attributed to an offer of this scope; of the global one, to any. */
export interface ScopeSums extends ArmSums {
  /** An experiment's id, or on_site. */
  scope: string;
  arm: Arm;
  firstAt: Date;
  /** Holdout share over the subjects as they were exposed: Σ holdout_bp, of both arms to be added. */
  expectedHoldout: number;
}

// Scope null: all on-site placements. A visitor who is not known as a customer stands once in an experiment, by the key of
// exposures, and needs no grouping there. The arm of the first exposure without a sort: the time in milliseconds, doubled, with the arm as its lowest bit.
const RESULTS = `
  WITH exposed AS MATERIALIZED (
         SELECT e.experiment_id, x.subject_of LIKE 'placement:%' AS on_site, x.holdout_bp, COALESCE('c:' || l.customer_id, e.subject_key) AS subject,
                (date_part('epoch', e.first_at) * 1000)::bigint * 2 + (e.arm = 'exposed')::int AS first
           FROM exposures e
           JOIN experiments x ON x.shop_id = e.shop_id AND x.experiment_id = e.experiment_id AND x.ended_at IS NULL
           LEFT JOIN subject_links l ON l.shop_id = e.shop_id AND 'v:' || l.visitor_id = e.subject_key
          WHERE e.shop_id = $1),
       scoped AS MATERIALIZED (
         SELECT experiment_id AS scope, subject, first, holdout_bp::float8 FROM exposed WHERE subject LIKE 'v:%'
         UNION ALL
         SELECT experiment_id, subject, min(first), min(holdout_bp)::float8 FROM exposed WHERE subject NOT LIKE 'v:%' GROUP BY 1, 2
         UNION ALL
         SELECT NULL, subject, min(first), avg(holdout_bp::float8) FROM exposed WHERE on_site GROUP BY 2),
       counted AS (SELECT scope, first % 2 AS arm, count(*)::int AS subjects, min(first) AS first, sum(holdout_bp) / 10000 AS expected FROM scoped GROUP BY 1, 2),
       since AS (SELECT date_trunc('second', min(first_at)) AS at FROM exposures WHERE shop_id = $1),
       bought AS MATERIALIZED (
         SELECT o.order_id, o.ordered_at, COALESCE('c:' || COALESCE(o.customer_id, l.customer_id), 'v:' || o.visitor_id) AS subject
           FROM orders o LEFT JOIN subject_links l ON l.shop_id = o.shop_id AND l.visitor_id = o.visitor_id
          WHERE o.shop_id = $1 AND o.ordered_at >= (SELECT at FROM since) AND o.cancelled_at IS NULL AND o.deleted_at IS NULL
            AND (o.customer_id IS NOT NULL OR o.visitor_id IS NOT NULL)),
       returned AS (SELECT order_id, line_id, sum(quantity) AS quantity, sum(amount_minor) AS amount FROM refund_lines WHERE shop_id = $1 GROUP BY 1, 2),
       earned AS (
         SELECT b.order_id, b.ordered_at, b.subject, sum(v.paid - v.refunded)::float8 AS revenue,
                (sum(v.paid - v.cost * v.quantity - GREATEST(0, v.refunded - v.cost * v.returned)) - $2::float8 * sum(v.paid) / 10000 - $3)::float8 AS profit
           FROM bought b
           JOIN order_lines l ON l.shop_id = $1 AND l.order_id = b.order_id
           LEFT JOIN returned r ON r.order_id = l.order_id AND r.line_id = l.line_id
          CROSS JOIN LATERAL (SELECT (l.unit_price_minor * l.quantity - l.discount_minor)::float8 AS paid, l.quantity,
                                     COALESCE(l.unit_cost_minor, ceil(l.unit_price_minor * $4::float8 / 10000), l.unit_price_minor)::float8 AS cost,
                                     COALESCE(r.amount, 0)::float8 AS refunded, COALESCE(r.quantity, 0)::float8 AS returned) v
          GROUP BY 1, 2, 3),
       spent AS (
         SELECT s.scope, s.first % 2 AS arm, s.subject, count(*) AS orders, sum(o.revenue) AS revenue, sum(o.profit) AS profit
           FROM earned o
           JOIN scoped s ON s.subject = o.subject AND (date_part('epoch', o.ordered_at) * 1000)::bigint BETWEEN s.first / 2000 * 1000 AND s.first / 2 + ${WINDOW_DAYS}::bigint * 86400000 - 1
          GROUP BY 1, 2, 3),
       outcome AS (
         SELECT scope, arm, count(*)::int AS buyers, sum(orders)::int AS orders, sum(revenue) AS revenue, sum(revenue * revenue) AS revenue_squared,
                sum(profit) AS profit, sum(profit * profit) AS profit_squared
           FROM spent GROUP BY 1, 2),
       taken AS (
         SELECT s.scope, s.first % 2 AS arm, count(DISTINCT s.subject)::int AS takers
           FROM attributions a
           JOIN experiments x ON x.shop_id = a.shop_id AND x.experiment_id = a.experiment_id
           LEFT JOIN subject_links l ON l.shop_id = a.shop_id AND 'v:' || l.visitor_id = a.subject_key
           JOIN scoped s ON s.subject = COALESCE('c:' || l.customer_id, a.subject_key) AND (s.scope IN (a.experiment_id, (SELECT experiment_id FROM experiments WHERE shop_id = $1 AND subject_of = 'global' AND ended_at IS NULL))
                                 OR (s.scope IS NULL AND x.subject_of LIKE 'placement:%'))
          WHERE a.shop_id = $1 GROUP BY 1, 2)
  SELECT COALESCE(c.scope::text, '${ON_SITE}') AS scope, CASE c.arm WHEN 1 THEN 'exposed' ELSE 'holdout' END AS arm, c.subjects, COALESCE(o.buyers, 0) AS buyers,
         COALESCE(o.orders, 0) AS orders, COALESCE(t.takers, 0) AS takers, to_timestamp(c.first / 2 / 1000.0) AS "firstAt", COALESCE(o.revenue, 0) AS revenue,
         COALESCE(o.revenue_squared, 0) AS "revenueSquared", COALESCE(o.profit, 0) AS profit, COALESCE(o.profit_squared, 0) AS "profitSquared", c.expected AS "expectedHoldout"
    FROM counted c
    LEFT JOIN outcome o ON o.scope IS NOT DISTINCT FROM c.scope AND o.arm = c.arm
    LEFT JOIN taken t ON t.scope IS NOT DISTINCT FROM c.scope AND t.arm = c.arm`;

export function armSums(shopId: bigint, { feeBp, feeMinor, defaultCostBp }: Pick<Guardrails, 'feeBp' | 'feeMinor' | 'defaultCostBp'>): Promise<ScopeSums[]> {
  return withTransaction(async (client) => {
    // Room for a hundred thousand subjects beside each other; with the usual 4 MB they go through temporary files. The
    // planner takes them for a few hundred, and would sort them all to merge what a hash finds at once.
    await client.query(`SET LOCAL work_mem = '64MB'; SET LOCAL enable_mergejoin = off`);
    return (await client.query<ScopeSums>(RESULTS, [shopId, feeBp, feeMinor, defaultCostBp])).rows;
  });
}
