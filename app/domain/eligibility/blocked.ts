// What the merchant's block list names, itself, by a collection or by a tag, is never offered.
import type { Rule } from './rule.ts';

export const blocked: Rule = {
  refuses: (product) => (product.blocked ? [] : null),
};
