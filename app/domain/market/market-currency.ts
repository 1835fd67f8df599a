// The currencies that a shop's markets sell in: which market has which, in which countries, and what Shopify converts at. One
// whose rate is not known is no currency to offer in: costs could not be held against its prices.
import type { Exchange } from '../money/exchange.ts';

export interface MarketCurrency {
  marketId: bigint;
  currency: string;
  /** ISO 3166: where the market has this currency, and no smaller market stands before it. */
  countries: readonly string[];
  /** So many of it is one of the shop's own; null: not known, or its prices were never read. */
  rate: number | null;
  /** The tax that its prices hold, basis points of the price without it; null: not known, the shop's own is taken. */
  includedTaxBp: number | null;
}

/** All markets of one currency: what is given there is one number, as the store's discount Function tells currencies apart, not markets. */
export interface CurrencyAbroad extends Exchange {
  marketIds: readonly bigint[];
  /** Of several the highest; null: not known. */
  includedTaxBp: number | null;
}

/** @returns those whose rate is known, by currency; of several rates the one that makes costs dearest */
export function currenciesAbroad(markets: readonly MarketCurrency[], shopCurrency: string): CurrencyAbroad[] {
  const found = new Map<string, CurrencyAbroad>();
  for (const { marketId, currency, rate, includedTaxBp } of markets) {
    if (rate === null || currency === shopCurrency) continue;
    const known = found.get(currency);
    const taxes = [includedTaxBp, known?.includedTaxBp ?? null].filter((bp) => bp !== null);
    found.set(currency, {
      from: shopCurrency, to: currency, rate: Math.max(rate, known?.rate ?? 0), marketIds: [...(known?.marketIds ?? []), marketId], includedTaxBp: taxes.length > 0 ? Math.max(...taxes) : null,
    });
  }
  return [...found.values()].sort((one, other) => (one.to < other.to ? -1 : 1));
}

/** @param country null: not known, so that only one market may have the currency @returns the market whose prices a cart is charged */
export function marketOfCart(markets: readonly MarketCurrency[], currency: string, country: string | null): bigint | null {
  return marketHaving(markets, currency, country)?.marketId ?? null;
}

/** @returns what a cart of a currency is converted at; null: not known */
export const rateAt = (markets: readonly MarketCurrency[], currency: string, country: string | null): number | null => marketHaving(markets, currency, country)?.rate ?? null;

/** @returns what a cart from a country is charged in; null: not known, or its rate is not */
export const currencyAt = (markets: readonly MarketCurrency[], country: string | null): string | null =>
  markets.find(({ countries, rate }) => rate !== null && country !== null && countries.includes(country))?.currency ?? null;

function marketHaving(markets: readonly MarketCurrency[], currency: string, country: string | null): MarketCurrency | undefined {
  const having = markets.filter((market) => market.currency === currency);
  if (country === null) return having.length === 1 ? having[0] : undefined;
  return having.find(({ countries }) => countries.includes(country));
}

/** A market as Shopify says it. */
export interface MarketCountries {
  marketId: bigint;
  countries: readonly { code: string; currency: string; manualRate: number | null }[];
}

/** What of it is read off the markets themselves. */
export type CurrencyOfMarket = Pick<MarketCurrency, 'marketId' | 'currency' | 'countries'> & {
  /** As the merchant set it; null: Shopify's rate of the day. */
  manualRate: number | null;
};

/** @returns what a market has that is everywhere: countries that no market names */
export function countriesElsewhere(markets: readonly MarketCountries[], countries: readonly string[]): string[] {
  const named = new Set(markets.flatMap((market) => market.countries.map(({ code }) => code)));
  return countries.filter((code) => !named.has(code));
}

/** Each country belongs to the smallest market that has it. @returns their currencies, with the rate that the merchant set, if any */
export function currenciesOfMarkets(markets: readonly MarketCountries[]): CurrencyOfMarket[] {
  const taken = new Set<string>();
  const found: CurrencyOfMarket[] = [];
  for (const { marketId, countries } of [...markets].sort(bySize)) {
    const own = countries.filter(({ code }) => !taken.has(code));
    for (const { code } of own) taken.add(code);
    for (const currency of new Set(own.map((country) => country.currency))) {
      const having = own.filter((country) => country.currency === currency);
      found.push({ marketId, currency, countries: having.map(({ code }) => code).sort(), manualRate: having[0]!.manualRate });
    }
  }
  return found;
}

const bySize = (one: MarketCountries, other: MarketCountries): number => one.countries.length - other.countries.length || (one.marketId < other.marketId ? -1 : 1);
