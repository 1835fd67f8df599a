// Whether the arms hold as many as they should. When they do not, something in assigning or counting is broken, and no
// difference between the arms means anything.
import chisquareCdf from '@stdlib/stats-base-dists-chisquare-cdf';

/** Below this the counts are not put down to chance: a sound experiment is stopped wrongly one time in a thousand. */
const BROKEN_BELOW = 0.001;

export interface SampleRatio {
  p: number;
  broken: boolean;
}

/**
 * @param observed subjects counted in each arm
 * @param expected in the same order: shares, or counts; only their proportion matters
 */
export function sampleRatio(observed: readonly number[], expected: readonly number[]): SampleRatio {
  const total = sum(observed);
  const scale = total / sum(expected);
  if (total === 0) return { p: 1, broken: false };
  const statistic = sum(observed.map((count, arm) => squaredMiss(count, (expected[arm] ?? 0) * scale)));
  const p = 1 - chisquareCdf(statistic, observed.length - 1);
  return { p, broken: p < BROKEN_BELOW };
}

/** In an arm that nobody should be in, one subject is enough to be wrong. */
const squaredMiss = (count: number, expected: number): number => (count === expected ? 0 : (count - expected) ** 2 / expected);

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
