// Whom a workflow concerns, for its preview: who is due, who was sent something, and by what somebody entered.
import type { TriggerName } from '#app/domain/workflow/triggers.ts';
import type { Queryable } from './pool.ts';
import { pool } from './pool.ts';

export interface WorkflowPerson {
  customerId: bigint;
  status: 'waiting' | 'sent';
  /** Due, or sent. */
  at: Date;
}

/** One entry a customer: who is due, the soonest first; then who was sent something, the latest first. */
export async function workflowPeople(shopId: bigint, trigger: TriggerName, limit: number, on: Queryable = pool()): Promise<WorkflowPerson[]> {
  const { rows } = await on.query<WorkflowPerson>(
    `WITH of AS (SELECT workflow_id FROM workflows WHERE shop_id = $1 AND trigger = $2),
          told AS ((SELECT customer_id, 'waiting' AS status, due_at AS at FROM steps WHERE shop_id = $1 AND workflow_id IN (SELECT workflow_id FROM of) AND status IN ('waiting', 'decided') ORDER BY due_at LIMIT $3)
                   UNION ALL
                   (SELECT customer_id, 'sent', sent_at FROM steps WHERE shop_id = $1 AND workflow_id IN (SELECT workflow_id FROM of) AND status = 'sent' ORDER BY sent_at DESC LIMIT $3)),
          each AS (SELECT DISTINCT ON (t.customer_id) t.* FROM told t JOIN customers c ON c.shop_id = $1 AND c.customer_id = t.customer_id AND c.deleted_at IS NULL
                    ORDER BY t.customer_id, t.status DESC, t.at)
     SELECT customer_id AS "customerId", status, at FROM each
      ORDER BY status DESC, CASE WHEN status = 'waiting' THEN at END, at DESC, customer_id LIMIT $3`,
    [shopId, trigger, limit],
  );
  return rows;
}

/** Of the latest buyers, those who agreed to email and whose last order holds what a live set begins with: there is something to show. */
export async function likelyPeople(shopId: bigint, limit: number, on: Queryable = pool()): Promise<{ customerId: bigint; at: Date }[]> {
  const { rows } = await on.query<{ customerId: bigint; at: Date }>(
    `WITH latest AS (SELECT order_id, customer_id, ordered_at FROM orders WHERE shop_id = $1 AND customer_id IS NOT NULL AND deleted_at IS NULL AND cancelled_at IS NULL ORDER BY ordered_at DESC LIMIT $2 * 20),
          last_of_each AS (SELECT DISTINCT ON (customer_id) * FROM latest ORDER BY customer_id, ordered_at DESC, order_id)
     SELECT o.customer_id AS "customerId", o.ordered_at AS at
       FROM last_of_each o JOIN customers c ON c.shop_id = $1 AND c.customer_id = o.customer_id AND c.deleted_at IS NULL AND c.email_consent = 'SUBSCRIBED'
      WHERE EXISTS (SELECT FROM order_lines l JOIN set_anchors a ON a.shop_id = $1 AND a.product_id = l.product_id JOIN sets s ON s.shop_id = $1 AND s.set_id = a.set_id AND s.status = 'approved' WHERE l.shop_id = $1 AND l.order_id = o.order_id)
      ORDER BY o.ordered_at DESC, o.customer_id LIMIT $2`,
    [shopId, limit],
  );
  return rows;
}

export interface EnteredBy {
  orderId: bigint | null;
  checkoutToken: string | null;
  productIds: bigint[];
  enteredAt: Date;
}

/** What a customer last entered the workflow by. */
export async function lastEntry(shopId: bigint, trigger: TriggerName, customerId: bigint, on: Queryable = pool()): Promise<EnteredBy | undefined> {
  const { rows } = await on.query<EnteredBy>(
    `SELECT e.order_id AS "orderId", substring(e.trigger_key FROM '^checkout:(.*)$') AS "checkoutToken", e.product_ids AS "productIds", e.entered_at AS "enteredAt"
       FROM enrollments e JOIN workflows w ON w.shop_id = e.shop_id AND w.workflow_id = e.workflow_id
      WHERE e.shop_id = $1 AND w.trigger = $2 AND e.customer_id = $3 ORDER BY e.entered_at DESC, e.enrollment_id LIMIT 1`,
    [shopId, trigger, customerId],
  );
  return rows[0];
}
