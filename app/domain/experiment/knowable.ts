// Whether there is enough to say anything. The rule: at least 100 subjects in each arm, so many buyers that chance has taken
// its known form, and so many subjects that an effect of the plausible size would be seen in four cases of five by the
// interval that may be read every day. Below that no number is called lift; a date is given instead. The interval for one
// look, which does not decide, may ask for more.
import { daysAfter, daysFrom } from '../days.ts';
import { subjectsToSee } from './power.ts';
import type { Sample } from './sample.ts';

export const LEAST_AN_ARM = 100;
/** Of both arms, on the smaller one's part: fewer, and one large order is much of its mean (test/bench/simulate-daily.ts). */
const LEAST_BUYERS = 50;
/** In each arm, times the squared skewness of a subject's value. Source: Cochran 1977, Sampling Techniques, 2.15. */
const LEAST_OF_SKEWNESS = 25;
/** Subjects of both arms at which the interval that may be read every day is narrowest. Fixed: chosen by what was seen, it would promise nothing. */
export const TUNED_FOR = 5_000;
export const SIGNIFICANCE = 0.05;
export const POWER = 0.8;

export type Knowable =
  | { kind: 'knowable' }
  | {
      kind: 'not_yet';
      /** Eligible subjects that are needed, both arms together; null: no telling, since nobody has brought anything. */
      needed: number | null;
      have: number;
      /** At today's traffic; null: at this rate, not within two years, or no telling. */
      knownOn: Date | null;
    };

export interface Sides {
  holdout: Sample;
  exposed: Sample;
  /** Of both arms; absent: not to be asked for. */
  buyers?: number;
}

export interface Situation extends Sides {
  holdoutBp: number;
  /** When the first subject was counted; null: none was. */
  since: Date | null;
  /** Subjects a day lately; absent: as many as since the first. */
  perDay?: number;
  /** The effect that is to be seen, basis points of the mean; stated beside every verdict. */
  plausibleBp: number;
}

export function knowable(situation: Situation, now: Date): Knowable {
  const { holdout, exposed, holdoutBp, plausibleBp } = situation;
  const have = holdout.n + exposed.n;
  const needed = subjectsNeeded(situation, holdoutBp, plausibleBp);
  if (needed !== null && have >= needed && Math.min(holdout.n, exposed.n) >= LEAST_AN_ARM) return { kind: 'knowable' };
  if (needed === null) return { kind: 'not_yet', needed, have, knownOn: null };
  return { kind: 'not_yet', needed: Math.max(needed, have + 1), have, knownOn: dateAfter(Math.max(needed - have, 1), perDay(situation, now), now) };
}

/**
 * By mean and variance of both arms together: by the holdout's own, enough would be reached sooner where the holdout happens
 * to do well, and the first number that is shown would be too low (test/bench/simulate-daily.ts).
 * @returns subjects, both arms together; null where their mean is not above 0, or an arm is to have nobody
 */
export function subjectsNeeded({ holdout, exposed, buyers }: Sides, holdoutBp: number, plausibleBp: number): number | null {
  const share = holdoutBp / 10_000;
  if (!(share > 0 && share < 1)) return null;
  const smaller = Math.min(share, 1 - share);
  const least = LEAST_AN_ARM / smaller;
  if (holdout.n < 2) return Math.ceil(least);
  const ofBoth = (value: (sample: Sample) => number) => (value(holdout) * holdout.n + value(exposed) * exposed.n) / (holdout.n + exposed.n);
  const mean = ofBoth((sample) => (sample.plain ?? sample).mean);
  if (exposed.n < 2 || !(mean > 0)) return null;
  const forBuyers = buyers ? (LEAST_BUYERS * (holdout.n + exposed.n)) / (smaller * buyers) : 0;
  const spread = ofBoth((sample) => sample.variance) / (share * (1 - share));
  const forEffect = subjectsToSee((mean * plausibleBp) / 10_000, spread, { power: POWER, alpha: SIGNIFICANCE, tunedFor: TUNED_FOR });
  return Math.ceil(Math.max(least, forBuyers, forEffect));
}

/**
 * From so many on the interval for one look holds what it says, however few shoppers make most of a value: skewness.ts makes
 * it wider, which is right to the first term only. The one that may be read every day is wide enough without.
 * @returns subjects, both arms together, as they are shared now
 */
export function subjectsForOneLook({ holdout, exposed }: Pick<Sides, 'holdout' | 'exposed'>): number {
  const [one, other] = [holdout, exposed].map(({ skewness = 0 }) => LEAST_OF_SKEWNESS * skewness ** 2) as [number, number];
  return Math.ceil(((holdout.n + exposed.n) * Math.max(one, other)) / Math.max(1, Math.min(holdout.n, exposed.n)));
}

const FAR_DAYS = 730;

/** @returns null: not within two years, or nobody comes */
export function dateAfter(missing: number, perDay: number, now: Date): Date | null {
  const wait = Math.ceil(missing / perDay);
  return perDay > 0 && wait <= FAR_DAYS ? daysAfter(now, Math.max(0, wait)) : null;
}

export function perDay({ holdout, exposed, since, perDay: lately }: Situation, now: Date): number {
  if (lately !== undefined) return lately;
  return since === null ? 0 : (holdout.n + exposed.n) / Math.max(1, daysFrom(since, now));
}
