// Exposed less holdout, with its interval by Welch's t. A fixed-horizon interval: it holds for one look, at a sample that
// was set beforehand (see knowable.ts). What is looked at every day is judged by watched.ts.
import tCdf from '@stdlib/stats-base-dists-t-cdf';
import tQuantile from '@stdlib/stats-base-dists-t-quantile';
import { absoluteEffect, type Effect, relativeEffect } from './effect.ts';
import type { Sample } from './sample.ts';
import { wider } from './skewness.ts';

export interface Difference {
  value: number;
  low: number;
  high: number;
  /** That a difference at least so far from 0 is seen where there is none; towards one side where only that was asked. */
  p: number;
}

/** more: only whether the exposed have more, so there is no upper end; less: the other way round. */
export type Side = 'both' | 'more' | 'less';

/** In the unit of the value. @returns null where no error can be told (see effect.ts) */
export function absoluteDifference(holdout: Sample, exposed: Sample, level = 0.95, side: Side = 'both'): Difference | null {
  const effect = absoluteEffect(holdout, exposed);
  return effect && byT(effect, level, side);
}

/** As a share of the holdout's mean. @returns null as above, and where that mean is 0 */
export function relativeDifference(holdout: Sample, exposed: Sample, level = 0.95, side: Side = 'both'): Difference | null {
  const effect = relativeEffect(holdout, exposed);
  return effect && byT(effect, level, side);
}

function byT({ value, error, freedom, departure }: Effect, level: number, side: Side): Difference {
  const t = value / error;
  if (side === 'both') {
    const reach = tQuantile((1 + level) / 2, freedom);
    const times = wider(departure, reach);
    return { ...around(value, reach * times * error, side), p: 2 * tCdf(-Math.abs(t) / times, freedom) };
  }
  return { ...around(value, tQuantile(level, freedom) * error, side), p: tCdf(side === 'more' ? -t : t, freedom) };
}

/** @param reach how far the interval goes from the value */
export function around(value: number, reach: number, side: Side): Omit<Difference, 'p'> {
  return { value, low: side === 'less' ? -Infinity : value - reach, high: side === 'more' ? Infinity : value + reach };
}
