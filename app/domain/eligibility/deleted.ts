// A product that no longer exists is never offered.
import type { Rule } from './rule.ts';

export const deleted: Rule = {
  refuses: (product) => (product.deletedAt === null ? null : []),
};
