// The offers endpoint on a free port, asked as Shopify's app proxy asks: signed with the app's secret.
import { signAppProxy } from '#app/adapters/shopify/app-proxy-signature.ts';
import { config } from '#app/config/config.ts';
import { handleOffers } from '#app/server/offers.ts';
import { type Endpoint, startEndpoint } from './endpoint.ts';

export type OffersEndpoint = Endpoint;

export const startOffersEndpoint = (): Promise<OffersEndpoint> => startEndpoint(handleOffers, '/proxy/offers');

/** @returns the path and query that Shopify would send for this question */
export function signedQuery(shopDomain: string, question: Record<string, string>): string {
  const query = new URLSearchParams({
    shop: shopDomain,
    path_prefix: '/apps/setwise',
    timestamp: String(Math.floor(Date.now() / 1000)),
    logged_in_customer_id: '',
    ...question,
  });
  query.append('signature', signAppProxy(query, config().shopify.apiSecret));
  return `?${query}`;
}
