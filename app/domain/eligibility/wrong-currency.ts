// In a currency other than the shop's a product is offered at what its market asks. Where that is not known, or no rate to
// hold its cost against it, nothing is guessed.
import type { Rule } from './rule.ts';

export const wrongCurrency: Rule = {
  refuses: ({ productId }, { unpriced }) => (unpriced.has(productId) ? [] : null),
};
