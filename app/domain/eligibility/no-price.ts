// What costs nothing is no offer: a sample, a part of a bundle, a price that was never entered.
import type { Rule } from './rule.ts';

export const noPrice: Rule = {
  refuses: ({ variants }) => (variants.length > 0 && variants.every(({ priceMinor }) => priceMinor <= 0) ? [] : null),
};
