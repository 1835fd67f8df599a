// One sum divided by another, such as revenue an order, where it is subjects that were assigned: the orders of one subject
// belong together, so the variance is the delta method's over subjects. Adjusted by the same ratio before the first
// exposure where that is known. Source: Deng et al. 2018, Applying the Delta Method in Metric Analytics; one slope for both
// arms, as GrowthBook has it (gbstats/models/statistics.py, compute_theta_regression_adjusted_ratio).
import { covarianceOfSums, type Sample, varianceOfSums } from './sample.ts';

/** Sums over the subjects of one arm. */
export interface RatioSums {
  n: number;
  /** What is divided, such as revenue. */
  above: number;
  aboveSquared: number;
  /** What it is divided by, such as orders. */
  below: number;
  belowSquared: number;
  /** Of each subject's one times the other. */
  product: number;
}

export interface PairedRatioSums extends RatioSums {
  before: Omit<RatioSums, 'n'>;
  /** Of each subject's value times what was before: above or below of then with above or below of before. */
  products: { aboveAbove: number; aboveBelow: number; belowAbove: number; belowBelow: number };
}

/** @returns n: subjects, not what was divided by; 0 where there is nothing to divide by, so that nothing is compared */
export function sampleOfRatio(sums: RatioSums): Sample {
  const { n, above, below } = sums;
  if (below === 0) return { n: 0, mean: 0, variance: 0 };
  return { n, mean: above / below, variance: spread(n, sums) };
}

/** @returns samples as of `adjusted` (adjusted.ts): the plain ones where before says nothing */
export function adjustedRatio(holdout: PairedRatioSums, exposed: PairedRatioSums): { holdout: Sample; exposed: Sample; theta: number } {
  const [one, other] = [moments(holdout), moments(exposed)];
  const varianceBefore = one.varianceBefore + other.varianceBefore;
  const theta = varianceBefore > 0 ? (one.covariance + other.covariance) / varianceBefore : 0;
  const sides = { holdout: smoothed(one, theta), exposed: smoothed(other, theta) };
  // For the error of a share the published method reads the exposed's ratio off the adjusted difference; of means, as it was.
  if (sides.holdout.plain && sides.exposed.plain) sides.exposed.plain.mean = sides.holdout.plain.mean + sides.exposed.mean - sides.holdout.mean;
  return { ...sides, theta };
}

interface Moments {
  plain: Sample;
  meanBefore: number;
  varianceBefore: number;
  covariance: number;
}

function moments(sums: PairedRatioSums): Moments {
  const plain = sampleOfRatio(sums);
  const { n, before, products } = sums;
  if (sums.below === 0 || before.below === 0) return { plain, meanBefore: 0, varianceBefore: 0, covariance: 0 };
  const meanBefore = before.above / before.below;
  const covariance = (one: number, other: number, product: number) => covarianceOfSums(n, one, other, product);
  // Of what each ratio moves by when a subject's sums do: (above − mean · below) / the mean of below.
  const together =
    covariance(sums.above, before.above, products.aboveAbove) -
    meanBefore * covariance(sums.above, before.below, products.aboveBelow) -
    plain.mean * covariance(sums.below, before.above, products.belowAbove) +
    plain.mean * meanBefore * covariance(sums.below, before.below, products.belowBelow);
  return { plain, meanBefore, varianceBefore: spread(n, before), covariance: together / ((sums.below / n) * (before.below / n)) };
}

function smoothed({ plain, meanBefore, varianceBefore, covariance }: Moments, theta: number): Sample {
  if (theta === 0) return plain;
  const { n, mean, variance } = plain;
  return {
    n,
    mean: mean - theta * meanBefore,
    variance: Math.max(0, variance - 2 * theta * covariance + theta ** 2 * varianceBefore),
    plain: { mean, variance, covariance: variance - theta * covariance },
  };
}

function spread(n: number, { above, aboveSquared, below, belowSquared, product }: Omit<RatioSums, 'n'>): number {
  const mean = above / below;
  const squares = varianceOfSums(n, above, aboveSquared) - 2 * mean * covarianceOfSums(n, above, below, product) + mean ** 2 * varianceOfSums(n, below, belowSquared);
  return Math.max(0, squares) / (below / n) ** 2;
}
