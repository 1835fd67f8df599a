// How likely it is that the exposed have more, and what either choice would lose on the average if it is the wrong one: what
// a person who has to choose today wants to know. Odds, not proof: they may be read any day, and promise no rate of errors.
// Source: a normal posterior of a normal effect with a normal or a flat prior, as GrowthBook has it (gbstats/bayesian/tests.py).
import normalCdf from '@stdlib/stats-base-dists-normal-cdf';
import normalQuantile from '@stdlib/stats-base-dists-normal-quantile';
import type { Effect } from './effect.ts';

/** What is thought of the effect before anything is seen, in its unit. */
export interface Prior {
  mean: number;
  variance: number;
}

export interface ChanceToWin {
  /** That the exposed have more: 0 … 1. */
  chance: number;
  /** What is thought of the effect now, and where it lies at the level. */
  value: number;
  error: number;
  low: number;
  high: number;
  /** Lost on the average, in the unit of the effect: by staying as it is, were the exposed better; by changing, were they worse. */
  risk: { ofStaying: number; ofChanging: number };
}

/**
 * @param prior null: none, so that only what was seen counts
 * @returns of an error of 0, as of one that nobody doubts: a chance of 0 or 1, or a half where the value is 0
 */
export function chanceToWin({ value, error }: Pick<Effect, 'value' | 'error'>, prior: Prior | null = null, level = 0.95): ChanceToWin {
  const seen = error ** 2;
  const whole = prior ? seen + prior.variance : 0;
  const mean = prior && whole > 0 ? (value * prior.variance + prior.mean * seen) / whole : value;
  const spread = Math.sqrt(prior && whole > 0 ? (seen * prior.variance) / whole : seen);
  const reach = normalQuantile((1 + level) / 2, 0, 1) * spread;
  return {
    chance: mean === 0 ? 0.5 : normalCdf(mean / spread, 0, 1),
    value: mean,
    error: spread,
    low: mean - reach,
    high: mean + reach,
    risk: { ofStaying: gain(mean, spread), ofChanging: gain(-mean, spread) },
  };
}

/** The mean of what is above 0 of a normal value, everything below counted as 0. */
function gain(mean: number, spread: number): number {
  if (spread === 0) return Math.max(0, mean);
  const z = mean / spread;
  return Math.max(0, spread * (Math.exp(-(z * z) / 2) / Math.sqrt(2 * Math.PI) + z * normalCdf(z, 0, 1)));
}
