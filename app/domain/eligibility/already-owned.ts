// What the customer has bought and kept is not offered again.
import type { Rule } from './rule.ts';

export const alreadyOwned: Rule = {
  refuses: (product, { customer }) => (customer.bought.has(product.productId) || customer.subscribed.has(product.productId) ? [] : null),
};
