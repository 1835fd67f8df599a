// Where no cost is known and the shop assumes none, no margin can be promised, so nothing is offered.
import { unitCost } from '../margin/contribution-margin.ts';
import type { Rule } from './rule.ts';

export const noCost: Rule = {
  refuses: (product, { guardrails }) => (product.variants.some((variant) => unitCost(variant, guardrails) !== null) ? null : []),
};
