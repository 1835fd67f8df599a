// What a market asks: prices as a country is charged them, price lists and rounding in them; and what orders that were paid in
// another currency say of its rate, which Shopify tells nowhere else.
// https://shopify.dev/docs/api/admin-graphql/latest/objects/ProductVariantContextualPricing
import { operation } from '../admin-client.ts';

export interface Money {
  amount: string;
  currencyCode: string;
}

/** Variants of one query: three points each. */
export const VARIANTS_A_QUERY = 250;

/** @param variables.ids of variants; null stands for what is gone */
export const MARKET_PRICES = operation<{ nodes: ({ id?: string; contextualPricing?: { price: Money } } | null)[] }, { ids: string[]; country: string }>(`#graphql
  query MarketPrices($ids: [ID!]!, $country: CountryCode!) {
    nodes(ids: $ids) { ... on ProductVariant { id contextualPricing(context: { country: $country }) { price { amount currencyCode } } } }
  }`);

/** @param variables.ids of orders */
export const ORDER_MONEY = operation<{ nodes: ({ totalPriceSet?: { shopMoney: Money; presentmentMoney: Money } } | null)[] }, { ids: string[] }>(`#graphql
  query OrderMoney($ids: [ID!]!) {
    nodes(ids: $ids) { ... on Order { totalPriceSet { shopMoney { amount currencyCode } presentmentMoney { amount currencyCode } } } }
  }`);
