// Touches of workflows, from due to decided; their way out is step-delivery.ts. And what surrounds one: what the gates ask.
import { randomUUID } from 'node:crypto';
import type { Touch } from '#app/domain/frequency/budget.ts';
import type { StepDraft } from '#app/domain/workflow/step-draft.ts';
import type { StepFacts } from '#app/domain/workflow/step-facts.ts';
import type { TriggerName } from '#app/domain/workflow/triggers.ts';
import { jsonRows } from './json-rows.ts';
import { pool, type Queryable } from './pool.ts';

export interface NewStep {
  enrollmentId: string;
  workflowId: string;
  customerId: bigint;
  channel: 'email';
  dueAt: Date;
}

export async function insertStep(shopId: bigint, step: NewStep, on: Queryable): Promise<string> {
  const stepId = randomUUID();
  await on.query(`INSERT INTO steps (shop_id, step_id, enrollment_id, workflow_id, customer_id, channel, due_at, status) VALUES ($1, $2, $3, $4, $5, $6, $7, 'waiting')`, [
    shopId, stepId, step.enrollmentId, step.workflowId, step.customerId, step.channel, step.dueAt,
  ]);
  return stepId;
}

/** Whom and what a step, due or imagined, is about. */
export interface StepSubject {
  /** The caller's own: what is found is given back under it. */
  ref: string;
  customerId: bigint;
  productIds: readonly bigint[];
  orderId: bigint | null;
  checkoutToken: string | null;
  enteredAt: Date;
}

type Judged = 'emailConsent' | 'smsConsent' | 'leftAlone' | 'wantsNone' | 'openCase' | 'paymentFailed' | 'orderCancelled' | 'anchorReturned' | 'returnOpen' | 'cartBought';

export interface Surroundings extends Pick<StepFacts, Judged> {
  /** The customer's own; null: not known. */
  locale: string | null;
  touches: Touch[];
  /** One variant of each product: the one that was ordered, else the first that is left. */
  variantIds: bigint[];
}

type SurroundingsRow = Omit<Surroundings, 'touches'> & { ref: string; touches: [channel: string, at: string][] | null };

