// Which strategy fits where the customer stands: who is new completes what they begin with, who has part of a family is shown
// what it lacks, who has outgrown a rung the next one, and who is about to buy what has a better version that one. Those that
// fit are offered before those that do not; among equals the expected profit decides.
import type { Strategy } from '../set/set-definition.ts';

/** Where a customer stands to a set that has begun. */
export interface Stands {
  strategy: Strategy;
  /** What started it is theirs already. */
  isOwned: boolean;
}

export type FitCode = 'outgrown' | 'owns_part' | 'has_better' | 'completes' | 'newcomer' | 'begins_family';

/** @param orders that the customer has; 0: new, or not known. @param begun of all sets that have begun here */
export function fitOf({ strategy, isOwned }: Stands, orders: number, begun: readonly Stands[]): { fits: boolean; code: FitCode } {
  switch (strategy) {
    case 'evolution':
      return { fits: true, code: 'outgrown' };
    case 'upsell':
      return { fits: true, code: 'has_better' };
    case 'ecosystem':
      return isOwned ? { fits: true, code: 'owns_part' } : { fits: false, code: 'begins_family' };
    case 'completion':
      // Who has grown with the shop completes where there is nothing to grow into.
      return orders === 0 ? { fits: true, code: 'newcomer' } : { fits: !begun.some((other) => other.strategy === 'evolution' || (other.strategy === 'ecosystem' && other.isOwned)), code: 'completes' };
  }
}
