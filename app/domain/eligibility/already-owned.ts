// What the customer has bought and kept is not offered again, unless it is used up: then not before it usually is bought
// again, by this customer where they did so twice or more, else by the shop's customers. What a running subscription brings
// comes anyway. Numbers: [] for good, or [days since it was bought, days after which it usually is bought again].
import type { ProductFacts } from '../catalog/product.ts';
import { daysBetween, stillWithin } from './days.ts';
import type { Rule, RuleContext } from './rule.ts';

/** Two purchases are one interval, which may be chance. */
const LEAST_TIMES = 3;

export const alreadyOwned: Rule = {
  refuses(product, { customer, now }) {
    if (customer.subscribed.has(product.productId)) return [];
    const bought = customer.bought.get(product.productId);
    if (!bought) return null;
    const usualDays = usualInterval(bought, product);
    return usualDays === null ? [] : stillWithin(bought.lastAt, usualDays, now);
  },
};

type Bought = NonNullable<ReturnType<RuleContext['customer']['bought']['get']>>;

/** @returns days; null: nobody buys it again */
function usualInterval({ firstAt, lastAt, times }: Bought, { stats }: ProductFacts): number | null {
  const own = times >= LEAST_TIMES ? Math.round(daysBetween(firstAt, lastAt) / (times - 1)) : 0;
  return own > 0 ? own : stats.reorderDays;
}
