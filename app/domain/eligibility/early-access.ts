// What is not listed yet, in a set that lets some customers have it early, is not for the others.
import { isReleased } from '../catalog/product.ts';
import type { Rule } from './rule.ts';

export const earlyAccess: Rule = {
  refuses: (product, { earlyAccess: access, now }) => (access === 'withheld' && product.status === 'UNLISTED' && isReleased(product, now) ? [] : null),
};
