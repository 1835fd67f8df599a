// POST /admin/oauth/access_token: a session token becomes an offline token, a refresh token becomes the next pair.
// The grant types and names are those of shopify.dev "token exchange" and "expiring offline access tokens".
import { CLIENT_ID, CLIENT_SECRET } from '../credentials.ts';
import { type Answer, type Ask, json, type Route } from '../http/server.ts';
import { shopOf } from '../http/shop-header.ts';
import type { Store } from '../store/store.ts';
import { refusalOfSessionToken } from './session-token.ts';
import { issueTokens, refreshTokens } from './tokens.ts';

const TOKEN_EXCHANGE = 'urn:ietf:params:oauth:grant-type:token-exchange';
const ID_TOKEN = 'urn:ietf:params:oauth:token-type:id_token';
const OFFLINE_TOKEN = 'urn:shopify:params:oauth:token-type:offline-access-token';

export const accessTokenRoute = (store: Store): Route => ({
  method: 'POST',
  path: '/admin/oauth/access_token',
  handle: async (ask) => {
    if (shopOf(ask) !== store.shop.domain) return json({ errors: 'Not Found' }, 404);
    const asked = await fieldsOf(ask);
    if (asked.client_id !== CLIENT_ID) return refuse('application_cannot_be_found', 'Could not find Shopify API application with api_key.');
    if (asked.client_secret !== CLIENT_SECRET) return refuse('invalid_client', 'The client secret is not that of this app.');
    if (!store.installation.installed) return refuse('app_not_installed', 'The app is not installed on this shop: open it from the admin first.');
    if (asked.grant_type === TOKEN_EXCHANGE) return exchange(store, asked);
    return asked.grant_type === 'refresh_token' ? refresh(store, asked) : refuse('unsupported_grant_type', `The grant type "${asked.grant_type}" is not supported.`);
  },
});

function exchange(store: Store, asked: Record<string, string>): Answer {
  if (asked.subject_token_type !== ID_TOKEN) return refuse('invalid_request', `subject_token_type must be ${ID_TOKEN}.`);
  if (asked.requested_token_type !== OFFLINE_TOKEN) return refuse('invalid_request', 'The sandbox gives offline access tokens only.');
  if (asked.expiring !== '1') return refuse('invalid_request', 'Non-expiring offline access tokens are not available to apps created after 1 April 2026: ask with expiring=1.');
  const refusal = refusalOfSessionToken(asked.subject_token ?? '', store.shop.domain);
  if (refusal) return refuse('invalid_subject_token', `The session token ${refusal}.`);
  return json(issueTokens(store));
}

function refresh(store: Store, asked: Record<string, string>): Answer {
  const tokens = refreshTokens(store, asked.refresh_token ?? '');
  return tokens ? json(tokens) : json({ error: 'invalid_request', error_description: 'This request requires an active refresh_token' }, 401);
}

/** The SDK sends JSON; OAuth's own form encoding is taken too. */
async function fieldsOf(ask: Ask): Promise<Record<string, string>> {
  if (ask.header('content-type')?.includes('form-urlencoded'))
    return Object.fromEntries(new URLSearchParams((await ask.body()).toString('utf8')));
  const value = (await ask.json()) as Record<string, unknown>;
  return Object.fromEntries(Object.entries(value ?? {}).map(([name, field]) => [name, String(field)]));
}

const refuse = (error: string, error_description: string): Answer => json({ error, error_description }, 400);
