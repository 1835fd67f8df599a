// Assignments, sound and broken, as counts alone: how often each check stops one. Subjects are given an arm, and of those
// who were, a part reaches the place and counts; a broken assignment loses some of one arm on that way.
import { assignmentCheck } from '#app/domain/experiment/assignment-check.ts';
import { countedOfAssigned } from '#app/domain/experiment/counted-of-assigned.ts';
import { sampleRatio } from '#app/domain/experiment/sample-ratio.ts';
import { watchedSampleRatio } from '#app/domain/experiment/watched-sample-ratio.ts';
import { Chance } from './simulate-chance.ts';
import { count, type Tally } from './simulate-tally.ts';

export interface Assigning {
  heldOut: number;
  /** Of those who were given an arm, who reach the place. */
  reach: number;
  /** Subjects given an arm, in all. */
  assigned: number;
  /** Read on so many days, evenly. */
  days: number;
  /** Lost on the way, of one arm. */
  lost: { holdout: number; exposed: number };
}

/** @returns by check, the runs that it stopped on any day */
export function assignedRuns({ heldOut, reach, assigned, days, lost }: Assigning, runs: number, seed: number): Tally {
  const chance = new Chance(seed);
  const tally: Tally = {};
  for (let run = 0; run < runs; run++) {
    const holdout = { share: heldOut, assigned: 0, counted: 0 };
    const exposed = { share: 1 - heldOut, assigned: 0, counted: 0 };
    const stoppedBy = new Set<string>();
    for (let day = 1; day <= days; day++) {
      const today = Math.round((assigned * day) / days) - holdout.assigned - exposed.assigned;
      const held = chance.binomial(today, heldOut);
      holdout.assigned += held;
      exposed.assigned += today - held;
      holdout.counted += chance.binomial(held, reach * (1 - lost.holdout));
      exposed.counted += chance.binomial(today - held, reach * (1 - lost.exposed));
      const [counted, shares] = [[holdout.counted, exposed.counted], [heldOut, 1 - heldOut]];
      if (sampleRatio(counted, shares).broken) stoppedBy.add('sizes, for one look');
      if (watchedSampleRatio(counted, shares).broken) stoppedBy.add('sizes');
      if (countedOfAssigned([holdout, exposed]).broken) stoppedBy.add('counted of assigned');
      if (assignmentCheck([holdout, exposed]).fault) stoppedBy.add('both');
    }
    for (const check of stoppedBy) count(tally, check);
  }
  return tally;
}
