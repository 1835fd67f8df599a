// An offer adds one unit, bought once. What is sold by subscription only can't be added so.
import type { Rule } from './rule.ts';

export const needsSubscription: Rule = {
  refuses: (product) => (product.needsSubscription ? [] : null),
};
