// Customers with a tag that the merchant wants left alone (staff, wholesale) are offered nothing.
import type { Rule } from './rule.ts';

export const leftAlone: Rule = {
  refuses: (_product, { customer }) => (customer.leftAlone ? [] : null),
};
