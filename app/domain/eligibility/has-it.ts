// The customer said that they have it, bought elsewhere or given to them.
import type { Rule } from './rule.ts';

export const hasIt: Rule = {
  refuses: (product, { customer }) => (customer.answers.get(product.productId) === 'have_it' ? [] : null),
};
