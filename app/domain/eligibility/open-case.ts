// While a support case or complaint is open, nothing is sold to the customer: they wait for help, not for a bag.
import type { Rule } from './rule.ts';

export const openCase: Rule = {
  refuses: (_product, { customer }) => (customer.openCase ? [] : null),
};
