// What the customer bought last.
import { daysBetween } from '../../eligibility/days.ts';
import type { ConditionRule } from './condition.ts';
import { sameProducts } from './same-products.ts';

export const lastPurchase: ConditionRule<'last_purchase'> = {
  holds({ withinDays }, { customer, now }, products) {
    if (!customer.isKnown || customer.lastOrderAt === null) return false;
    if (withinDays !== null && daysBetween(customer.lastOrderAt, now) > withinDays) return false;
    return [...customer.lastProductIds].some((productId) => products.has(productId));
  },
  implies: (one, other) => sameProducts(one.products, other.products) && (other.withinDays === null || (one.withinDays !== null && one.withinDays <= other.withinDays)),
  // A last order may hold several things.
  excludes: () => false,
};
