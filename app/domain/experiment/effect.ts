// Exposed less holdout, in itself or as a share of the holdout's mean, with its standard error: what every way of judging a
// difference starts from (difference.ts for one look, watched.ts for daily ones, chance-to-win.ts for odds).
import type { Sample } from './sample.ts';
import { type Departure, departureOfDifference, departureOfShare } from './skewness.ts';

export interface Effect {
  value: number;
  /** Standard error of the value. */
  error: number;
  /** Subjects of both arms. */
  n: number;
  /** Degrees of freedom, Welch and Satterthwaite. */
  freedom: number;
  /** From Student's distribution, where the samples say how skewed their values are; else null. */
  departure: Departure | null;
}

/** In the unit of the value. @returns null where an arm has fewer than two subjects, nothing varies at all or sums contradict each other: no error can be told */
export function absoluteEffect(holdout: Sample, exposed: Sample): Effect | null {
  const [one, other] = varying(holdout, exposed);
  const errors = [one.variance / one.n, other.variance / other.n] as const;
  return effect(other.mean - one.mean, errors[0] + errors[1], one, other, departureOfDifference({ holdout: one, exposed: other, errors }));
}

/**
 * As a share of the size of the holdout's mean: where both arms lose money, the one that loses less is still the better one.
 * Its variance is the delta method's; the means of an adjusted sample are as they were before adjusting (GrowthBook, gbstats/models/tests.py).
 * @returns null as above, and where the holdout's mean is 0
 */
export function relativeEffect(holdout: Sample, exposed: Sample): Effect | null {
  const [one, other] = varying(holdout, exposed);
  const base = plain(one);
  if (base.mean === 0) return null;
  // The more the exposed have, the more a change of the holdout's mean, which everything is divided by, moves the share.
  const more = plain(other).mean / base.mean - 1;
  const ofHoldout = one.variance + 2 * more * base.covariance + more ** 2 * base.variance;
  const errors = [ofHoldout / one.n, other.variance / other.n] as const;
  const error = Math.sqrt(errors[0] + errors[1]);
  const pull = (2 * (base.covariance + more * base.variance)) / one.n / (error * base.mean);
  const departure = departureOfShare({ holdout: one, exposed: other, errors }, pull, base.variance / one.n / base.mean ** 2);
  return effect((other.mean - one.mean) / Math.abs(base.mean), error ** 2 / base.mean ** 2, one, other, departure);
}

/**
 * An arm in which nothing varied, such as one that nobody sent anything back from, is taken to vary as the other does: were
 * both alike it would. To take it for certain would claim too much; to claim nothing would hide what the other arm did.
 */
function varying(holdout: Sample, exposed: Sample): [Sample, Sample] {
  const like = ({ n, mean }: Sample, { variance, skewness }: Sample): Sample => ({ n, mean, variance, ...(skewness === undefined ? {} : { skewness }) });
  return [holdout.variance === 0 ? like(holdout, exposed) : holdout, exposed.variance === 0 ? like(exposed, holdout) : exposed];
}

const plain = ({ mean, variance, plain: before }: Sample) => before ?? { mean, variance, covariance: variance };

function effect(value: number, squaredError: number, one: Sample, other: Sample, departure: Departure | null): Effect | null {
  if (one.n < 2 || other.n < 2 || !(one.variance > 0) || !(other.variance > 0) || !(squaredError > 0) || !Number.isFinite(value)) return null;
  return { value, error: Math.sqrt(squaredError), n: one.n + other.n, freedom: degreesOfFreedom(one, other), departure };
}

function degreesOfFreedom(one: Sample, other: Sample): number {
  const a = one.variance / one.n;
  const b = other.variance / other.n;
  return (a + b) ** 2 / (a ** 2 / (one.n - 1) + b ** 2 / (other.n - 1));
}
