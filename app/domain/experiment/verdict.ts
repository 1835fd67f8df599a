// What may be said of exposed and holdout, in this order: nothing while the arms do not hold what they should; a date while
// there is too little; else the difference with its interval, which may well hold zero.
import { absoluteDifference, type Difference, relativeDifference } from './difference.ts';
import { type Knowable, knowable } from './knowable.ts';
import type { Sample } from './sample.ts';
import { sampleRatio } from './sample-ratio.ts';

export interface Arms {
  /** Profit of each subject. */
  profit: { holdout: Sample; exposed: Sample };
  revenue: { holdout: Sample; exposed: Sample };
  /** Share that should be in the holdout, basis points. */
  holdoutBp: number;
  since: Date | null;
}

export type Verdict =
  | { kind: 'broken'; p: number }
  | Extract<Knowable, { kind: 'not_yet' }>
  | {
      kind: 'known';
      /** Per eligible subject, minor units. */
      profit: Difference;
      revenue: Difference | null;
      /** Of the holdout's profit. */
      relativeProfit: Difference | null;
      /** Of all who were exposed: what would not be there without Setwise, minor units. */
      added: { value: number; low: number; high: number };
      /** none: the interval holds zero. */
      direction: 'more' | 'less' | 'none';
    };

export function verdict({ profit, revenue, holdoutBp, since }: Arms, plausibleBp: number, now: Date): Verdict {
  const { holdout, exposed } = profit;
  const ratio = sampleRatio([exposed.n, holdout.n], [10_000 - holdoutBp, holdoutBp]);
  if (ratio.broken) return { kind: 'broken', p: ratio.p };
  const known = knowable({ holdout, exposed, holdoutBp, since, plausibleBp }, now);
  if (known.kind === 'not_yet') return known;
  const difference = absoluteDifference(holdout, exposed);
  if (!difference) return { kind: 'not_yet', needed: null, have: holdout.n + exposed.n, knownOn: null };
  const { value, low, high } = difference;
  return {
    kind: 'known',
    profit: difference,
    revenue: absoluteDifference(revenue.holdout, revenue.exposed),
    relativeProfit: relativeDifference(holdout, exposed),
    added: { value: value * exposed.n, low: low * exposed.n, high: high * exposed.n },
    direction: low > 0 ? 'more' : high < 0 ? 'less' : 'none',
  };
}
