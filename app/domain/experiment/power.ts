// How surely an effect of some size would be seen, and how many subjects that takes. Said before an experiment begins and
// while nothing can be known yet. Sizes of effects are in standard deviations of the value.
// Source: Cohen 1988, as statsmodels has it (stats/power.py: tt_ind_solve_power, zt_ind_solve_power).
import normalCdf from '@stdlib/stats-base-dists-normal-cdf';
import normalQuantile from '@stdlib/stats-base-dists-normal-quantile';
import tQuantile from '@stdlib/stats-base-dists-t-quantile';
import type { Side } from './difference.ts';
import type { Effect } from './effect.ts';
import { watchedReach } from './watched.ts';

/** Subjects of the one arm and of the other; one number where a mean is compared with a fixed value. */
export type Sizes = readonly [number, number] | readonly [number];

/** For the t-test of two means, variances alike. @returns 0 … 1; 0 where there are too few for a test */
export function powerOfT(effect: number, sizes: Sizes, alpha = 0.05, side: Side = 'both'): number {
  const freedom = subjects(sizes) - sizes.length;
  if (!(freedom > 0)) return 0;
  return power(expectedT(effect, sizes), tQuantile(1 - (side === 'both' ? alpha / 2 : alpha), freedom), side, (t, shift) => noncentralTCdf(t, freedom, shift));
}

/** For the test by the normal distribution, as of shares. @returns 0 … 1 */
export function powerOfZ(effect: number, sizes: Sizes, alpha = 0.05, side: Side = 'both'): number {
  return power(expectedT(effect, sizes), normalQuantile(1 - (side === 'both' ? alpha / 2 : alpha), 0, 1), side, (z, shift) => normalCdf(z, shift, 1));
}

/**
 * Of two samples as they are expected to be (effect.ts), absolute or as a share.
 * @param tunedFor as of the interval that may be read every day (watched.ts): its power on this day alone, so it may well
 *   have been seen before; null: for one look
 */
export function powerOfEffect({ value, error, n }: Pick<Effect, 'value' | 'error' | 'n'>, tunedFor: number | null = null, alpha = 0.05): number {
  const reach = tunedFor === null ? normalQuantile(1 - alpha / 2, 0, 1) : watchedReach(n, tunedFor, alpha);
  return power(value / error, reach, 'both', (z, shift) => normalCdf(z, shift, 1));
}

/**
 * @param share of all subjects, what the smaller arm gets: 0 … 1
 * @param powerOf one of the above, for an effect and sizes
 * @returns subjects of both arms together, not rounded; null where 10 billion would not do
 */
export function subjectsFor(effect: number, share: number, power: number, powerOf: (effect: number, sizes: Sizes) => number = powerOfT): number | null {
  return leastFor(power, 3, 1e10, (all) => powerOf(effect, [all * share, all * (1 - share)]));
}

/**
 * The same for an effect of two means, in their unit, by the interval that may be read every day.
 * @param spread what the squared error of their difference is, times all subjects: of arms alike in variance, that by the product of the shares
 * @param tunedFor subjects of both arms; null: as many as come out
 * @returns subjects of both arms together, not rounded, 1 at the least; an effect on the other side is not counted as seen
 */
export function subjectsToSee(effect: number, spread: number, { power, alpha, tunedFor }: { power: number; alpha: number; tunedFor: number | null }): number {
  const shift = normalQuantile(power, 0, 1);
  const enough = (reach: number) => Math.max(1, ((reach + shift) ** 2 * spread) / effect ** 2);
  if (tunedFor === null) return enough(watchedReach(1, 1, alpha));
  // The reach hangs a little on the number that is looked for: found step by step, each a tenth of the last at most.
  let subjects = tunedFor;
  for (let step = 0; step < 20; step++) subjects = enough(watchedReach(subjects, tunedFor, alpha));
  return subjects;
}

/** The smallest effect that is seen with this power: what has to be plausible for an experiment of this size to make sense. */
export const leastEffect = (power: number, powerOf: (effect: number) => number): number | null => leastFor(power, 1e-6, 1e6, powerOf);

/** The least value from `low` on that has the power; it grows with the value. */
function leastFor(power: number, least: number, most: number, powerOf: (value: number) => number): number | null {
  let [low, high] = [least, least * 2];
  while (powerOf(high) < power) {
    if (high > most) return null;
    [low, high] = [high, high * 2];
  }
  while (high - low > 1e-12 * high) {
    const middle = (low + high) / 2;
    if (powerOf(middle) < power) low = middle;
    else high = middle;
  }
  return high;
}

const subjects = (sizes: Sizes): number => sizes.reduce((sum, size) => sum + size, 0);

const expectedT = (effect: number, sizes: Sizes): number => effect / Math.sqrt(sizes.reduce((sum, size) => sum + 1 / size, 0));

function power(shift: number, critical: number, side: Side, cdf: (value: number, shift: number) => number): number {
  const more = 1 - cdf(critical, shift);
  const less = cdf(-critical, shift);
  return side === 'both' ? more + less : side === 'more' ? more : less;
}

/**
 * A t whose numerator is shifted: Φ(t·s − shift), averaged over the standard deviation s that is estimated with these degrees
 * of freedom. By the trapezoid rule over ln s, where the density falls off fast enough for it to be exact to 10 digits and more;
 * jstat, the one kept library with this distribution, has 8.
 */
export function noncentralTCdf(t: number, freedom: number, shift: number): number {
  const spread = 1 / Math.sqrt(2 * freedom);
  const step = spread / 8;
  let [sum, whole] = [0, 0];
  for (let at = -8 * spread - 40 / freedom; at <= 8 * spread; at += step) {
    const scale = Math.exp(at);
    const density = Math.exp(freedom * (at - (scale * scale - 1) / 2));
    sum += density * normalCdf(t * scale, shift, 1);
    whole += density;
  }
  return sum / whole;
}
