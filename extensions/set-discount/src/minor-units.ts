// Decimal text, as Shopify hands the Function money, to integer minor units and back; no floating point on the way.
import { currencyExponent } from '../../../app/domain/portable/currency-exponent.ts';

/** @returns integer minor units; null when the text is no amount, or is finer than the currency's smallest coin */
export function minorFromDecimal(amount: string, currency: string): number | null {
  const match = /^(\d+)(?:\.(\d+))?$/.exec(amount);
  if (!match) return null;
  const decimals = currencyExponent(currency);
  const fraction = (match[2] ?? '').padEnd(decimals, '0');
  if (/[1-9]/.test(fraction.slice(decimals))) return null;
  const minor = Number((match[1] ?? '') + fraction.slice(0, decimals));
  return Number.isSafeInteger(minor) ? minor : null;
}

/** @param minor integer minor units, not negative */
export function decimalFromMinor(minor: number, currency: string): string {
  const decimals = currencyExponent(currency);
  if (decimals === 0) return `${minor}.0`;
  const digits = String(minor).padStart(decimals + 1, '0');
  return `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}

/**
 * @param minor integer minor units of `from`
 * @param rate decimal text: so many of `to` is one of `from`; not asked where the two are the same
 * @returns integer minor units of `to`; null where the rate is none
 */
export function inCurrency(minor: number, from: string, to: string, rate: string, rounded: 'down' | 'up'): number | null {
  if (from === to) return minor;
  const match = /^(\d+)(?:\.(\d+))?$/.exec(rate);
  if (!match) return null;
  const [, whole = '', fraction = ''] = match;
  const times = BigInt(whole + fraction) * 10n ** BigInt(currencyExponent(to));
  const by = 10n ** BigInt(fraction.length + currencyExponent(from));
  if (times === 0n) return null;
  const exact = BigInt(minor) * times;
  const result = Number((rounded === 'down' ? exact : exact + by - 1n) / by);
  return Number.isSafeInteger(result) ? result : null;
}
