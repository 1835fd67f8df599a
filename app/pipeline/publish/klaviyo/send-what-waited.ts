// The connection works again: steps that failed for what was wrong with it are sent after all, unless they are too old to
// make sense. They are asked and decided afresh like any other, so nothing stale goes out.
import { reviveSteps } from '#app/db/step-delivery.ts';
import { sendStep } from '#app/jobs/definitions/send-step.ts';
import { enqueue } from '#app/jobs/enqueue.ts';

const WORTH_SENDING_MS = 3 * 24 * 60 * 60 * 1_000;

/** @param problem the sentence that they failed with */
export async function sendWhatWaited(shopId: bigint, problem: string, now: Date): Promise<void> {
  const stepIds = await reviveSteps(shopId, problem, new Date(now.getTime() - WORTH_SENDING_MS));
  for (const stepId of stepIds) await enqueue(sendStep, { shopId: String(shopId), stepId }, { jobKey: `send-step:${stepId}` });
}
