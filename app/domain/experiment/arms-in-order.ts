// Which arms somebody is in, on site and by email alike: the global experiment first, then the one of the place or workflow.
// Held out of everything, they are in no other: seen nothing there, they would stand among its exposed or thin its holdout,
// and its difference would no longer be its own.
import type { Arm } from '../portable/assignment.ts';

export interface InArm {
  experimentId: string;
  arm: Arm;
}

export interface Arms {
  /** What they get: held out of one is held out. */
  arm: Arm;
  /** Where they count, in the order that was asked; the last is the one that decided. Empty: no experiment concerns them. */
  counted: InArm[];
}

/**
 * @param running experiments of the shop
 * @param subjectOf the place or workflow that is asked about
 * @param armIn the arm they were given first in an experiment, else what the hash says
 */
export function armsInOrder<Experiment extends { experimentId: string; subjectOf: string }>(running: readonly Experiment[], subjectOf: string, armIn: (experiment: Experiment) => Arm): Arms {
  const counted: InArm[] = [];
  for (const about of ['global', subjectOf]) {
    const experiment = running.find((each) => each.subjectOf === about);
    if (!experiment) continue;
    const arm = armIn(experiment);
    counted.push({ experimentId: experiment.experimentId, arm });
    if (arm === 'holdout') return { arm, counted };
  }
  return { arm: 'exposed', counted };
}
