// What the customer has bought and kept is not offered again.
import type { Rule } from './rule.ts';

export const alreadyOwned: Rule = {
  refuses: (product, { history }) => (history.ownedProductIds.has(product.productId) ? [] : null),
};
