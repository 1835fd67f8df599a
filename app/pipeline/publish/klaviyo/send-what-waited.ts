// The connection works again: steps that failed for what was wrong with it are sent after all, unless they are too old to
// make sense. They are asked and decided afresh like any other, so nothing stale goes out.
import { reviveSteps } from '#app/db/step-delivery.ts';
import { sendStep } from '#app/jobs/definitions/send-step.ts';
import { enqueueAll } from '#app/jobs/enqueue.ts';

const WORTH_SENDING_MS = 3 * 24 * 60 * 60 * 1_000;

/** @param problems the sentences that they failed with */
export async function sendWhatWaited(shopId: bigint, problems: readonly string[], now: Date): Promise<void> {
  const stepIds = await reviveSteps(shopId, problems, new Date(now.getTime() - WORTH_SENDING_MS));
  await enqueueAll(sendStep, stepIds.map((stepId) => ({ shopId: String(shopId), stepId })), ({ stepId }) => `send-step:${stepId}`);
}
