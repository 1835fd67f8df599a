// How a shop writes money and time, for whoever shows either.
import type { ShopRow } from '#app/db/shops.ts';
import { currencyExponent } from '#app/domain/money/money.ts';

export interface ShopSettings {
  currency: string;
  /** Decimals of the currency's minor unit. */
  currencyExponent: number;
  locale: string;
  timezone: string;
}

export function shopSettings({ currency, primaryLocale, timezone }: ShopRow): ShopSettings {
  return { currency, currencyExponent: currencyExponent(currency), locale: primaryLocale, timezone };
}
