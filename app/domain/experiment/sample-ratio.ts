// Whether the arms hold as many as they should. When they do not, something in assigning or counting is broken, and no
// difference between the arms means anything.
import chisquareCdf from '@stdlib/stats-base-dists-chisquare-cdf';
import normalCdf from '@stdlib/stats-base-dists-normal-cdf';

/** Below this the counts are not put down to chance: a sound experiment is stopped wrongly one time in a thousand. */
const BROKEN_BELOW = 0.001;

export interface SampleRatio {
  p: number;
  broken: boolean;
}

/**
 * @param observed subjects counted in each arm
 * @param expected in the same order: shares, or counts; only their proportion matters. In an arm whose share is 0 one
 *   subject is enough to be wrong; p is of the others
 * @returns p for one look; what is looked at every day is judged by watched-sample-ratio.ts
 */
export function sampleRatio(observed: readonly number[], expected: readonly number[]): SampleRatio {
  const set = observed.map((count, arm) => ({ count, share: expected[arm] ?? 0 })).filter(({ share }) => share > 0);
  const total = sum(set.map(({ count }) => count));
  const p = set.length < 2 || total === 0 ? 1 : beyond(statistic(set, total), set.length - 1);
  return { p, broken: p < BROKEN_BELOW || sum(observed) > total };
}

/** Of two arms by the normal distribution's own tail: what is left of one would be nothing where p is small. */
const beyond = (statistic: number, freedom: number): number => (freedom === 1 ? 2 * normalCdf(-Math.sqrt(statistic), 0, 1) : 1 - chisquareCdf(statistic, freedom));

function statistic(arms: readonly { count: number; share: number }[], total: number): number {
  const whole = sum(arms.map(({ share }) => share));
  return sum(arms.map(({ count, share }) => (count - (share * total) / whole) ** 2 / ((share * total) / whole)));
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
