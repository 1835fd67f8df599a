// What is meant for companies is offered to nobody else: to customers known to buy for one, or marked so by the merchant.
import { limitsOf } from '../catalog/offer-limit.ts';
import type { Rule } from './rule.ts';

export const companiesOnly: Rule = {
  refuses: (product, { customer }) => (limitsOf(product.limits, 'company').every(({ tag }) => customer.isCompany || customer.tags.includes(tag)) ? null : []),
};
