// Shopify's API library, for what is done without a person: the Admin API with a stored token, and the renewal of that
// token. Built at first use, once a process; importing this file does nothing.
import '@shopify/shopify-api/adapters/node';
import { remember } from '@epic-web/remember';
import { shopifyApi } from '@shopify/shopify-api';
import { config } from '#app/config/config.ts';
import { API_VERSION } from './api-version.ts';
import { boundCalls } from './outgoing.ts';
import { SCOPES } from './scopes.ts';

function build() {
  const { shopify, sandboxUrl } = config();
  boundCalls(sandboxUrl);
  return shopifyApi({
    apiKey: shopify.apiKey,
    apiSecretKey: shopify.apiSecret,
    hostName: new URL(shopify.appUrl).host,
    apiVersion: API_VERSION,
    scopes: [...SCOPES],
    isEmbeddedApp: true,
    future: {},
    logger: { log: () => {} },
  });
}

export function shopifyLibrary(): ReturnType<typeof build> {
  return remember('setwise.shopify-library', build);
}
