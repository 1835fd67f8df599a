// Which arm a customer is in, of the workflow's experiment and of the shop's global one: held out of either, they get nothing.
// Asked last, of who would be written to otherwise.
import { type ExperimentRow, runningExperiments } from '#app/db/experiments.ts';
import { keepArm } from '#app/db/subjects.ts';
import { type Arm, armOf } from '#app/domain/portable/assignment.ts';

export interface StepArm {
  arm: Arm;
  /** The experiments that they are counted in. Held out of everything, they say nothing about the workflow alone. */
  counted: { experimentId: string; arm: Arm }[];
}

export type AskArm = (about: { customerId: bigint; workflowId: string | null }) => Promise<StepArm>;

/** Keeps the arm that was given first. */
export async function keptArms(shopId: bigint, now: Date): Promise<AskArm> {
  const running = await runningExperiments(shopId);
  return (about) =>
    combined(running, about, async ({ experimentId, salt, holdoutBp }) =>
      keepArm(shopId, experimentId, { visitorId: null, customerId: about.customerId }, armOf(salt, String(about.customerId), holdoutBp), now),
    );
}

/** For a dry run: what the arm would be. Keeps nothing. */
export async function imaginedArms(shopId: bigint): Promise<AskArm> {
  const running = await runningExperiments(shopId);
  return (about) => combined(running, about, async ({ salt, holdoutBp }) => armOf(salt, String(about.customerId), holdoutBp));
}

async function combined(running: readonly ExperimentRow[], { workflowId }: { workflowId: string | null }, ask: (experiment: ExperimentRow) => Promise<Arm>): Promise<StepArm> {
  const global = running.find(({ subjectOf }) => subjectOf === 'global');
  const own = running.find(({ subjectOf }) => subjectOf === `workflow:${workflowId}`);
  const counted: StepArm['counted'] = [];
  for (const experiment of [global, own]) {
    if (!experiment) continue;
    const arm = await ask(experiment);
    counted.push({ experimentId: experiment.experimentId, arm });
    if (arm === 'holdout') return { arm, counted };
  }
  return { arm: 'exposed', counted };
}
