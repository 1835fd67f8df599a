// Only what a shopper could find by browsing is offered; and to customers with early access what is not listed yet.
import { isOnSale, isReleased } from '../catalog/product.ts';
import type { Rule } from './rule.ts';

export const notPublished: Rule = {
  refuses: (product, { earlyAccess, now }) => (isOnSale(product, now) || (earlyAccess === 'granted' && product.status === 'UNLISTED' && isReleased(product, now)) ? null : []),
};
