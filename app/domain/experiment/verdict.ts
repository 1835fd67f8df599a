// What may be said of exposed and holdout, in this order: nothing while the arms do not hold what they should; a date while
// there is too little; else the difference, with the interval that may be read every day, which may well hold zero. That one
// decides; the interval for one look, narrower, stands beside it for whom it was planned, made as wide as skewed amounts ask.
import { type ArmSums, NOBODY } from '../metric/arm-sums.ts';
import { type Adjusted, adjusted } from './adjusted.ts';
import { assignmentCheck } from './assignment-check.ts';
import { absoluteDifference, type Difference, relativeDifference } from './difference.ts';
import { type Knowable, knowable, type Situation, subjectsForOneLook, TUNED_FOR } from './knowable.ts';
import { watchedAbsolute, watchedRelative } from './watched.ts';

export interface Arms {
  /** Profit is their capped one: without a cap it is all of it. */
  holdout: ArmSums;
  exposed: ArmSums;
  /** Subjects that were given each arm; null: not known. */
  assigned: { holdout: number; exposed: number } | null;
  /** Share that should be in the holdout, basis points. */
  holdoutBp: number;
  since: Date | null;
  /** Subjects a day lately; absent: as many as since the first. */
  perDay?: number;
}

export interface Compared {
  /** Per eligible subject, minor units. */
  profit: Difference;
  revenue: Difference | null;
  /** Of the holdout's profit. */
  relativeProfit: Difference | null;
  relativeRevenue: Difference | null;
}

export type Broken = { kind: 'broken'; /** shares: sizes are not as set. lost: an arm loses subjects before they are counted. */ fault: 'shares' | 'lost'; p: number };

export type Known = Compared & {
  kind: 'known';
  /** The same for one look, on a day that was set beforehand; null also while a value is too skewed for so few subjects. */
  once: { [Value in keyof Compared]: Difference | null };
  /** From so many subjects on it is there. */
  onceFrom: { profit: number; revenue: number };
  /** Of all who were exposed: what would not be there without Setwise, minor units. */
  added: { value: number; low: number; high: number };
  /** none: the interval holds zero. */
  direction: 'more' | 'less' | 'none';
  /** By how much the interval is narrower for what subjects brought before, 0 … 1; 0: that says nothing. */
  smoothed: number;
};

export type Verdict = Broken | Extract<Knowable, { kind: 'not_yet' }> | Known;

export function verdict(arms: Arms, plausibleBp: number, now: Date): Verdict {
  const { holdout, exposed, assigned, holdoutBp } = arms;
  const check = assignmentCheck([
    { share: 10_000 - holdoutBp, counted: exposed.subjects, assigned: assigned?.exposed ?? null },
    { share: holdoutBp, counted: holdout.subjects, assigned: assigned?.holdout ?? null },
  ]);
  if (check.fault) return { kind: 'broken', fault: check.fault, p: check.p };
  const known = knowable(situationOf(arms, plausibleBp), now);
  return known.kind === 'not_yet' ? known : (compared(holdout, exposed) ?? { kind: 'not_yet', needed: null, have: holdout.subjects + exposed.subjects, knownOn: null });
}

/** What it takes to know is told of. */
export function situationOf(arms: Arms, plausibleBp: number): Situation {
  const { holdoutBp, since, perDay } = arms;
  return { ...profitSides(arms), holdoutBp, since, plausibleBp, ...(perDay === undefined ? {} : { perDay }) };
}

/** Both arms, with what subjects brought before taken out of their profit alike, and how many bought. */
export function profitSides({ holdout, exposed }: { holdout: ArmSums; exposed: ArmSums }) {
  const sides = smoothed(holdout, exposed, 'cappedProfit');
  return { holdout: sides.holdout, exposed: sides.exposed, buyers: holdout.buyers + exposed.buyers };
}

/** @returns null where no error can be told */
export function compared(holdout: ArmSums = NOBODY, exposed: ArmSums = NOBODY): Known | null {
  const profit = smoothed(holdout, exposed, 'cappedProfit');
  const revenue = smoothed(holdout, exposed, 'revenue');
  const watched = watchedAbsolute(profit.holdout, profit.exposed, TUNED_FOR);
  if (!watched) return null;
  const { value, low, high } = watched;
  const onceFrom = { profit: subjectsForOneLook(profit), revenue: subjectsForOneLook(revenue) };
  const have = holdout.subjects + exposed.subjects;
  const once = (of: 'profit' | 'revenue', difference: typeof absoluteDifference, { holdout: one, exposed: other }: Adjusted) => (have >= onceFrom[of] ? difference(one, other) : null);
  return {
    kind: 'known',
    profit: watched,
    revenue: watchedAbsolute(revenue.holdout, revenue.exposed, TUNED_FOR),
    relativeProfit: watchedRelative(profit.holdout, profit.exposed, TUNED_FOR),
    relativeRevenue: watchedRelative(revenue.holdout, revenue.exposed, TUNED_FOR),
    once: {
      profit: once('profit', absoluteDifference, profit),
      revenue: once('revenue', absoluteDifference, revenue),
      relativeProfit: once('profit', relativeDifference, profit),
      relativeRevenue: once('revenue', relativeDifference, revenue),
    },
    onceFrom,
    added: { value: value * exposed.subjects, low: low * exposed.subjects, high: high * exposed.subjects },
    direction: low > 0 ? 'more' : high < 0 ? 'less' : 'none',
    smoothed: 1 - Math.sqrt(profit.varianceLeft),
  };
}

function smoothed(holdout: ArmSums, exposed: ArmSums, value: 'cappedProfit' | 'revenue'): Adjusted {
  const paired = (sums: ArmSums) => ({
    n: sums.subjects, sum: sums[value], sumOfSquares: sums[`${value}Squared`], sumOfCubes: sums[`${value}Cubed`], before: sums.before, beforeSquared: sums.beforeSquared, product: value === 'revenue' ? sums.beforeRevenue : sums.beforeCappedProfit,
  });
  return adjusted(paired(holdout), paired(exposed));
}
