// Where a shop sells: its markets by region, the countries of each, and the currency that each of them has there. Of a market
// that is everywhere no countries are named: it has those that the shop ships to and no other market names.
// https://shopify.dev/docs/apps/build/markets/overview
import { operation } from '../admin-client.ts';

interface Page {
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
}

export interface MarketNode {
  id: string;
  name: string;
  status: 'ACTIVE' | 'DRAFT';
}

export const MARKETS = operation<{ markets: Page & { nodes: MarketNode[] } }, { after: string | null }>(`#graphql
  query Markets($after: String) {
    markets(first: 100, after: $after, type: REGION) { pageInfo { hasNextPage endCursor } nodes { id name status } }
  }`);

/** Empty for what is no country. */
export interface RegionNode {
  code?: string;
  currency?: { currencyCode: string; manualRate: string | null };
}

/** As the merchant set it. */
export interface CurrencySettings {
  baseCurrency: { currencyCode: string; manualRate: string | null };
  /** Countries may have their own; else all have the base currency. */
  localCurrencies: boolean;
}

export interface MarketRegionsAnswer {
  market: {
    /** null: as a market above it has it, or the shop. */
    currencySettings: CurrencySettings | null;
    conditions: { regionsCondition: { applicationLevel: 'ALL' | 'SPECIFIED' | null; regions: Page & { nodes: RegionNode[] } } | null } | null;
  } | null;
}

/** One market at a time: its 250 countries cost half of what a query may. */
export const MARKET_REGIONS = operation<MarketRegionsAnswer, { id: string; after: string | null }>(`#graphql
  query MarketRegions($id: ID!, $after: String) {
    market(id: $id) {
      currencySettings { localCurrencies baseCurrency { currencyCode manualRate } }
      conditions {
        regionsCondition {
          applicationLevel
          regions(first: 250, after: $after) { pageInfo { hasNextPage endCursor } nodes { ... on MarketRegionCountry { code currency { currencyCode manualRate } } } }
        }
      }
    }
  }`);

export const SHIPS_TO = operation<{ shop: { shipsToCountries: string[] } }, Record<string, never>>(`#graphql
  query ShipsTo {
    shop { shipsToCountries }
  }`);

export const CURRENCY_OF_COUNTRY = operation<{ marketsResolvedValues: { currencyCode: string } }, { country: string }>(`#graphql
  query CurrencyOfCountry($country: CountryCode!) {
    marketsResolvedValues(buyerSignal: { countryCode: $country }) { currencyCode }
  }`);
