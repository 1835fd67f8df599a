// How the Admin API writes money and time: decimals without needless noughts, instants by the second.
import { toMinor, toText } from '../store/money.ts';
import type { Store } from '../store/store.ts';

/** "12.40" → "12.4", "12.00" → "12.0": Shopify's Decimal. */
export function decimal(text: string): string {
  return toText(toMinor(text)).replace(/0$/, '');
}

export const moneyV2 = (text: string, currency: string): { amount: string; currencyCode: string } => ({ amount: decimal(text), currencyCode: currency });

export function moneyBag(text: string, currency: string): { shopMoney: unknown; presentmentMoney: unknown } {
  const money = moneyV2(text, currency);
  return { shopMoney: money, presentmentMoney: money };
}

export const minorBag = (minor: number, store: Store): unknown => moneyBag(toText(minor), store.shop.currency);

/** Without milliseconds, as the platform answers. */
export const dateTime = (iso: string): string => `${new Date(iso).toISOString().slice(0, 19)}Z`;

export const dateTimeOrNull = (iso: string | null): string | null => (iso === null ? null : dateTime(iso));
