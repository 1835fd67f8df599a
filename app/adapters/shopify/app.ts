// Shopify's app library, set up for this app's pages: token exchange, expiring offline tokens, sealed storage. Built at first
// use, once a process, from the configuration; importing this file does nothing.
import '@shopify/shopify-app-remix/adapters/node';
import { remember } from '@epic-web/remember';
import { AppDistribution, shopifyApp } from '@shopify/shopify-app-remix/server';
import { config } from '#app/config/config.ts';
import { API_VERSION } from './api-version.ts';
import { boundCalls } from './outgoing.ts';
import { SCOPES } from './scopes.ts';
import { SealedSessionStorage } from './session-storage.ts';
import { isTokenSignedBy } from './session-token.ts';

const APP_BRIDGE_URL = 'https://cdn.shopify.com/shopifycloud/app-bridge.js';

function build(apiSecret: string) {
  const { shopify, encryptionKeys, sandboxUrl } = config();
  boundCalls(sandboxUrl);
  return shopifyApp({
    apiKey: shopify.apiKey,
    apiSecretKey: apiSecret,
    appUrl: shopify.appUrl,
    apiVersion: API_VERSION,
    scopes: [...SCOPES],
    distribution: AppDistribution.AppStore,
    sessionStorage: new SealedSessionStorage(() => encryptionKeys),
    future: { unstable_newEmbeddedAuthStrategy: true, expiringOfflineAccessTokens: true },
    logger: { log: () => {} }, // the library logs shops and requests in its own form; ours says what matters
  });
}

export type ShopifyApp = ReturnType<typeof build>;

/** @param which of the app's secrets, the newest first */
export function shopify(which = 0): ShopifyApp {
  const { apiSecret, apiSecrets } = config().shopify;
  return remember(`setwise.shopify.${which}`, () => build(apiSecrets[which] ?? apiSecret));
}

/**
 * While the secret is rotated, Shopify signs with the oldest one that was not revoked; the library knows one. What no
 * secret has signed the newest refuses.
 * https://shopify.dev/docs/apps/build/authentication-authorization/client-secrets/rotate-revoke-client-credentials
 */
function shopifyThatKnows(request: Request): ShopifyApp {
  const token = request.headers.get('authorization')?.replace(/^Bearer /, '') ?? new URL(request.url).searchParams.get('id_token') ?? '';
  return shopify(Math.max(0, config().shopify.apiSecrets.findIndex((secret) => isTokenSignedBy(secret, token))));
}

/**
 * Who opened this page: verifies the session token and exchanges it for an offline token where there is none.
 * @throws Response that the caller must hand on: it brings App Bridge, and with it a token
 */
async function admin(request: Request) {
  try {
    return await shopifyThatKnows(request).authenticate.admin(request);
  } catch (thrown) {
    throw thrown instanceof Response ? await withOurAppBridge(thrown) : thrown;
  }
}

/** The library's own pages load App Bridge from Shopify's CDN; against the sandbox it comes from there. */
async function withOurAppBridge(answer: Response): Promise<Response> {
  const { sandboxUrl } = config();
  if (!sandboxUrl || !answer.headers.get('content-type')?.includes('text/html')) return answer;
  const page = (await answer.text()).replaceAll(APP_BRIDGE_URL, `${sandboxUrl}/app-bridge.js`);
  const headers = new Headers(answer.headers);
  meetSandbox(headers, sandboxUrl);
  return new Response(page, { status: answer.status, headers });
}

/** The sandbox's admin stands where admin.shopify.com does, and its App Bridge where the CDN's would be preloaded. */
function meetSandbox(headers: Headers, sandboxUrl: string): void {
  headers.delete('Link');
  const policy = headers.get('Content-Security-Policy');
  if (policy) headers.set('Content-Security-Policy', policy.replace('frame-ancestors', `frame-ancestors ${sandboxUrl}`));
}

export const authenticate = { admin };

/** Lets the Shopify admin, and nobody else, frame the page; and the sandbox's, of which production knows no address. */
export function addDocumentResponseHeaders(request: Request, headers: Headers): void {
  shopify().addDocumentResponseHeaders(request, headers);
  const { sandboxUrl } = config();
  if (sandboxUrl) meetSandbox(headers, sandboxUrl);
}
