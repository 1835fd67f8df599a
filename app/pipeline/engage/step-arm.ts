// Which arm a customer is in, of the workflow's experiment and of the shop's global one: held out of either, they get nothing.
// Asked last, of who would be written to otherwise; only then does whoever handles the step note the arm.
import { type ExperimentRow, runningExperiments } from '#app/db/experiments.ts';
import { armsGiven } from '#app/db/step-arms.ts';
import { type Arm, armOf } from '#app/domain/portable/assignment.ts';

export interface StepArm {
  arm: Arm;
  /** The experiments that they are counted in. Held out of everything, they say nothing about the workflow alone. */
  counted: { experimentId: string; arm: Arm }[];
}

export type AskArm = (about: { customerId: bigint; workflowId: string | null }) => StepArm;

/** @returns who is in which arm: the one they were given first, else what the hash says */
export async function armsOf(shopId: bigint, customerIds: readonly bigint[]): Promise<AskArm> {
  const running = await runningExperiments(shopId);
  const given = await armsGiven(shopId, running.map(({ experimentId }) => experimentId), customerIds);
  const known = new Map(given.map(({ experimentId, customerId, arm }) => [`${experimentId} ${customerId}`, arm]));
  return ({ customerId, workflowId }) => {
    const counted: StepArm['counted'] = [];
    for (const { experimentId, salt, holdoutBp } of concerning(running, workflowId)) {
      const arm = known.get(`${experimentId} ${customerId}`) ?? armOf(salt, String(customerId), holdoutBp);
      counted.push({ experimentId, arm });
      if (arm === 'holdout') return { arm, counted };
    }
    return { arm: 'exposed', counted };
  };
}

/** The global one first. */
function concerning(running: readonly ExperimentRow[], workflowId: string | null): ExperimentRow[] {
  return ['global', `workflow:${workflowId}`].flatMap((subject) => running.find(({ subjectOf }) => subjectOf === subject) ?? []);
}
