// How many shoppers a test needs before it is judged: so many that an effect of the plausible size would be seen in four
// cases of five, by the interval that may be read every day, with as many arms as are compared with the control.
import normalQuantile from '@stdlib/stats-base-dists-normal-quantile';
import { LEAST_AN_ARM, POWER, SIGNIFICANCE } from '../experiment/knowable.ts';
import type { Sample } from '../experiment/sample.ts';
import { watchedReach } from '../experiment/watched.ts';

/** From fewer no spread can be told. */
const LEAST_KNOWN = 100;

/**
 * @param asItIs profit of each shopper at the place as it is now
 * @param plausibleBp effect, of the mean of that
 * @returns all arms together; null: too few have bought there to tell
 */
export function sampleNeeded({ n, mean, variance }: Sample, arms: number, plausibleBp: number): number | null {
  if (n < LEAST_KNOWN || mean <= 0 || variance <= 0) return null;
  // At the sample that the interval is tuned for, its reach hangs on nothing else.
  const reach = watchedReach(1, 1, SIGNIFICANCE / (arms - 1)) + normalQuantile(POWER, 0, 1);
  const effect = (mean * plausibleBp) / 10_000;
  return Math.ceil(Math.max(LEAST_AN_ARM, (2 * variance * reach ** 2) / effect ** 2)) * arms;
}
