// The customer said that this is not for them.
import type { Rule } from './rule.ts';

export const notForMe: Rule = {
  refuses: (product, { customer }) => (customer.answers.get(product.productId) === 'not_for_me' ? [] : null),
};
