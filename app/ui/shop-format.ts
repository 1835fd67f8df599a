// How this shop's desk writes money, numbers and dates: in the language of whoever reads, as one page has one decimal sign;
// money as the shop does where that is its language too.
import { REGION } from '#app/domain/language.ts';
import { language as languageNow } from './text/language.ts';

export interface ShopSettings {
  currency: string;
  /** Decimals of the currency's minor unit: EUR 2, JPY 0. */
  currencyExponent: number;
  locale: string;
  timezone: string;
}

export interface ShopFormat {
  currency: string;
  currencyExponent: number;
  /** 1240 → "12,40 €" */
  money(amountMinor: number): string;
  /** 124000 → "1.240 €" */
  moneyWhole(amountMinor: number): string;
  /** 1240 → "12.40", as a text field holds it. */
  moneyInput(amountMinor: number): string;
  /** 5412 → "5,412" */
  count(value: number): string;
  /** 3150 → "31.5 %", 3100 → "31 %"; no line ends before the sign. */
  percent(basisPoints: number): string;
  /** ISO → "20 Nov 2026, 09:14" in the shop's zone. */
  dateTime(iso: string): string;
  date(iso: string): string;
  /** "2026-11-20" → "20 Nov 2026": a day of the calendar, the same in every zone. */
  day(date: string): string;
  /** "de" → "German" */
  language(code: string): string;
  /** "DE" → "Germany" */
  country(code: string): string;
  /** "January" first. */
  months: readonly string[];
  /** "a camera, a card and a bag" */
  list(items: readonly string[]): string;
}

export function shopFormat({ currency, currencyExponent, locale, timezone }: ShopSettings): ShopFormat {
  const reader = languageNow();
  const written = REGION[reader];
  const moneyWritten = locale.split('-')[0] === reader ? locale : written;
  const scale = 10 ** currencyExponent;
  const money = new Intl.NumberFormat(moneyWritten, { style: 'currency', currency });
  const moneyWhole = new Intl.NumberFormat(moneyWritten, { style: 'currency', currency, maximumFractionDigits: 0 });
  const count = new Intl.NumberFormat(written);
  const percent = new Intl.NumberFormat(written, { maximumFractionDigits: 1 });
  const dateTime = new Intl.DateTimeFormat(written, { dateStyle: 'medium', timeStyle: 'short', timeZone: timezone });
  const date = new Intl.DateTimeFormat(written, { dateStyle: 'medium', timeZone: timezone });
  const day = new Intl.DateTimeFormat(written, { dateStyle: 'medium', timeZone: 'UTC' });
  const month = new Intl.DateTimeFormat(written, { month: 'long', timeZone: 'UTC' });
  const list = new Intl.ListFormat(written, { type: 'conjunction' });
  const country = new Intl.DisplayNames(written, { type: 'region' });
  const language = new Intl.DisplayNames(written, { type: 'language' });
  return {
    currency,
    currencyExponent,
    money: (amountMinor) => money.format(amountMinor / scale),
    moneyWhole: (amountMinor) => moneyWhole.format(amountMinor / scale),
    moneyInput: (amountMinor) => (amountMinor / scale).toFixed(currencyExponent),
    count: (value) => count.format(value),
    percent: (basisPoints) => `${percent.format(basisPoints / 100)}\u00a0%`,
    dateTime: (iso) => dateTime.format(new Date(iso)),
    date: (iso) => date.format(new Date(iso)),
    day: (iso) => day.format(new Date(iso)),
    language: (code) => language.of(code) ?? code,
    country: (code) => country.of(code) ?? code,
    months: Array.from({ length: 12 }, (_, index) => month.format(Date.UTC(2024, index))),
    list: (items) => list.format(items),
  };
}
