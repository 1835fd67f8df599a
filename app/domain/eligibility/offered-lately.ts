// What a message suggested and the customer did not take is not in the next one for a while. In the store it stays: there it
// is they who came back to it. Numbers: [days since it was sent, days to wait].
import { stillWithin } from './days.ts';
import type { Wait } from './wait.ts';

export const offeredLately: Wait = {
  refuses: (product, { customer, inMessage, guardrails, now }) => (inMessage ? stillWithin(customer.suggestedAt.get(product.productId), guardrails.offerCooldownDays, now) : null),
};