// Steps that are decided and not yet sent count as emails: their touch is written when they are.
const SURROUNDINGS = `
  SELECT r.ref, c.email_consent AS "emailConsent", c.sms_consent AS "smsConsent", c.locale, is_left_alone($1, r."customerId") AS "leftAlone", has_open_case($1, r."customerId") AS "openCase",
         EXISTS (SELECT 1 FROM quiet_subjects q WHERE q.shop_id = $1
                    AND q.subject_key = ANY(ARRAY(SELECT 'v:' || visitor_id FROM subject_links WHERE shop_id = $1 AND customer_id = r."customerId") || ('c:' || r."customerId"::text))) AS "wantsNone",
         EXISTS (SELECT 1 FROM subscription_contracts s WHERE s.shop_id = $1 AND s.customer_id = r."customerId" AND s.last_payment = 'FAILED' AND s.status IN ('ACTIVE', 'FAILED') AND s.deleted_at IS NULL) AS "paymentFailed",
         EXISTS (SELECT 1 FROM orders o WHERE o.shop_id = $1 AND o.order_id = r."orderId" AND (o.cancelled_at IS NOT NULL OR o.deleted_at IS NOT NULL)) AS "orderCancelled",
         EXISTS (SELECT 1 FROM refund_lines f JOIN order_lines l ON l.shop_id = f.shop_id AND l.order_id = f.order_id AND l.line_id = f.line_id
                  WHERE f.shop_id = $1 AND f.order_id = r."orderId" AND l.product_id = ANY(p.ids))
           OR COALESCE(back.closed, false) AS "anchorReturned",
         COALESCE(back.open, false) AS "returnOpen",
         r."checkoutToken" IS NOT NULL AND (
           EXISTS (SELECT 1 FROM checkouts k WHERE k.shop_id = $1 AND k.checkout_token = r."checkoutToken" AND k.completed_at IS NOT NULL)
           OR EXISTS (SELECT 1 FROM orders o WHERE o.shop_id = $1 AND o.customer_id = r."customerId" AND o.ordered_at > r."enteredAt" AND o.cancelled_at IS NULL AND o.deleted_at IS NULL)) AS "cartBought",
         (SELECT json_agg(json_build_array(t.channel, t.at)) FROM (
            SELECT channel, touched_at AS at FROM touches
             WHERE shop_id = $1 AND touched_at > $3
               AND subject_key = ANY(ARRAY(SELECT 'v:' || visitor_id FROM subject_links WHERE shop_id = $1 AND customer_id = r."customerId") || ('c:' || r."customerId"::text))
            UNION ALL
            SELECT channel, decided_at FROM steps WHERE shop_id = $1 AND customer_id = r."customerId" AND status = 'decided' AND decided_at > $3) t) AS touches,
         ARRAY(SELECT v.variant_id FROM (SELECT DISTINCT ON (v.product_id) v.product_id, v.variant_id FROM variants v
                LEFT JOIN order_lines l ON l.shop_id = $1 AND l.order_id = r."orderId" AND l.variant_id = v.variant_id
                WHERE v.shop_id = $1 AND v.product_id = ANY(p.ids)
                ORDER BY v.product_id, l.variant_id IS NULL, v.deleted_at IS NOT NULL, v.position, v.variant_id) v) AS "variantIds"
    FROM jsonb_to_recordset($2::jsonb) AS r(ref text, "customerId" bigint, "productIds" text[], "orderId" bigint, "checkoutToken" text, "enteredAt" timestamptz)
   CROSS JOIN LATERAL (SELECT r."productIds"::bigint[] AS ids) p
   CROSS JOIN LATERAL (SELECT bool_or(b.closed_at IS NULL) AS open, bool_or(b.closed_at IS NOT NULL) AS closed FROM returned_products b
                        WHERE b.shop_id = $1 AND b.order_id = r."orderId" AND b.product_id = ANY(p.ids)) back
    LEFT JOIN customers c ON c.shop_id = $1 AND c.customer_id = r."customerId" AND c.deleted_at IS NULL`;

/** @param since touches before it no longer count. @returns by `ref` */
export async function surroundingsOf(shopId: bigint, subjects: readonly StepSubject[], since: Date, on: Queryable = pool()): Promise<Map<string, Surroundings>> {
  if (subjects.length === 0) return new Map();
  const { rows } = await on.query<SurroundingsRow>({ name: 'step-surroundings', text: SURROUNDINGS, values: [shopId, jsonRows(subjects), since] });
  return new Map(rows.map(({ ref, touches, ...found }) => [ref, { ...found, touches: (touches ?? []).map(([channel, at]) => ({ channel, at: new Date(at) })) }]));
}

/** A step that waits, with all that the question about it is made of. */
export interface WaitingStep {
  stepId: string;
  workflowId: string;
  customerId: bigint;
  dueAt: Date;
  /** How often it was put off. */
  attempts: number;
  trigger: TriggerName;
  workflowOn: boolean;
  orderId: bigint | null;
  triggerKey: string;
  productIds: bigint[];
  enteredAt: Date;
}

/** SQL: the columns of a WaitingStep, of a step, its workflow and its enrollment. */
export const waitingStepColumns = (step: string, workflow: string, enrollment: string): string =>
  `${step}.step_id AS "stepId", ${step}.workflow_id AS "workflowId", ${step}.customer_id AS "customerId", ${step}.due_at AS "dueAt", ${step}.attempts, ${workflow}.trigger,
   ${workflow}.status = 'on' AS "workflowOn", ${enrollment}.order_id AS "orderId", ${enrollment}.trigger_key AS "triggerKey", ${enrollment}.product_ids AS "productIds", ${enrollment}.entered_at AS "enteredAt"`;

