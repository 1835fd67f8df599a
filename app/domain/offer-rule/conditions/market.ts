// Where it goes.
import type { ConditionRule } from './condition.ts';

export const market: ConditionRule<'market'> = {
  holds: ({ marketIds }, facts) => marketIds.some((marketId) => facts.marketIds.has(marketId)),
  implies: (one, other) => one.marketIds.every((marketId) => other.marketIds.includes(marketId)),
  // A country may be in two markets: which is why none excludes another, unless it names none at all.
  excludes: (one, other) => one.marketIds.length === 0 || other.marketIds.length === 0,
};
