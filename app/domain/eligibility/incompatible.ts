// A product of which no variant fits what starts the set, by the merchant's compatibility rules, is no part of it.
import { fitsAnchor } from './anchor.ts';
import type { Rule } from './rule.ts';

export const incompatible: Rule = {
  refuses: (product, { anchor }) => (product.variants.length === 0 || product.variants.some((variant) => fitsAnchor(variant, anchor)) ? null : []),
};
