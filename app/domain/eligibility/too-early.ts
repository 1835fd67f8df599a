// A first purchase is first to show what it is worth. Counted from its delivery, or from the order while no delivery is
// known. Numbers: [days since, days to wait].
import { stillWithin } from './days.ts';
import type { Wait } from './wait.ts';

export const tooEarly: Wait = {
  refuses: (_product, { customer, guardrails, now }) => (customer.orders === 1 ? stillWithin(customer.lastDeliveredAt ?? customer.firstOrderAt, guardrails.firstValueDays, now) : null),
};
