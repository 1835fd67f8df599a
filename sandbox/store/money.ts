// Decimal text ("12.40") and integer minor units. The store keeps texts, sums are made in integers: no cent is lost.

/** Currencies without cents, of those a seed may use. */
const WITHOUT_MINOR_UNIT = new Set(['JPY', 'KRW', 'ISK', 'CLP', 'VND']);

/** @returns minor units; a text with more decimals than the store keeps is cut, not rounded */
export function toMinor(text: string): number {
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text);
  if (!match) throw new Error(`"${text}" is not an amount: write 12.40`);
  const [, sign, whole, cents = ''] = match;
  return Number(`${sign}${Number(whole) * 100 + Number(cents.padEnd(2, '0').slice(0, 2))}`);
}

export function toText(minor: number): string {
  const sign = minor < 0 ? '-' : '';
  const absolute = Math.abs(Math.round(minor));
  return `${sign}${Math.floor(absolute / 100)}.${String(absolute % 100).padStart(2, '0')}`;
}

/** @param hundredths need not be whole @returns up to the next coin that the currency has */
export function inWholeCoins(hundredths: number, currency: string): number {
  const coin = WITHOUT_MINOR_UNIT.has(currency) ? 100 : 1;
  return Math.ceil(hundredths / coin - 1e-6) * coin;
}

/** How a person reads it: "12.40 €" in the shop's locale. */
export function forPeople(text: string, currency: string, locale: string): string {
  const digits = WITHOUT_MINOR_UNIT.has(currency) ? 0 : 2;
  return new Intl.NumberFormat(locale, { style: 'currency', currency, maximumFractionDigits: digits }).format(Number(text));
}
