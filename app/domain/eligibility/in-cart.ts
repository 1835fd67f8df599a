// What the cart holds is not offered again, and its slot is filled: a second bag does not complete the set.
import type { Rule } from './rule.ts';

export const inCart: Rule = {
  refuses: (product, { cartProductIds }) => (cartProductIds.has(product.productId) ? [] : null),
  fillsSlot: true,
};
