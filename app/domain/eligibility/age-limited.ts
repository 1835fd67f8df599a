// What needs an age is offered only to customers whom the merchant marked as old enough; of all others the age is not known.
import { limitsOf } from '../catalog/offer-limit.ts';
import type { Rule } from './rule.ts';

export const ageLimited: Rule = {
  refuses: (product, { customer }) => (limitsOf(product.limits, 'age').every(({ tag }) => customer.tags.includes(tag)) ? null : []),
};
