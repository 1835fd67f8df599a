// What the customer sent back is left alone for the cool-down. Numbers: [days since the return, days of cool-down].
import { stillWithin } from './days.ts';
import type { Wait } from './wait.ts';

export const recentReturn: Wait = {
  refuses: (product, { customer, guardrails, now }) => stillWithin(customer.returnedAt.get(product.productId), guardrails.returnCooldownDays, now),
};
