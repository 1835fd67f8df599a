// Which arm a customer is in, of the workflow's experiment and of the shop's global one: held out of either, they get nothing.
// Asked last, of who would be written to otherwise; only then does whoever handles the step note the arm.
import { runningExperiments } from '#app/db/experiments.ts';
import { armsGiven } from '#app/db/step-arms.ts';
import { type Arms, armsInOrder } from '#app/domain/experiment/arms-in-order.ts';
import { armOf, isArm } from '#app/domain/portable/assignment.ts';

export type StepArm = Arms;

export type AskArm = (about: { customerId: bigint; workflowId: string | null }) => StepArm;

/** @returns who is in which arm: the one they were given first, else what the hash says */
export async function armsOf(shopId: bigint, customerIds: readonly bigint[]): Promise<AskArm> {
  const running = await runningExperiments(shopId);
  const given = await armsGiven(shopId, running.map(({ experimentId }) => experimentId), customerIds);
  const known = new Map(given.map(({ experimentId, customerId, arm }) => [`${experimentId} ${customerId}`, arm]));
  return ({ customerId, workflowId }) =>
    armsInOrder(running, `workflow:${workflowId}`, ({ experimentId, salt, holdoutBp }) => {
      const arm = known.get(`${experimentId} ${customerId}`);
      return isArm(arm) ? arm : armOf(salt, String(customerId), holdoutBp);
    });
}
