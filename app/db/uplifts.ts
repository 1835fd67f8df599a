// What showing an offer changes: in each place, how many of those who were shown one bought something of it within its window,
// beside how many of those who were held out bought something of what they would have been shown. Counted alike on both sides,
// from the decision of a subject's first exposure; what was cancelled or wholly sent back since was not bought.
import { reasonNumber } from '#app/domain/decision/reason-codes.ts';
import { WINDOW_DAYS } from '#app/domain/experiment/window.ts';
import type { Queryable } from './pool.ts';

/** Workflows together, beside each of them: what a message asks for before its workflow is known. */
const ALL_MESSAGES = 'placement:email';

/** Kept lines of what was offered, in an order of the window. */
const BOUGHT = (order: string): string => `EXISTS (
  SELECT 1 FROM orders r JOIN order_lines l ON l.shop_id = r.shop_id AND l.order_id = r.order_id AND l.product_id = ANY(o.products)
   WHERE r.shop_id = $1 AND ${order} AND r.cancelled_at IS NULL AND r.deleted_at IS NULL
     AND r.ordered_at >= date_trunc('second', o.first_at) AND r.ordered_at < o.first_at + interval '${WINDOW_DAYS} days'
     AND l.quantity > GREATEST(l.removed_quantity, (SELECT COALESCE(sum(quantity), 0) FROM refund_lines b WHERE b.shop_id = $1 AND b.order_id = l.order_id AND b.line_id = l.line_id)))`;

/** Counts anew, over subjects who were first exposed at `since` or later in experiments that run. */
export async function countUplifts(shopId: bigint, since: Date, now: Date, on: Queryable): Promise<void> {
  await on.query('DELETE FROM uplifts WHERE shop_id = $1', [shopId]);
  await on.query(
    `WITH first AS MATERIALIZED (
            SELECT DISTINCT ON (x.experiment_id, s.customer_id, s.visitor_id) x.subject_of AS place, s.customer_id, s.visitor_id, e.arm, e.first_at, e.decision_id
              FROM experiments x
              JOIN exposures e ON e.shop_id = x.shop_id AND e.experiment_id = x.experiment_id
              LEFT JOIN subject_links k ON k.shop_id = $1 AND e.subject_key LIKE 'v:%' AND k.visitor_id = substr(e.subject_key, 3)
             CROSS JOIN LATERAL (SELECT COALESCE(k.customer_id, CASE WHEN e.subject_key LIKE 'c:%' THEN substr(e.subject_key, 3)::bigint END) AS customer_id,
                                        CASE WHEN k.customer_id IS NULL AND e.subject_key LIKE 'v:%' THEN substr(e.subject_key, 3) END AS visitor_id) s
             WHERE x.shop_id = $1 AND x.ended_at IS NULL AND (x.subject_of LIKE 'placement:%' OR x.subject_of LIKE 'workflow:%')
             ORDER BY x.experiment_id, s.customer_id, s.visitor_id, e.first_at, e.arm),
          offered AS MATERIALIZED (
            SELECT f.*, ARRAY(SELECT (item->>'p')::bigint FROM json_array_elements(CASE f.arm WHEN 'exposed' THEN d.offered ELSE d.refused END) AS item
                               WHERE f.arm = 'exposed' OR (item->>'c')::int = ${reasonNumber('holdout')}) AS products
              FROM first f JOIN decisions d ON d.shop_id = $1 AND d.decision_id = f.decision_id AND d.decided_at BETWEEN f.first_at - interval '${WINDOW_DAYS} days' AND f.first_at + interval '${WINDOW_DAYS} days'
             WHERE f.first_at >= $2),
          outcome AS MATERIALIZED (
            SELECT o.place, o.arm = 'exposed' AS shown,
                   ${BOUGHT('r.customer_id = o.customer_id')}
                OR ${BOUGHT('r.customer_id IS NULL AND r.visitor_id = o.visitor_id')}
                OR ${BOUGHT('r.customer_id IS NULL AND r.visitor_id IN (SELECT visitor_id FROM subject_links WHERE shop_id = $1 AND customer_id = o.customer_id)')} AS bought
              FROM offered o WHERE o.products <> '{}'),
          placed AS (SELECT place, shown, bought FROM outcome UNION ALL SELECT '${ALL_MESSAGES}', shown, bought FROM outcome WHERE place LIKE 'workflow:%')
     INSERT INTO uplifts (shop_id, place, shown, shown_bought, held, held_bought, counted_at)
     SELECT $1, place, count(*) FILTER (WHERE shown), count(*) FILTER (WHERE shown AND bought), count(*) FILTER (WHERE NOT shown), count(*) FILTER (WHERE NOT shown AND bought), $3::timestamptz
       FROM placed GROUP BY place`,
    [shopId, since, now],
  );
}
