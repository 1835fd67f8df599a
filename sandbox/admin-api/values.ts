// How the Admin API writes money and time: decimals without needless noughts, instants by the second.
import { toMinor, toText } from '../store/money.ts';
import { paidBeside } from '../store/presentment.ts';
import type { OrderRecord } from '../store/types.ts';

/** "12.40" → "12.4", "12.00" → "12.0": Shopify's Decimal. */
function decimal(text: string): string {
  return toText(toMinor(text)).replace(/0$/, '');
}

export const moneyV2 = (text: string, currency: string): { amount: string; currencyCode: string } => ({ amount: decimal(text), currencyCode: currency });

export function moneyBag(text: string, currency: string, paid = { text, currency }): { shopMoney: unknown; presentmentMoney: unknown } {
  return { shopMoney: moneyV2(text, currency), presentmentMoney: moneyV2(paid.text, paid.currency) };
}

/** An amount of an order, as it was paid beside it. */
export const orderBag = (minor: number, order: OrderRecord): unknown => moneyBag(toText(minor), order.currency, paidBeside(minor, order));

/** Without milliseconds, as the platform answers. */
export const dateTime = (iso: string): string => `${new Date(iso).toISOString().slice(0, 19)}Z`;

export const dateTimeOrNull = (iso: string | null): string | null => (iso === null ? null : dateTime(iso));
