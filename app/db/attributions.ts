// Lines that followed an offer within its window. Attribution says what was taken up; it never says what Setwise added:
// that is exposed less holdout (results.ts).
import { WINDOW_DAYS } from '#app/domain/experiment/window.ts';
import type { Queryable } from './pool.ts';
import { pool } from './pool.ts';

export interface OrderSubject {
  visitorId: string | null;
  customerId: bigint | null;
  discountCodes: string[];
  orderedAt: Date;
}

/** @returns undefined for an order that is not here (yet) */
export async function subjectOfOrder(shopId: bigint, orderId: bigint, on: Queryable = pool()): Promise<OrderSubject | undefined> {
  const { rows } = await on.query<OrderSubject>(
    `SELECT visitor_id AS "visitorId", customer_id AS "customerId", discount_codes AS "discountCodes", ordered_at AS "orderedAt" FROM orders WHERE shop_id = $1 AND order_id = $2 AND deleted_at IS NULL`,
    [shopId, orderId],
  );
  return rows[0];
}

const ORDER = `SELECT o.shop_id, o.order_id, o.step_id, o.discount_codes, o.ordered_at,
                      COALESCE('c:' || COALESCE(o.customer_id, l.customer_id), 'v:' || o.visitor_id) AS subject_key
                 FROM orders o LEFT JOIN subject_links l ON l.shop_id = o.shop_id AND l.visitor_id = o.visitor_id
                WHERE o.shop_id = $1 AND o.order_id = $2 AND o.deleted_at IS NULL`;
/** Shopify dates orders by whole seconds. */
const IN_WINDOW = (moment: string): string => `o.ordered_at >= date_trunc('second', ${moment}) AND o.ordered_at < ${moment} + interval '${WINDOW_DAYS} days'`;

/** Lines that a widget added go to the place that the subject reached last before they ordered; one that was reached in the
 *  very second of the order, as after paying, only where there is no other. */
const BY_PLACEMENT = `
  INSERT INTO attributions (shop_id, order_id, line_id, experiment_id, subject_key, attributed_at)
  SELECT $1, $2, l.line_id, e.experiment_id, o.subject_key, $3
    FROM (${ORDER}) o
    JOIN order_lines l ON l.shop_id = $1 AND l.order_id = $2 AND l.set_id IS NOT NULL
   CROSS JOIN LATERAL (SELECT e.experiment_id FROM exposures e JOIN experiments x ON x.shop_id = e.shop_id AND x.experiment_id = e.experiment_id AND x.subject_of LIKE 'placement:%'
                        WHERE e.shop_id = $1 AND e.arm = 'exposed' AND ${IN_WINDOW('e.first_at')}
                          AND e.subject_key IN (SELECT o.subject_key UNION SELECT 'v:' || visitor_id FROM subject_links WHERE shop_id = $1 AND 'c:' || customer_id = o.subject_key)
                        ORDER BY e.first_at > o.ordered_at, e.first_at DESC, e.experiment_id LIMIT 1) e
  ON CONFLICT DO NOTHING`;

/** What a message offered, ordered through its link or with its code: the set's products, and what the code took off. */
const BY_STEP = `
  INSERT INTO attributions (shop_id, order_id, line_id, experiment_id, subject_key, step_id, attributed_at)
  SELECT $1, $2, l.line_id, x.experiment_id, 'c:' || s.customer_id, s.step_id, $3
    FROM (${ORDER}) o
   CROSS JOIN LATERAL (SELECT o.step_id, false AS by_code WHERE o.step_id IS NOT NULL
                       UNION SELECT d.step_id, true FROM discount_codes d WHERE d.shop_id = $1 AND d.code IN (SELECT upper(c) FROM unnest(o.discount_codes) c)) by
    JOIN steps s ON s.shop_id = $1 AND s.step_id = by.step_id AND ${IN_WINDOW('s.sent_at')}
    JOIN experiments x ON x.shop_id = $1 AND x.subject_of = 'workflow:' || s.workflow_id AND x.ended_at IS NULL
    LEFT JOIN decisions d ON d.shop_id = $1 AND d.decision_id = s.decision_id
    JOIN order_lines l ON l.shop_id = $1 AND l.order_id = $2
     AND (l.set_id IS NOT NULL OR (by.by_code AND l.discount_minor > 0)
          OR EXISTS (SELECT 1 FROM json_array_elements(d.offered) i WHERE i->>'p' = l.product_id::text)
          OR EXISTS (SELECT 1 FROM set_candidates c WHERE c.shop_id = $1 AND c.set_id = d.set_id AND c.product_id = l.product_id))
  ON CONFLICT DO NOTHING`;

/** Writing it again changes nothing. @returns lines that were not attributed before */
export async function attributeLines(shopId: bigint, orderId: bigint, now: Date, on: Queryable = pool()): Promise<number> {
  const byPlacement = await on.query(BY_PLACEMENT, [shopId, orderId, now]);
  const byStep = await on.query(BY_STEP, [shopId, orderId, now]);
  return (byPlacement.rowCount ?? 0) + (byStep.rowCount ?? 0);
}
