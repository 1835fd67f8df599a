// Exposed less holdout, with its interval: Welch's t for the absolute difference, the delta method for the relative one.
// A fixed-horizon interval: it holds for one look, at a sample that was set beforehand (see knowable.ts).
import tCdf from '@stdlib/stats-base-dists-t-cdf';
import tQuantile from '@stdlib/stats-base-dists-t-quantile';
import type { Sample } from './sample.ts';

export interface Difference {
  value: number;
  low: number;
  high: number;
  /** Two-sided. */
  p: number;
}

const LEVEL = 0.95;

/** @returns null where either side is too small to have a variance, or nothing varies at all */
export function absoluteDifference(holdout: Sample, exposed: Sample): Difference | null {
  const error = Math.sqrt(holdout.variance / holdout.n + exposed.variance / exposed.n);
  return withInterval(exposed.mean - holdout.mean, error, holdout, exposed);
}

/** As a share of the holdout's mean. @returns null where that mean is 0 as well */
export function relativeDifference(holdout: Sample, exposed: Sample): Difference | null {
  if (holdout.mean === 0) return null;
  const ofExposed = exposed.variance / (holdout.mean ** 2 * exposed.n);
  const ofHoldout = (holdout.variance * exposed.mean ** 2) / (holdout.mean ** 4 * holdout.n);
  return withInterval((exposed.mean - holdout.mean) / holdout.mean, Math.sqrt(ofExposed + ofHoldout), holdout, exposed);
}

function withInterval(value: number, error: number, one: Sample, other: Sample): Difference | null {
  if (one.n < 2 || other.n < 2 || !(error > 0)) return null;
  const freedom = degreesOfFreedom(one, other);
  const reach = tQuantile((1 + LEVEL) / 2, freedom) * error;
  return { value, low: value - reach, high: value + reach, p: 2 * tCdf(-Math.abs(value / error), freedom) };
}

/** Welch and Satterthwaite. */
function degreesOfFreedom(one: Sample, other: Sample): number {
  const a = one.variance / one.n;
  const b = other.variance / other.n;
  return (a + b) ** 2 / (a ** 2 / (one.n - 1) + b ** 2 / (other.n - 1));
}
