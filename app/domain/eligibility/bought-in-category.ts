// Whoever bought something of this product type lately is not offered another. Numbers: [days since, days to wait].
import { stillWithin } from './days.ts';
import type { Wait } from './wait.ts';

export const boughtInCategory: Wait = {
  refuses: (product, { customer, guardrails, now }) => stillWithin(customer.boughtTypes.get(product.productType.trim().toLowerCase()), guardrails.categoryCooldownDays, now),
};
