// Only what a shopper could find by browsing is offered: active, and published by now. Unlisted products are for those
// who were given the link.
import type { Rule } from './rule.ts';

export const notPublished: Rule = {
  refuses(product, { now }) {
    const published = product.status === 'ACTIVE' && product.publishedAt !== null && product.publishedAt <= now;
    return published ? null : [];
  },
};
