// What is nearly gone.
import type { ConditionRule } from './condition.ts';

export const lowStock: ConditionRule<'low_stock'> = {
  holds: ({ below }, { leastLeft }) => leastLeft !== null && leastLeft < below,
  implies: (one, other) => one.below <= other.below,
  // Stock below nothing is no stock.
  excludes: (one, other) => Math.min(one.below, other.below) <= 0,
};
