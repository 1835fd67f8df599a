// What is known of one arm's subjects: how many, and of one value of theirs the mean and the variance. Everything that
// compares arms (effect.ts) works on this, whatever the value is: an amount, yes or no, a ratio, or one that was smoothed
// by what was known before.

export interface Sample {
  n: number;
  mean: number;
  /** Of one subject, not of the mean. */
  variance: number;
  /** Of one subject, third moment in standard deviations; absent: not known, and nothing is made of it. */
  skewness?: number;
  /** Only of a sample that was adjusted (adjusted.ts): what it was before. Shares are taken of that mean. */
  plain?: Plain;
}

export interface Plain {
  mean: number;
  variance: number;
  /** Of a subject's adjusted value with its plain one. */
  covariance: number;
}

/** What rounding leaves of sums that should cancel, as a part of them: no variance. */
const ROUNDING = 1e-12;

/** From sums, as a database adds them up. Variance of a sample (n − 1); 0 where there are fewer than two, below 0 where the sums contradict each other. */
export function sampleOfSums(n: number, sum: number, sumOfSquares: number): Sample {
  return { n, mean: n > 0 ? sum / n : 0, variance: varianceOfSums(n, sum, sumOfSquares) };
}

/** Of yes or no. */
export function sampleOfShare(n: number, yes: number): Sample {
  const mean = n > 0 ? yes / n : 0;
  return { n, mean, variance: mean * (1 - mean) };
}

export function varianceOfSums(n: number, sum: number, sumOfSquares: number): number {
  if (n < 2) return 0;
  const squares = sumOfSquares - (sum * sum) / n;
  return Math.abs(squares) > ROUNDING * sumOfSquares ? squares / (n - 1) : 0;
}

/** The third central moment of one subject's value, times n. */
export const thirdOfSums = (n: number, sum: number, sumOfSquares: number, sumOfCubes: number): number => (n > 0 ? sumOfCubes - (3 * sum * sumOfSquares) / n + (2 * sum ** 3) / n ** 2 : 0);

/** @param product sum over subjects of the one value times the other */
export const covarianceOfSums = (n: number, one: number, other: number, product: number): number => (n > 1 ? (product - (one * other) / n) / (n - 1) : 0);
