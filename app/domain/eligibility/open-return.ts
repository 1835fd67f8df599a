// What a customer wants to send back, or is sending back, is left alone until it is known what becomes of it.
import type { Rule } from './rule.ts';

export const openReturn: Rule = {
  refuses: (product, { customer }) => (customer.openReturns.has(product.productId) ? [] : null),
};