/** What waits for a customer, the first due first. */
export async function waitingStepsOf(shopId: bigint, customerId: bigint, limit: number, on: Queryable = pool()): Promise<WaitingStep[]> {
  const { rows } = await on.query<WaitingStep>(
    `SELECT ${waitingStepColumns('s', 'w', 'e')} FROM steps s JOIN workflows w ON w.shop_id = s.shop_id AND w.workflow_id = s.workflow_id
       JOIN enrollments e ON e.shop_id = s.shop_id AND e.enrollment_id = s.enrollment_id
      WHERE s.shop_id = $1 AND s.customer_id = $2 AND s.status = 'waiting' ORDER BY s.due_at, s.step_id LIMIT $3`,
    [shopId, customerId, limit],
  );
  return rows;
}

/** What became of a step that was due. */
export type StepOutcome = { stepId: string } & (
  | { status: 'decided'; decisionId: string; message: StepDraft }
  | { status: 'refused' | 'cancelled' | 'holdout'; reason: string; decisionId: string | null }
  | { status: 'waiting'; reason: string; dueAt: Date; /** Whether this counts as having been put off. */ putOff: boolean }
  | { status: 'failed'; reason: string }
);

/** Writes what became of steps, and ends the enrollments that have nothing more to say. */
export async function saveOutcomes(shopId: bigint, outcomes: readonly StepOutcome[], at: Date, on: Queryable): Promise<void> {
  if (outcomes.length === 0) return;
  await on.query(
    `WITH told AS (SELECT * FROM jsonb_to_recordset($2::jsonb) AS r("stepId" uuid, status text, reason text, "decisionId" uuid, message jsonb, "dueAt" timestamptz, "putOff" boolean)),
          written AS (UPDATE steps s SET status = r.status, reason = r.reason, decision_id = r."decisionId", message = r.message, due_at = COALESCE(r."dueAt", s.due_at),
                             attempts = s.attempts + COALESCE(r."putOff", false)::int, decided_at = CASE WHEN r.status = 'waiting' THEN NULL ELSE $3::timestamptz END
                        FROM told r WHERE s.shop_id = $1 AND s.step_id = r."stepId" RETURNING s.enrollment_id, s.status, s.reason)
     UPDATE enrollments e SET status = CASE WHEN w.status IN ('decided', 'holdout') THEN 'done' ELSE 'stopped' END, stop_reason = w.reason
       FROM written w WHERE e.shop_id = $1 AND e.enrollment_id = w.enrollment_id AND w.status <> 'waiting'`,
    [shopId, jsonRows(outcomes), at],
  );
}

export interface StepRow {
  stepId: string;
  workflowId: string;
  trigger: string;
  channel: string;
  dueAt: Date;
  status: string;
  reason: string | null;
  decidedAt: Date | null;
  sentAt: Date | null;
  decisionId: string | null;
  productIds: bigint[];
  enteredAt: Date;
  /** The delivery that set it off is an estimate. */
  byEstimate: boolean;
}

/** A customer's steps, the latest due first. */
export async function stepsOfCustomer(shopId: bigint, customerId: bigint, limit: number, on: Queryable = pool()): Promise<StepRow[]> {
  const { rows } = await on.query<StepRow>(
    `SELECT s.step_id AS "stepId", s.workflow_id AS "workflowId", w.trigger, s.channel, s.due_at AS "dueAt", s.status, s.reason, s.decided_at AS "decidedAt", s.sent_at AS "sentAt",
            s.decision_id AS "decisionId", e.product_ids AS "productIds", e.entered_at AS "enteredAt", e.by_estimate AS "byEstimate"
       FROM steps s JOIN workflows w ON w.shop_id = s.shop_id AND w.workflow_id = s.workflow_id
       JOIN enrollments e ON e.shop_id = s.shop_id AND e.enrollment_id = s.enrollment_id
      WHERE s.shop_id = $1 AND s.customer_id = $2 ORDER BY s.due_at DESC, s.step_id LIMIT $3`,
    [shopId, customerId, limit],
  );
  return rows;
}
