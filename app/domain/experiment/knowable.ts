// Whether there is enough to say anything. The rule: at least 100 subjects in each arm, and so many that an effect of the
// plausible size would be seen in four cases of five. Below that no number is called lift; a date is given instead.
import normalQuantile from '@stdlib/stats-base-dists-normal-quantile';
import type { Sample } from './sample.ts';

export const LEAST_AN_ARM = 100;
/** Of the holdout's mean, basis points; stated beside every verdict. */
export const PLAUSIBLE_EFFECT_BP = 2_000;
const SIGNIFICANCE = 0.05;
const POWER = 0.8;
const DAY_MS = 24 * 3_600_000;

export type Knowable =
  | { kind: 'knowable' }
  | {
      kind: 'not_yet';
      /** Eligible subjects that are needed, both arms together; null: no telling, since nobody in the holdout has bought. */
      needed: number | null;
      have: number;
      /** At today's traffic; null: at this rate, not within two years, or no telling. */
      knownOn: Date | null;
    };

export interface Situation {
  holdout: Sample;
  exposed: Sample;
  holdoutBp: number;
  /** When the first subject was counted; null: none was. */
  since: Date | null;
  plausibleBp: number;
}

export function knowable({ holdout, exposed, holdoutBp, since, plausibleBp }: Situation, now: Date): Knowable {
  const have = holdout.n + exposed.n;
  const needed = subjectsNeeded(holdout, exposed, holdoutBp, plausibleBp);
  if (needed !== null && have >= needed && Math.min(holdout.n, exposed.n) >= LEAST_AN_ARM) return { kind: 'knowable' };
  return { kind: 'not_yet', needed: needed === null ? null : Math.max(needed, have + 1), have, knownOn: needed === null ? null : dateOf(Math.max(needed - have, 1), have, since, now) };
}

/** @returns subjects, both arms together; null where the holdout's mean is not above 0 */
export function subjectsNeeded(holdout: Sample, exposed: Sample, holdoutBp: number, plausibleBp: number): number | null {
  const share = holdoutBp / 10_000;
  if (share <= 0 || share >= 1) return null;
  const least = LEAST_AN_ARM / Math.min(share, 1 - share);
  if (holdout.n < 2 || exposed.n < 2 || holdout.mean <= 0) return holdout.n < 2 ? Math.ceil(least) : null;
  const effect = (holdout.mean * plausibleBp) / 10_000;
  const reach = normalQuantile(1 - SIGNIFICANCE / 2, 0, 1) + normalQuantile(POWER, 0, 1);
  const spread = exposed.variance / (1 - share) + holdout.variance / share;
  return Math.ceil(Math.max(least, (reach ** 2 * spread) / effect ** 2));
}

const FAR_DAYS = 730;

function dateOf(missing: number, have: number, since: Date | null, now: Date): Date | null {
  if (since === null || have === 0) return null;
  const days = Math.max(1, (now.getTime() - since.getTime()) / DAY_MS);
  const wait = Math.ceil(missing / (have / days));
  return wait > FAR_DAYS ? null : new Date(now.getTime() + wait * DAY_MS);
}
