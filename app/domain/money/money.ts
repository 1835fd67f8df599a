// Money as integer minor units beside a currency code. Decimal text is the wire's form; nothing here ever rounds
// silently: what does not fit the currency's minor unit is an error.

import { currencyExponent } from '../portable/currency-exponent.ts';

export { currencyExponent };

/**
 * @param decimal "12.40", "-3", "12.4000" (trailing zeros may exceed the exponent)
 * @returns integer minor units; undefined when the text is not a decimal or finer than the minor unit
 */
export function parseMinor(decimal: string, currency: string): number | undefined {
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(decimal.trim());
  if (!match) return undefined;
  const [, sign, whole = '', fraction = ''] = match;
  const exponent = currencyExponent(currency);
  const kept = fraction.slice(0, exponent).padEnd(exponent, '0');
  if (/[1-9]/.test(fraction.slice(exponent))) return undefined;
  const minor = Number(whole + kept);
  if (!Number.isSafeInteger(minor)) return undefined;
  return sign && minor !== 0 ? -minor : minor;
}

/** As parseMinor, but what is finer than the minor unit is rounded away from nothing: 0.3333 EUR is 34 cents. */
export function parseMinorUp(decimal: string, currency: string): number | undefined {
  const [, whole, fraction = ''] = /^(\d+)(?:\.(\d+))?$/.exec(decimal.trim()) ?? [];
  if (whole === undefined) return undefined;
  const exponent = currencyExponent(currency);
  const down = parseMinor(`${whole}.${fraction.slice(0, exponent).padEnd(1, '0')}`, currency);
  return down === undefined ? undefined : down + (/[1-9]/.test(fraction.slice(exponent)) ? 1 : 0);
}

/** @returns decimal text with exactly the currency's decimals, as Shopify writes money: 1240 EUR → "12.40" */
export function formatDecimal(amountMinor: number, currency: string): string {
  const exponent = currencyExponent(currency);
  const digits = String(Math.abs(amountMinor)).padStart(exponent + 1, '0');
  const sign = amountMinor < 0 ? '-' : '';
  return exponent === 0 ? sign + digits : `${sign}${digits.slice(0, -exponent)}.${digits.slice(-exponent)}`;
}

/** @returns money for people, in their locale: 1240 EUR, "de" → "12,40 €" */
export function formatMoney(amountMinor: number, currency: string, locale = 'en'): string {
  return new Intl.NumberFormat(locale, { style: 'currency', currency }).format(amountMinor / 10 ** currencyExponent(currency));
}
