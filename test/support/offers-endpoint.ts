// The offers endpoint on a free port, asked as Shopify's app proxy asks: signed with the app's secret.
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { signAppProxy } from '#app/adapters/shopify/app-proxy-signature.ts';
import { config } from '#app/config/config.ts';
import { answerError } from '#app/server/http-errors.ts';
import { handleOffers } from '#app/server/offers.ts';

export interface OffersEndpoint {
  url: string;
  stop(): Promise<void>;
}

export async function startOffersEndpoint(): Promise<OffersEndpoint> {
  const server = http.createServer((request, response) => {
    handleOffers(request, response).catch((error) => answerError(response, error));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/proxy/offers`,
    stop: () => new Promise((resolve) => { server.close(() => resolve()); server.closeAllConnections(); }),
  };
}

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
