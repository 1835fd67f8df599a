// What completes a purchase seldom costs more than it: refused where even the cheapest variant that could be added costs more
// than the merchant allows of the anchor's price. A better version and the next rung may. Numbers: [share of the anchor's price, most allowed], basis points.
import type { AnchorFacts } from './anchor.ts';
import { mayBeAdded } from './may-be-added.ts';
import type { Rule } from './rule.ts';

export const tooDear: Rule = {
  refuses(product, context) {
    if (context.beside !== 'completes') return null;
    const { dearestBp } = context.guardrails;
    const shareBp = shareOfAnchorBp(product.variants.filter((variant) => mayBeAdded(variant, context)), context.anchor);
    return shareBp > dearestBp ? [shareBp, dearestBp] : null;
  },
};

/** @returns what the cheapest costs, basis points of the anchor's price; 0 where either is not known */
export function shareOfAnchorBp(variants: readonly { priceMinor: number }[], anchor: AnchorFacts | null): number {
  if (anchor === null || anchor.priceMinor <= 0 || variants.length === 0) return 0;
  return Math.round((Math.min(...variants.map(({ priceMinor }) => priceMinor)) * 10_000) / anchor.priceMinor);
}
