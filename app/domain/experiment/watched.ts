// The interval that may be read every day: an asymptotic confidence sequence. All its intervals together hold the truth in
// 95 of 100 experiments, however often somebody looks and whenever they stop. It is wider than one for a single look.
// Source: Waudby-Smith et al., Time-uniform central limit theory, arXiv 2103.06476 (v7), equations 9, 134, 155 and 161.
import { around, type Difference, type Side } from './difference.ts';
import { absoluteEffect, type Effect, relativeEffect } from './effect.ts';
import type { Sample } from './sample.ts';

/** Towards one side the method knows no larger level, so no larger p. */
const LARGEST_OF_ONE_SIDE = 0.4999;

/**
 * @param tunedFor subjects of both arms at which it is to be narrowest; fixed before the first look, since choosing it by
 *   what was seen is the peeking it protects from
 * @returns p valid at every look; null where no error can be told (see effect.ts)
 */
export function watchedAbsolute(holdout: Sample, exposed: Sample, tunedFor: number, level = 0.95, side: Side = 'both'): Difference | null {
  const effect = absoluteEffect(holdout, exposed);
  return effect && watched(effect, tunedFor, 1 - level, side);
}

/** As a share of the holdout's mean. @returns null as above, and where that mean is 0 */
export function watchedRelative(holdout: Sample, exposed: Sample, tunedFor: number, level = 0.95, side: Side = 'both'): Difference | null {
  const effect = relativeEffect(holdout, exposed);
  return effect && watched(effect, tunedFor, 1 - level, side);
}

/**
 * The same for a statistic that is chi-square where nothing differs, such as one of counts over several arms.
 * @param n what the statistic was counted from, at this look
 * @returns p valid at every look
 */
export function watchedChiSquare(statistic: number, freedom: number, n: number, tunedFor: number, alpha: number): number {
  const spread = 1 + n * mixing(alpha, tunedFor);
  return Math.min(1, Math.exp((freedom / 2) * Math.log(spread) - (statistic / 2) * (1 - 1 / spread)));
}

/** How many standard errors from 0 a value must be at this look for its interval not to hold 0. */
export function watchedReach(n: number, tunedFor: number, alpha: number): number {
  const spread = 1 + n * mixing(alpha, tunedFor);
  return Math.sqrt((Math.log(spread) - 2 * Math.log(alpha)) / (1 - 1 / spread));
}

function watched({ value, error, n }: Effect, tunedFor: number, alpha: number, side: Side): Difference {
  if (side === 'both') return { ...around(value, error * watchedReach(n, tunedFor, alpha), side), p: watchedChiSquare((value / error) ** 2, 1, n, tunedFor, alpha) };
  const spread = 1 + n * mixing(2 * alpha, tunedFor);
  const kept = 1 - 1 / spread;
  const root = Math.sqrt(spread) / 2;
  const towards = side === 'more' ? value : -value;
  const p = towards > 0 ? root / Math.expm1(((towards / error) ** 2 * kept) / 2) : 1;
  return { ...around(value, error * Math.sqrt((2 * Math.log1p(root / alpha)) / kept), side), p: Math.min(p, LARGEST_OF_ONE_SIDE) };
}

/** rho² of the paper: how wide the mixture is over effects that might be. */
function mixing(alpha: number, tunedFor: number): number {
  const log = -2 * Math.log(alpha);
  return (log + Math.log(log + 1)) / tunedFor;
}
