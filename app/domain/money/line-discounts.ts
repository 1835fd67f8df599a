// What each line of an order was discounted by. Shopify says it line by line; what an order took off besides, and no line
// says, is laid on the lines by their worth, so that they always sum to the order. What is not known to be a discount (a
// tip among the lines is part of no subtotal) is laid on nobody.

import { split } from '../portable/split.ts';

interface PricedLine {
  unitPriceMinor: number;
  quantity: number;
  /** As the line says it. */
  discountMinor: number;
}

/**
 * @param order what the order says of itself: lines after discounts, and all discounts, those of shipping too
 * @returns the discount of each line, whole quantity
 */
export function lineDiscounts(lines: readonly PricedLine[], order: { subtotalMinor: number | null; discountsMinor: number | null }): number[] {
  const said = lines.map(({ discountMinor }) => discountMinor);
  if (order.subtotalMinor === null || order.discountsMinor === null) return said;
  const worth = lines.map(({ unitPriceMinor, quantity, discountMinor }) => unitPriceMinor * quantity - discountMinor);
  const rest = sum(worth) - order.subtotalMinor;
  if (rest <= 0 || rest > order.discountsMinor - sum(said) || worth.some((minor) => minor < 0)) return said;
  const shares = split(rest, worth);
  return said.map((minor, at) => minor + (shares[at] ?? 0));
}

/**
 * @param eachMinor the discounts of its lines, as above
 * @returns what was taken off sending the order: all its discounts that are no line's; 0 where it does not say
 */
export function shippingDiscount(eachMinor: readonly number[], order: { subtotalMinor: number | null; discountsMinor: number | null }): number {
  return order.subtotalMinor === null || order.discountsMinor === null ? 0 : Math.max(0, order.discountsMinor - sum(eachMinor));
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);
