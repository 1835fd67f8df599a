// Money on the page: Liquid speaks hundredths whatever the currency, the server speaks minor units, people read Intl's.
import { currencyExponent } from '../../../app/domain/portable/currency-exponent.ts';

/** Liquid's hundredths ("price": 1240) to the currency's minor units. */
export const minorFromLiquid = (hundredths: number, currency: string): number =>
  Math.round((hundredths * 10 ** currencyExponent(currency)) / 100);

export function formatMoney(minor: number, currency: string, locale: string): string {
  const amount = minor / 10 ** currencyExponent(currency);
  try {
    return new Intl.NumberFormat(locale, { style: 'currency', currency }).format(amount);
  } catch {
    return `${amount} ${currency}`;
  }
}
