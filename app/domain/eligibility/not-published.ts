// Only what a shopper could find by browsing is offered.
import { isOnSale } from '../catalog/product.ts';
import type { Rule } from './rule.ts';

export const notPublished: Rule = {
  refuses: (product, { now }) => (isOnSale(product, now) ? null : []),
};
