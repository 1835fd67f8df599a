// What a rule of the merchant's leaves out here, or does not name among what alone may be offered.
import type { Rule } from './rule.ts';

export const leftOutByRule: Rule = {
  refuses: ({ productId }, { ruled: { only, leftOut } }) => (leftOut.some((out) => out.has(productId)) || (only !== null && !only.has(productId)) ? [] : null),
};
