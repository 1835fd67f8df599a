// What is known of one arm's subjects: how many, and of one value of theirs the mean and the variance.

export interface Sample {
  n: number;
  mean: number;
  variance: number;
}

/** From sums, as a database adds them up. Variance of a sample (n − 1); 0 where there are fewer than two. */
export function sampleOfSums(n: number, sum: number, sumOfSquares: number): Sample {
  const mean = n > 0 ? sum / n : 0;
  return { n, mean, variance: n > 1 ? Math.max(0, (sumOfSquares - (sum * sum) / n) / (n - 1)) : 0 };
}

/** Of yes or no. */
export function sampleOfShare(n: number, yes: number): Sample {
  const mean = n > 0 ? yes / n : 0;
  return { n, mean, variance: mean * (1 - mean) };
}
