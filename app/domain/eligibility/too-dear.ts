// What completes a purchase seldom costs more than it: refused where even the cheapest variant that could be added costs more
// than the merchant allows of the anchor's price. Numbers: [share of the anchor's price, most allowed], basis points.
import { mayBeAdded } from './may-be-added.ts';
import type { Rule } from './rule.ts';

export const tooDear: Rule = {
  refuses(product, context) {
    const { anchor, guardrails } = context;
    if (anchor === null || anchor.priceMinor <= 0) return null;
    const prices = product.variants.filter((variant) => mayBeAdded(variant, context)).map(({ priceMinor }) => priceMinor);
    const shareBp = Math.round((Math.min(...prices) * 10_000) / anchor.priceMinor);
    return prices.length > 0 && shareBp > guardrails.dearestBp ? [shareBp, guardrails.dearestBp] : null;
  },
};
