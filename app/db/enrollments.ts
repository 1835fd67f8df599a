// Who entered which workflow, and what set it off; and what a trigger is judged by.
import { randomUUID } from 'node:crypto';
import type { TriggerFacts } from '#app/domain/workflow/triggers/trigger.ts';
import type { Queryable } from './pool.ts';
import { pool } from './pool.ts';

const ORDER_FACTS = `
  SELECT o.customer_id AS "customerId", o.order_id AS "orderId", NULL::text AS "checkoutToken", o.ordered_at AS "orderedAt", NULL::timestamptz AS "cartAt",
         o.cancelled_at IS NOT NULL AS cancelled, false AS completed,
         (SELECT max(delivered_at(f)) FROM fulfillments f WHERE f.shop_id = o.shop_id AND f.order_id = o.order_id) AS "deliveredAt",
         (SELECT max(a.due_at) FROM awaited_deliveries a JOIN fulfillments f ON f.shop_id = a.shop_id AND f.fulfillment_id = a.fulfillment_id AND f.shipped_at IS NOT NULL
           WHERE a.shop_id = o.shop_id AND a.order_id = o.order_id) AS "expectedAt",
         ARRAY(SELECT DISTINCT l.product_id FROM order_lines l WHERE l.shop_id = o.shop_id AND l.order_id = o.order_id AND l.product_id IS NOT NULL ORDER BY 1) AS "productIds"
    FROM orders o`;

const CHECKOUT_FACTS = `
  SELECT c.customer_id AS "customerId", NULL::bigint AS "orderId", c.checkout_token AS "checkoutToken", NULL::timestamptz AS "orderedAt", c.updated_at AS "cartAt",
         false AS cancelled, c.completed_at IS NOT NULL AS completed, NULL::timestamptz AS "deliveredAt", NULL::timestamptz AS "expectedAt", c.product_ids AS "productIds"
    FROM checkouts c`;

export async function orderTriggerFacts(shopId: bigint, orderId: bigint, on: Queryable = pool()): Promise<TriggerFacts | undefined> {
  return (await on.query<TriggerFacts>(`${ORDER_FACTS} WHERE o.shop_id = $1 AND o.order_id = $2 AND o.deleted_at IS NULL`, [shopId, orderId])).rows[0];
}

export async function checkoutTriggerFacts(shopId: bigint, checkoutToken: string, on: Queryable = pool()): Promise<TriggerFacts | undefined> {
  return (await on.query<TriggerFacts>(`${CHECKOUT_FACTS} WHERE c.shop_id = $1 AND c.checkout_token = $2`, [shopId, checkoutToken])).rows[0];
}

/** The latest orders, one a customer, newest first: who a workflow of orders would concern now. */
export async function latestOrderFacts(shopId: bigint, limit: number, on: Queryable = pool()): Promise<TriggerFacts[]> {
  const { rows } = await on.query<TriggerFacts>(
    `${ORDER_FACTS} JOIN (SELECT DISTINCT ON (customer_id) order_id, ordered_at FROM (
         SELECT order_id, customer_id, ordered_at FROM orders WHERE shop_id = $1 AND deleted_at IS NULL AND customer_id IS NOT NULL ORDER BY ordered_at DESC LIMIT $2 * 4) recent
        ORDER BY customer_id, ordered_at DESC) latest ON latest.order_id = o.order_id
      WHERE o.shop_id = $1 ORDER BY o.ordered_at DESC LIMIT $2`,
    [shopId, limit],
  );
  return rows;
}

/** The latest checkouts of known customers, newest first. */
export async function latestCheckoutFacts(shopId: bigint, limit: number, on: Queryable = pool()): Promise<TriggerFacts[]> {
  return (await on.query<TriggerFacts>(`${CHECKOUT_FACTS} WHERE c.shop_id = $1 AND c.customer_id IS NOT NULL ORDER BY c.updated_at DESC LIMIT $2`, [shopId, limit])).rows;
}

/** The customer's last order that stands. */
export async function lastOrderFacts(shopId: bigint, customerId: bigint, on: Queryable = pool()): Promise<TriggerFacts | undefined> {
  const { rows } = await on.query<TriggerFacts>(
    `${ORDER_FACTS} WHERE o.shop_id = $1 AND o.customer_id = $2 AND o.deleted_at IS NULL AND o.cancelled_at IS NULL ORDER BY o.ordered_at DESC, o.order_id DESC LIMIT 1`,
    [shopId, customerId],
  );
  return rows[0];
}

export interface NewEnrollment {
  workflowId: string;
  customerId: bigint;
  triggerKey: string;
  orderId: bigint | null;
  productIds: readonly bigint[];
  enteredAt: Date;
  /** What set it off is an estimate. */
  byEstimate: boolean;
}

/** @returns the new enrollment's id; undefined when this trigger set one off before */
export async function insertEnrollment(shopId: bigint, enrollment: NewEnrollment, on: Queryable): Promise<string | undefined> {
  const enrollmentId = randomUUID();
  const { rowCount } = await on.query(
    `INSERT INTO enrollments (shop_id, enrollment_id, workflow_id, customer_id, trigger_key, order_id, product_ids, entered_at, by_estimate, status)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'active') ON CONFLICT (shop_id, workflow_id, trigger_key) DO NOTHING`,
    [shopId, enrollmentId, enrollment.workflowId, enrollment.customerId, enrollment.triggerKey, enrollment.orderId, enrollment.productIds, enrollment.enteredAt, enrollment.byEstimate],
  );
  return rowCount === 1 ? enrollmentId : undefined;
}

