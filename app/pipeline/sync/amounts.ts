// Shopify's decimal texts as minor units. A price that does not fit its currency is an error; a cost may be finer than a
// cent (a case price divided by its bottles) and is rounded up, so that no margin is ever overstated.
import { AppError } from '#app/domain/app-error.ts';
import { lineDiscounts, shippingDiscount } from '#app/domain/money/line-discounts.ts';
import { parseMinor, parseMinorUp } from '#app/domain/money/money.ts';

/** @throws AppError bad_request */
export function amountMinor(decimal: string, currency: string): number {
  const minor = parseMinor(decimal, currency);
  if (minor === undefined) throw new AppError('bad_request', `"${decimal}" is not an amount of ${currency}.`);
  return minor;
}

/** @throws AppError bad_request */
export function costMinor(decimal: string | null | undefined, currency: string): number | null {
  if (decimal === null || decimal === undefined) return null;
  const minor = parseMinorUp(decimal, currency);
  if (minor === undefined) throw new AppError('bad_request', `"${decimal}" is not a cost in ${currency}.`);
  return minor;
}

/** @returns the sum of the amounts @throws AppError bad_request */
export const sumMinor = (decimals: readonly string[], currency: string): number => decimals.reduce((sum, decimal) => sum + amountMinor(decimal, currency), 0);

interface SaidOfOrder {
  subtotal: string | null | undefined;
  discounts: string | null | undefined;
}

/** Lines that sum to what the order says, and what it took off sending them. @throws AppError bad_request */
export function discounted<Line extends { unitPriceMinor: number; quantity: number; discountMinor: number }>(lines: Line[], { subtotal, discounts }: SaidOfOrder, currency: string): { lines: Line[]; shippingDiscountMinor: number } {
  const minor = (decimal: string | null | undefined) => (decimal ? amountMinor(decimal, currency) : null);
  const order = { subtotalMinor: minor(subtotal), discountsMinor: minor(discounts) };
  const each = lineDiscounts(lines, order);
  return {
    lines: lines.map((line, at) => (each[at] === line.discountMinor ? line : { ...line, discountMinor: each[at] ?? line.discountMinor })),
    shippingDiscountMinor: shippingDiscount(each, order),
  };
}
