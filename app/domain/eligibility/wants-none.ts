// Whoever said that they want no suggestions gets none.
import type { Rule } from './rule.ts';

export const wantsNone: Rule = {
  refuses: (_product, { customer }) => (customer.wantsNone ? [] : null),
};
