// What the customer sent back is left alone for the cool-down. Numbers: [days since the return, days of cool-down].
import { stillWithin } from './days.ts';
import type { Rule } from './rule.ts';

export const recentReturn: Rule = {
  refuses: (product, { customer, guardrails, now }) => stillWithin(customer.returnedAt.get(product.productId), guardrails.returnCooldownDays, now),
};
