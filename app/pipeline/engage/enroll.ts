// A trigger's moment has come: whom it concerns enters its workflow, and the first step is set down as a row that falls due.
// The same moment told twice enrolls once; one that was an estimate is corrected by its report, and nobody is written to
// twice for that.
import { correctMoment, insertEnrollment, restartEnrollment } from '#app/db/enrollments.ts';
import { withTransaction } from '#app/db/pool.ts';
import { insertStep } from '#app/db/steps.ts';
import { workflowOfTrigger } from '#app/db/workflows.ts';
import type { EntryRefusal } from '#app/domain/workflow/triggers/trigger.ts';
import { TRIGGERS } from '#app/domain/workflow/triggers.ts';
import { type Moment, triggerFacts } from './trigger-facts.ts';

const HOUR_MS = 3_600_000;

export type Enrolled = { kind: 'entered' | 'restarted' | 'corrected' | 'known' } | { kind: 'stayed_out'; reason: EntryRefusal | 'workflow_off' | 'not_found' };

/** @param now business time */
export async function enroll(shopId: bigint, moment: Moment, now: Date): Promise<Enrolled> {
  const workflow = await workflowOfTrigger(shopId, moment.trigger);
  if (workflow?.status !== 'on') return { kind: 'stayed_out', reason: 'workflow_off' };
  const facts = await triggerFacts(shopId, moment);
  if (!facts) return { kind: 'stayed_out', reason: 'not_found' };
  const trigger = TRIGGERS[moment.trigger];
  const entry = trigger.enrolls(facts, now);
  const { workflowId } = workflow;
  const after = (since: Date) => new Date(since.getTime() + workflow.waitHours * HOUR_MS);
  const { productIds, orderId, expectedAt } = facts;
  if (entry.kind === 'stays_out') {
    // The report that enrolled them was taken back: what waits, waits for the day on which the parcel is expected.
    const isEstimateAgain = entry.reason === 'not_delivered' && expectedAt !== null;
    if (isEstimateAgain) await withTransaction((client) => correctMoment(shopId, workflowId, `order:${orderId}`, { byEstimate: true, dueAt: after(expectedAt) }, client));
    return { kind: 'stayed_out', reason: entry.reason };
  }

  const { customerId, key: triggerKey, byEstimate } = entry;
  const dueAt = after(entry.since);
  return withTransaction(async (client): Promise<Enrolled> => {
    const enrollmentId = await insertEnrollment(shopId, { workflowId, customerId, triggerKey, orderId, productIds, enteredAt: now, byEstimate }, client);
    if (enrollmentId) {
      await insertStep(shopId, { enrollmentId, workflowId, customerId, channel: 'email', dueAt }, client);
      return { kind: 'entered' };
    }
    const restarted = trigger.restarts && (await restartEnrollment(shopId, workflowId, triggerKey, { productIds, dueAt }, client));
    if (restarted) return { kind: 'restarted' };
    return { kind: (await correctMoment(shopId, workflowId, triggerKey, { byEstimate, dueAt }, client)) ? 'corrected' : 'known' };
  });
}
