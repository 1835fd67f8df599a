// Discount codes: whether one can be used now, what it takes off, and that it was used. A code is used when an order is
// placed with it, not when it is entered.
import type { CodeDiscountRecord } from './app-types.ts';
import { StoreRefusal } from './refusal.ts';
import type { Store } from './store.ts';

/** Codes are found whatever their case, as in Shopify. */
export function codeNamed(store: Store, code: string): CodeDiscountRecord | undefined {
  const wanted = code.trim().toLowerCase();
  for (const one of store.codeDiscounts.values()) if (one.code.toLowerCase() === wanted) return one;
  return undefined;
}

export function isUsable({ startsAt, endsAt, usageLimit, used }: CodeDiscountRecord, now: Date): boolean {
  if (Date.parse(startsAt) > now.getTime()) return false;
  if (endsAt !== null && Date.parse(endsAt) <= now.getTime()) return false;
  return usageLimit === null || used < usageLimit;
}

/** @throws StoreRefusal when it cannot be used now */
export function requireUsable(store: Store, code: string): CodeDiscountRecord {
  const found = codeNamed(store, code);
  if (!found) throw new StoreRefusal('INVALID', `There is no discount code "${code}".`);
  if (!isUsable(found, store.clock.now())) throw new StoreRefusal('INVALID', `The discount code "${found.code}" is used up or not valid now.`);
  return found;
}

/** Counts a use. @throws StoreRefusal when it cannot be used now */
export function redeemCode(store: Store, code: string): CodeDiscountRecord {
  const found = requireUsable(store, code);
  found.used += 1;
  found.updatedAt = store.clock.stamp();
  store.saveCodeDiscount(found);
  return found;
}

/** What the code takes off a line that costs that much, minor units, rounded down. */
export function codeTakesOff({ productIds, variantIds, percentage }: CodeDiscountRecord, line: { productId: number; variantId: number; minor: number }): number {
  const everything = productIds.length === 0 && variantIds.length === 0;
  if (!everything && !productIds.includes(line.productId) && !variantIds.includes(line.variantId)) return 0;
  return Math.floor(line.minor * percentage + 1e-6);
}