/** The moment came again: what waits, waits anew, for what is in the cart now. @returns whether anything still waited */
export async function restartEnrollment(shopId: bigint, workflowId: string, triggerKey: string, again: { productIds: readonly bigint[]; dueAt: Date }, on: Queryable): Promise<boolean> {
  const { rowCount } = await on.query(
    `WITH entered AS (UPDATE enrollments SET product_ids = $4 WHERE shop_id = $1 AND workflow_id = $2 AND trigger_key = $3 AND status = 'active' RETURNING enrollment_id)
     UPDATE steps SET due_at = $5 WHERE shop_id = $1 AND status = 'waiting' AND enrollment_id IN (SELECT enrollment_id FROM entered)`,
    [shopId, workflowId, triggerKey, again.productIds, again.dueAt],
  );
  return (rowCount ?? 0) > 0;
}

/**
 * What was an estimate is known now, or what was known is one again: what still waits waits from the new moment on. What went
 * out stays out.
 * @returns whether this changed anything
 */
export async function correctMoment(shopId: bigint, workflowId: string, triggerKey: string, moment: { byEstimate: boolean; dueAt: Date }, on: Queryable): Promise<boolean> {
  const { rowCount } = await on.query(
    `WITH entered AS (UPDATE enrollments SET by_estimate = $4 WHERE shop_id = $1 AND workflow_id = $2 AND trigger_key = $3 AND by_estimate <> $4 RETURNING enrollment_id),
          moved AS (UPDATE steps SET due_at = $5 WHERE shop_id = $1 AND status = 'waiting' AND enrollment_id IN (SELECT enrollment_id FROM entered))
     SELECT 1 FROM entered`,
    [shopId, workflowId, triggerKey, moment.byEstimate, moment.dueAt],
  );
  return (rowCount ?? 0) > 0;
}

/** @returns those of the orders that somebody entered a workflow by, as an estimate */
export async function enteredByEstimate(shopId: bigint, orderIds: readonly bigint[], on: Queryable = pool()): Promise<bigint[]> {
  if (orderIds.length === 0) return [];
  const { rows } = await on.query<{ order_id: bigint }>(
    `SELECT DISTINCT e.order_id FROM workflows w JOIN enrollments e ON e.shop_id = w.shop_id AND e.workflow_id = w.workflow_id AND e.trigger_key = ANY($2::text[]) AND e.by_estimate
      WHERE w.shop_id = $1`,
    [shopId, orderIds.map((orderId) => `order:${orderId}`)],
  );
  return rows.map((row) => row.order_id);
}

/** Which enrollments to stop: those of an order, of a checkout, of all carts, or all. */
export type EnrollmentsToStop = { orderId: bigint } | { checkoutToken: string } | 'carts' | 'all';

/** Stops those that have something to say still, and cancels it. @returns ids of the steps that were cancelled */
export async function stopEnrollmentsOf(shopId: bigint, customerId: bigint, which: EnrollmentsToStop, reason: string, on: Queryable): Promise<string[]> {
  const { rows } = await on.query<{ step_id: string; enrollment_id: string }>(
    `UPDATE steps s SET status = 'cancelled', reason = $4 FROM enrollments e
      WHERE s.shop_id = $1 AND s.customer_id = $2 AND s.status IN ('waiting', 'decided') AND e.shop_id = $1 AND e.enrollment_id = s.enrollment_id
        AND (e.order_id = $3::bigint OR e.trigger_key LIKE $5)
     RETURNING s.step_id, s.enrollment_id`,
    [shopId, customerId, typeof which === 'object' && 'orderId' in which ? which.orderId : null, reason, keysOf(which)],
  );
  await on.query(`UPDATE enrollments SET status = 'stopped', stop_reason = $3 WHERE shop_id = $1 AND enrollment_id = ANY($2::uuid[])`, [shopId, rows.map((row) => row.enrollment_id), reason]);
  return rows.map((row) => row.step_id);
}

/** Nobody of the shop is written to any more: all that has something to say still is stopped. */
export async function stopAllEnrollments(shopId: bigint, reason: string, on: Queryable): Promise<void> {
  await on.query(`UPDATE steps SET status = 'cancelled', reason = $2 WHERE shop_id = $1 AND status IN ('waiting', 'decided')`, [shopId, reason]);
  await on.query(`UPDATE enrollments SET status = 'stopped', stop_reason = $2 WHERE shop_id = $1 AND status = 'active'`, [shopId, reason]);
}

/** As a pattern of trigger keys. */
function keysOf(which: EnrollmentsToStop): string | null {
  if (which === 'all') return '%';
  if (which === 'carts') return 'checkout:%';
  return 'checkoutToken' in which ? `checkout:${which.checkoutToken.replace(/[%_\\]/g, '\\$&')}` : null;
}
