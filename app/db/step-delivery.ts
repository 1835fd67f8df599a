// A decided step on its way out: what it is made from, and what became of it. Deciding and gating steps is another file's.
import type { StepReady } from '#app/contract/klaviyo/step-ready.ts';
import type { Queryable } from './pool.ts';
import { pool, withTransaction } from './pool.ts';
import { insertTouches } from './touches.ts';

export interface StepToDeliver {
  stepId: string;
  workflowId: string;
  customerId: bigint;
  channel: string;
  status: string;
  /** order_placed | order_delivered | cart_abandoned */
  trigger: string;
  /** Whether the workflow still runs. */
  workflowOn: boolean;
  /** What the offer completes: one variant a product that was bought or left, the order's own where it is known. */
  variantIds: bigint[];
}

const STEP = `
  SELECT s.step_id AS "stepId", s.workflow_id AS "workflowId", s.customer_id AS "customerId", s.channel, s.status, s.message, w.trigger, w.status = 'on' AS "workflowOn",
         COALESCE((SELECT array_agg(v.variant_id ORDER BY v.product_id) FROM (
            SELECT DISTINCT ON (v.product_id) v.product_id, v.variant_id
              FROM variants v
             WHERE v.shop_id = s.shop_id AND v.product_id = ANY(e.product_ids)
             ORDER BY v.product_id,
                      EXISTS (SELECT 1 FROM order_lines l WHERE l.shop_id = s.shop_id AND l.order_id = e.order_id AND l.variant_id = v.variant_id) DESC,
                      v.deleted_at IS NOT NULL, v.position) v), '{}') AS "variantIds"
    FROM steps s
    JOIN enrollments e ON e.shop_id = s.shop_id AND e.enrollment_id = s.enrollment_id
    JOIN workflows w ON w.shop_id = s.shop_id AND w.workflow_id = s.workflow_id
   WHERE s.shop_id = $1 AND s.step_id = $2`;

/** A step that has gone out: what a link in it leads back to. */
export type SentStep = Pick<StepToDeliver, 'stepId' | 'workflowId' | 'customerId' | 'variantIds'> & { /** See app/contract/klaviyo/step-ready.ts. */ message: unknown };

/** @returns undefined for a step that was never sent */
export async function sentStep(shopId: bigint, stepId: string, on: Queryable = pool()): Promise<SentStep | undefined> {
  return (await on.query<SentStep>({ name: 'sent-step', text: `${STEP} AND s.status = 'sent'`, values: [shopId, stepId] })).rows[0];
}

export async function stepToDeliver(shopId: bigint, stepId: string, on: Queryable = pool()): Promise<StepToDeliver | undefined> {
  return (await on.query<StepToDeliver>(STEP, [shopId, stepId])).rows[0];
}

/** Counts the try, before anything leaves. @returns false when the step is no longer to be sent */
export async function saveStepAttempt(shopId: bigint, stepId: string, on: Queryable = pool()): Promise<boolean> {
  const { rowCount } = await on.query(`UPDATE steps SET attempts = attempts + 1 WHERE shop_id = $1 AND step_id = $2 AND status = 'decided'`, [shopId, stepId]);
  return rowCount === 1;
}

/** Sent, as it was sent, and counted in the ledger: both or neither, and once. A step that was cancelled while it went out has gone out all the same. */
export async function saveStepSent(shopId: bigint, step: Pick<StepToDeliver, 'stepId' | 'workflowId' | 'customerId'>, profileId: string, message: StepReady, at: Date): Promise<void> {
  await withTransaction(async (client) => {
    const { rowCount } = await client.query(`UPDATE steps SET status = 'sent', sent_at = $3, message = $4, profile_id = $5, reason = NULL WHERE shop_id = $1 AND step_id = $2 AND status IN ('decided', 'cancelled')`, [shopId, step.stepId, at, JSON.stringify(message), profileId]);
    if (rowCount !== 1) return;
    await insertTouches(shopId, [{ subjectKey: `c:${step.customerId}`, channel: 'email', touchedAt: at, source: `workflow:${step.workflowId}`, stepId: step.stepId }], client);
  });
}

/** Not sent: refused (a code), cancelled (a code) or failed (a sentence). Changes nothing about a step that has gone out. */
export async function saveStepNotSent(shopId: bigint, stepId: string, status: 'refused' | 'cancelled' | 'failed', reason: string, on: Queryable = pool()): Promise<void> {
  await on.query(`UPDATE steps SET status = $3, reason = $4 WHERE shop_id = $1 AND step_id = $2 AND status = 'decided'`, [shopId, stepId, status, reason]);
}

/**
 * Not sent, because of what is wrong with the connection: it waits, failed, until that is mended (reviveSteps).
 * @param problem as it stands with the connection. @returns false when that is no longer what is wrong: then nothing is changed
 */
export async function holdStep(shopId: bigint, stepId: string, problem: string, on: Queryable = pool()): Promise<boolean> {
  const { rowCount } = await on.query(
    `WITH broken AS MATERIALIZED (SELECT 1 FROM klaviyo_connections WHERE shop_id = $1 AND problem = $3 FOR SHARE)
     UPDATE steps SET status = 'failed', reason = $3 WHERE shop_id = $1 AND step_id = $2 AND status = 'decided' AND EXISTS (SELECT 1 FROM broken)`,
    [shopId, stepId, problem],
  );
  return rowCount === 1;
}

/** What waits for one thing to be mended waits for another one now. */
export async function restateSteps(shopId: bigint, before: string, reason: string, on: Queryable = pool()): Promise<void> {
  await on.query(`UPDATE steps SET reason = $3 WHERE shop_id = $1 AND status = 'failed' AND reason = $2`, [shopId, before, reason]);
}

/**
 * Steps that failed for reasons that are mended now are to be sent again; those that have become too old stay failed.
 * @returns their ids
 */
export async function reviveSteps(shopId: bigint, reasons: readonly string[], dueAfter: Date, on: Queryable = pool()): Promise<string[]> {
  const { rows } = await on.query<{ step_id: string }>(
    `UPDATE steps SET status = 'decided', reason = NULL WHERE shop_id = $1 AND status = 'failed' AND reason = ANY($2) AND due_at > $3 RETURNING step_id`,
    [shopId, reasons, dueAfter],
  );
  return rows.map((row) => row.step_id);
}
