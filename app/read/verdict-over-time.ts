// How a difference and its interval came to be what they are: as they are found today, by all who were first counted until each
// day. What those brought later, such as a late refund, is in it.
import { outcomeTermsOf } from '#app/db/outcome-terms.ts';
import { armSumsByPeriod } from '#app/db/results.ts';
import { daysBefore, daysFrom } from '#app/domain/days.ts';
import { LEAST_AN_ARM } from '#app/domain/experiment/knowable.ts';
import { compared } from '#app/domain/experiment/verdict.ts';
import { type ArmSums, NOBODY } from '#app/domain/metric/arm-sums.ts';

export interface VerdictPoint {
  /** ISO: until when subjects were counted. */
  until: string;
  subjects: number;
  /** Profit of a subject, minor units, by the interval that may be read every day. */
  value: number;
  low: number;
  high: number;
}

const MOST_POINTS = 30;

/** @param since the first was counted @returns from the first day on which both arms have enough to be compared; empty where there is no such day */
export async function verdictOverTime(shopId: bigint, scope: string, since: Date, now: Date): Promise<VerdictPoint[]> {
  const days = Math.max(1, Math.ceil(daysFrom(since, now)));
  const step = Math.ceil(days / MOST_POINTS);
  // Backwards from now, so that no day is there twice.
  const untils = Array.from({ length: Math.ceil(days / step) }, (_, at) => daysBefore(now, at * step)).reverse();
  const periods = await armSumsByPeriod(shopId, await outcomeTermsOf(shopId), scope, untils);
  let [holdout, exposed] = [NOBODY, NOBODY];
  return untils.flatMap((until, at) => {
    const found = (arm: string) => periods.find((row) => row.period === at && row.arm === arm) ?? NOBODY;
    [holdout, exposed] = [added(holdout, found('holdout')), added(exposed, found('exposed'))];
    const known = Math.min(holdout.subjects, exposed.subjects) >= LEAST_AN_ARM ? compared(holdout, exposed) : null;
    return known ? [{ until: until.toISOString(), subjects: holdout.subjects + exposed.subjects, value: known.profit.value, low: known.profit.low, high: known.profit.high }] : [];
  });
}

const added = (one: ArmSums, other: ArmSums): ArmSums => Object.fromEntries((Object.keys(NOBODY) as (keyof ArmSums)[]).map((name) => [name, one[name] + other[name]])) as unknown as ArmSums;
