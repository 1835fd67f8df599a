// The connection works again: steps that failed for what was wrong with it are sent after all, unless they are too old to
// make sense. They are asked and decided afresh like any other, so nothing stale goes out.
import { reviveSteps } from '#app/db/step-delivery.ts';
import { daysBefore } from '#app/domain/days.ts';
import { sendStep } from '#app/jobs/definitions/send-step.ts';
import { enqueueAll } from '#app/jobs/enqueue.ts';

const WORTH_SENDING_DAYS = 3;

/** @param problems the sentences that they failed with */
export async function sendWhatWaited(shopId: bigint, problems: readonly string[], now: Date): Promise<void> {
  const stepIds = await reviveSteps(shopId, problems, daysBefore(now, WORTH_SENDING_DAYS));
  await enqueueAll(sendStep, stepIds.map((stepId) => ({ shopId: String(shopId), stepId })), ({ stepId }) => `send-step:${stepId}`);
}
