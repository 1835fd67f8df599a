// Where a shop sells: its markets by region, the countries of each, and the currency that each of them has there.
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

export interface MarketRegionsAnswer {
  market: {
    conditions: { regionsCondition: { applicationLevel: 'ALL' | 'SPECIFIED' | null; regions: Page & { nodes: RegionNode[] } } | null } | null;
  } | null;
}

/** One market at a time: its 250 countries cost half of what a query may. */
export const MARKET_REGIONS = operation<MarketRegionsAnswer, { id: string; after: string | null }>(`#graphql
  query MarketRegions($id: ID!, $after: String) {
    market(id: $id) {
      conditions {
        regionsCondition {
          applicationLevel
          regions(first: 250, after: $after) { pageInfo { hasNextPage endCursor } nodes { ... on MarketRegionCountry { code currency { currencyCode manualRate } } } }
        }
      }
    }
  }`);
