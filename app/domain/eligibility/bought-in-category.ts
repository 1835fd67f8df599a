// Whoever bought something of this product type lately is not offered another. Numbers: [days since, days to wait].
import { stillWithin } from './days.ts';
import type { Rule } from './rule.ts';

export const boughtInCategory: Rule = {
  refuses: (product, { customer, guardrails, now }) => stillWithin(customer.boughtTypes.get(product.productType.trim().toLowerCase()), guardrails.categoryCooldownDays, now),
};
