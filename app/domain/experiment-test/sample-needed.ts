// How many shoppers a test needs before it is judged: so many that an effect of the plausible size would be seen in four
// cases of five, by the interval that may be read every day, with as many arms as are compared with the control.
import { LEAST_AN_ARM, POWER, SIGNIFICANCE } from '../experiment/knowable.ts';
import { subjectsToSee } from '../experiment/power.ts';
import type { Sample } from '../experiment/sample.ts';

/** From fewer no spread can be told. */
const LEAST_KNOWN = 100;
/** Of two arms of a half each: one by the product of their shares. */
const EVEN = 4;

/**
 * @param asItIs profit of each shopper at the place as it is now
 * @param plausibleBp effect, of the mean of that
 * @returns all arms together; null: too few have bought there to tell
 */
export function sampleNeeded({ n, mean, variance }: Sample, arms: number, plausibleBp: number): number | null {
  if (n < LEAST_KNOWN || mean <= 0 || variance <= 0) return null;
  const perPair = subjectsToSee((mean * plausibleBp) / 10_000, EVEN * variance, { power: POWER, alpha: SIGNIFICANCE / (arms - 1), tunedFor: null });
  return Math.ceil(Math.max(LEAST_AN_ARM, perPair / 2)) * arms;
}
