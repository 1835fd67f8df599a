// What the customer sent back is left alone for the cool-down. Numbers: [days since the return, days of cool-down].
import type { Rule } from './rule.ts';

const DAY_MS = 86_400_000;

export const recentReturn: Rule = {
  refuses(product, { customer, guardrails, now }) {
    const returnedAt = customer.returnedAt.get(product.productId);
    if (!returnedAt) return null;
    const daysSince = Math.floor((now.getTime() - returnedAt.getTime()) / DAY_MS);
    return daysSince < guardrails.returnCooldownDays ? [daysSince, guardrails.returnCooldownDays] : null;
  },
};
