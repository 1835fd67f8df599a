// What is offered instead of something costs more than it: refused where the cheapest variant that could be added does not.
// Numbers: [its price, the anchor's], minor units.
import { mayBeAdded } from './may-be-added.ts';
import type { Rule } from './rule.ts';

export const notBetter: Rule = {
  refuses(product, context) {
    if (context.beside !== 'replaces' || context.anchor === null) return null;
    const prices = product.variants.filter((variant) => mayBeAdded(variant, context)).map(({ priceMinor }) => priceMinor);
    const cheapest = Math.min(...prices);
    return prices.length > 0 && cheapest <= context.anchor.priceMinor ? [cheapest, context.anchor.priceMinor] : null;
  },
};
