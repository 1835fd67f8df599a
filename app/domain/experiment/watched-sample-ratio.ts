// Whether the arms hold as many as they should, asked every day: odds of the counts under shares that might be any, against
// the shares that were set. However often it is asked, a sound assignment is stopped in one case of 200 at the most.
// Source: Lindon and Malek, Sequential Testing of Multinomial Hypotheses, arXiv 2011.03567, as Optimizely's ssrm has it.
import gammaln from '@stdlib/math-base-special-gammaln';
import type { SampleRatio } from './sample-ratio.ts';

const BROKEN_BELOW = 0.005;
/** How near to the set shares those that might be are thought to lie: as if so many had been seen before. With their 10,000 a shop of 5,000 shoppers would see little. */
const CONCENTRATION = 1_000;

/**
 * @param observed subjects counted in each arm so far
 * @param expected in the same order: shares, or counts; only their proportion matters
 * @returns p valid at every look; that of today, not the least one ever seen
 */
export function watchedSampleRatio(observed: readonly number[], expected: readonly number[], concentration = CONCENTRATION): SampleRatio {
  if (observed.some((count, arm) => count > 0 && !(expected[arm]! > 0))) return { p: 0, broken: true };
  if (sum(observed) === 0) return { p: 1, broken: false };
  const whole = sum(expected);
  const shares = expected.map((share) => share / whole);
  const p = Math.min(1, Math.exp(-logOdds(observed, shares, shares.map((share) => share * concentration))));
  return { p, broken: p < BROKEN_BELOW };
}

/**
 * How much likelier the counts are under shares that might be any than under the set ones; natural logarithm.
 * @param prior of a Dirichlet: what had been seen before, as it were, in each arm
 */
export function logOdds(observed: readonly number[], shares: readonly number[], prior: readonly number[]): number {
  const seenBefore = sum(prior);
  const ofArms = observed.map((count, arm) => (count === 0 ? 0 : gammaln(prior[arm]! + count) - gammaln(prior[arm]!) - count * Math.log(shares[arm]!)));
  return sum(ofArms) + gammaln(seenBefore) - gammaln(seenBefore + sum(observed));
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
