// The list of workflows: one a trigger, whether it was ever touched or not, with what it did so far.
import { workflowNumbers, workflowsOf } from '#app/db/workflows.ts';
import { type TriggerName, TRIGGER_NAMES, TRIGGERS } from '#app/domain/workflow/triggers.ts';
import { isStepReason, STEP_REASONS } from '#app/domain/workflow/step-reasons.ts';

export interface WorkflowSummary {
  trigger: TriggerName;
  /** null: never touched. */
  workflowId: string | null;
  /** off | on | stopped (by itself: see problem) */
  status: 'off' | 'on' | 'stopped';
  waitHours: number;
  defaultWaitHours: number;
  problem: string | null;
  entered: number;
  /** Of these, by a delivery that is an estimate. */
  byEstimate: number;
  waiting: number;
  sent: number;
  heldOut: number;
  /** Not sent, by reason, the most frequent first. */
  notSent: { reason: string; sentence: string; count: number }[];
  /** Orders that followed a message of it. */
  bought: number;
}

export async function workflowsPage(shopId: bigint): Promise<WorkflowSummary[]> {
  const [rows, numbers] = await Promise.all([workflowsOf(shopId), workflowNumbers(shopId)]);
  return TRIGGER_NAMES.map((trigger) => {
    const row = rows.find((workflow) => workflow.trigger === trigger);
    const counted = numbers.find(({ workflowId }) => workflowId === row?.workflowId);
    const { defaultWaitHours } = TRIGGERS[trigger];
    return {
      trigger,
      workflowId: row?.workflowId ?? null,
      status: row?.status ?? 'off',
      waitHours: row?.waitHours ?? defaultWaitHours,
      defaultWaitHours,
      problem: row?.problem ?? null,
      entered: counted?.entered ?? 0,
      byEstimate: counted?.byEstimate ?? 0,
      waiting: counted?.waiting ?? 0,
      sent: counted?.sent ?? 0,
      heldOut: counted?.heldOut ?? 0,
      notSent: Object.entries(counted?.notSent ?? {})
        .map(([reason, count]) => ({ reason, sentence: isStepReason(reason) ? STEP_REASONS[reason] : reason, count }))
        .sort((one, other) => other.count - one.count),
      bought: counted?.bought ?? 0,
    };
  });
}
