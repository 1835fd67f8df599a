// CUPED: what a subject spent before the first exposure explains a part of what they spend after it; that part is taken out
// of both arms alike, so the difference keeps its size and loses some of its chance. Only what was known before the first
// exposure may stand as "before": anything later could itself be an effect.
// Source: Deng et al. 2013, Improving the Sensitivity of Online Controlled Experiments; one slope for both arms together.
import { covarianceOfSums, type Sample, sampleOfShare, sampleOfSums, thirdOfSums } from './sample.ts';

/** Sums over the subjects of one arm. */
export interface PairedSums {
  n: number;
  sum: number;
  sumOfSquares: number;
  /** Absent: not known. */
  sumOfCubes?: number;
  before: number;
  beforeSquared: number;
  /** Of each subject's value times what was before. */
  product: number;
}

export interface Adjusted {
  holdout: Sample;
  exposed: Sample;
  /** By how much one unit more before goes with more after; 0: before says nothing, and the samples are the plain ones. */
  theta: number;
  /** Of the squared error of the difference, what is left, 0 … 1 (in theory 1 − ρ²). */
  varianceLeft: number;
}

/**
 * @param kind share: both values are yes or no (sumOfSquares equals sum), counted with n instead of n − 1
 * @returns means in the unit they had, each as if both arms had been alike before
 */
export function adjusted(holdout: PairedSums, exposed: PairedSums, kind: 'amount' | 'share' = 'amount'): Adjusted {
  const of = kind === 'share' ? MOMENTS_OF_SHARE : MOMENTS_OF_AMOUNT;
  const both = together(holdout, exposed);
  const varianceBefore = of.before(both).variance;
  const theta = varianceBefore > 0 && of.after(both).variance > 0 ? of.covariance(both) / varianceBefore : 0;
  const meanBefore = of.before(both).mean;
  const skewed = skewnessOf(holdout, exposed);
  const [plainHoldout, plainExposed] = [holdout, exposed].map((arm): Sample => ({ ...of.after(arm), ...skewed })) as [Sample, Sample];
  const smoothed = (arm: PairedSums, plain: Sample): Sample => {
    if (theta === 0) return plain;
    const [before, covariance] = [of.before(arm), of.covariance(arm)];
    return {
      n: arm.n,
      mean: plain.mean - theta * (before.mean - meanBefore),
      variance: Math.max(0, plain.variance - 2 * theta * covariance + theta ** 2 * before.variance),
      ...skewed,
      plain: { mean: plain.mean, variance: plain.variance, covariance: plain.variance - theta * covariance },
    };
  };
  const arms = { holdout: smoothed(holdout, plainHoldout), exposed: smoothed(exposed, plainExposed) };
  const left = squaredError(arms.holdout, arms.exposed) / squaredError(plainHoldout, plainExposed);
  return { ...arms, theta, varianceLeft: Number.isFinite(left) ? Math.min(1, left) : 1 };
}

interface Moments {
  after: (sums: PairedSums) => Sample;
  before: (sums: PairedSums) => Sample;
  covariance: (sums: PairedSums) => number;
}

const MOMENTS_OF_AMOUNT: Moments = {
  after: ({ n, sum, sumOfSquares }) => sampleOfSums(n, sum, sumOfSquares),
  before: ({ n, before, beforeSquared }) => sampleOfSums(n, before, beforeSquared),
  covariance: ({ n, sum, before, product }) => covarianceOfSums(n, sum, before, product),
};

const MOMENTS_OF_SHARE: Moments = {
  after: ({ n, sum }) => sampleOfShare(n, sum),
  before: ({ n, before }) => sampleOfShare(n, before),
  covariance: ({ n, sum, before, product }) => (n > 1 ? product / n - (sum * before) / n ** 2 : 0),
};

const together = (one: PairedSums, other: PairedSums): PairedSums => ({
  n: one.n + other.n,
  sum: one.sum + other.sum,
  sumOfSquares: one.sumOfSquares + other.sumOfSquares,
  before: one.before + other.before,
  beforeSquared: one.beforeSquared + other.beforeSquared,
  product: one.product + other.product,
});

/**
 * Of both arms together, each about its own mean: of the smaller one alone the rare large order is often missing. What is left
 * when before is taken out is taken to be as skewed as it was (test/bench/simulate-planted.ts).
 */
function skewnessOf(holdout: PairedSums, exposed: PairedSums): Pick<Sample, 'skewness'> {
  if (holdout.sumOfCubes === undefined || exposed.sumOfCubes === undefined) return {};
  const third = (arm: PairedSums) => thirdOfSums(arm.n, arm.sum, arm.sumOfSquares, arm.sumOfCubes ?? 0);
  const squares = (arm: PairedSums) => sampleOfSums(arm.n, arm.sum, arm.sumOfSquares).variance * (arm.n - 1);
  const n = holdout.n + exposed.n;
  const variance = (squares(holdout) + squares(exposed)) / n;
  return variance > 0 ? { skewness: (third(holdout) + third(exposed)) / n / variance ** 1.5 } : {};
}

const squaredError = (one: Sample, other: Sample): number => one.variance / one.n + other.variance / other.n;
