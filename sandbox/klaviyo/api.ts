// Klaviyo's API on the sandbox's server, under /klaviyo: who calls, whether they may, whether too often, and then the
// endpoint. Everything that goes wrong is answered in Klaviyo's shape.
import { setTimeout as wait } from 'node:timers/promises';
import type { Answer, Ask, Route } from '../http/server.ts';
import type { KlaviyoAccount } from './account.ts';
import { accountEndpoints } from './endpoints/accounts.ts';
import type { Endpoint } from './endpoints/endpoint.ts';
import { eventEndpoints } from './endpoints/events.ts';
import { flowEndpoints } from './endpoints/flows.ts';
import { metricEndpoints } from './endpoints/metrics.ts';
import { profileEndpoints } from './endpoints/profiles.ts';
import { templateEndpoints } from './endpoints/templates.ts';
import { limitHeaders } from './rate-limits.ts';
import { invalid, KlaviyoRefusal, refusalAnswer, throttled } from './refusal.ts';
import { InvalidBody } from './requests.ts';

const MOUNT = '/klaviyo';
/** What the SDK of this year speaks, and the document that our table is held against. */
const REVISION = '2026-07-15';
const SCHEME = 'Klaviyo-API-Key ';
const BODY_LIMIT_BYTES = 5 * 1024 * 1024;
const METHODS = ['GET', 'POST', 'PATCH', 'DELETE'] as const;

export const ENDPOINTS: readonly Endpoint[] = [...accountEndpoints, ...metricEndpoints, ...profileEndpoints, ...eventEndpoints, ...templateEndpoints, ...flowEndpoints];

const TABLE = ENDPOINTS.map((endpoint) => ({ endpoint, pattern: new RegExp(`^${endpoint.path.replace(/:(\w+)/g, '(?<$1>[^/]+)')}/?$`) }));

export const klaviyoApiRoutes = (account: KlaviyoAccount): Route[] =>
  METHODS.map((method) => ({ method, path: `${MOUNT}/*`, handle: (ask) => handle(account, ask) }));

async function handle(account: KlaviyoAccount, ask: Ask): Promise<Answer> {
  let headers: Record<string, string> = {};
  try {
    if (account.weather.slowMs > 0) await wait(account.weather.slowMs);
    const { endpoint, params } = endpointFor(ask);
    authenticate(account, ask);
    requireRevision(ask);
    requireScopes(account, endpoint);
    sufferWeather(account);
    const taken = account.limits.take(endpoint.operation, endpoint.limit, Date.now());
    if ('waitSeconds' in taken) throw throttled(taken.waitSeconds);
    headers = limitHeaders(endpoint.limit, taken.remaining);
    requireKnownQuery(ask, endpoint);
    const body = endpoint.method === 'POST' || endpoint.method === 'PATCH' ? await bodyOf(ask) : undefined;
    const base = account.urls.sandbox + MOUNT;
    const answered = endpoint.handle({ account, params, query: ask.url.searchParams, base, body });
    return { ...answered, headers: { ...headers, ...answered.headers } };
  } catch (error) {
    if (error instanceof KlaviyoRefusal) return refusalAnswer([error], headers);
    if (error instanceof InvalidBody) return refusalAnswer(error.refusals, headers);
    throw error;
  }
}

function endpointFor({ method, url }: Ask): { endpoint: Endpoint; params: Record<string, string> } {
  const path = url.pathname.slice(MOUNT.length);
  const matching = TABLE.filter(({ pattern }) => pattern.test(path));
  const found = matching.find(({ endpoint }) => endpoint.method === method);
  if (found) return { endpoint: found.endpoint, params: { ...found.pattern.exec(path)?.groups } };
  if (matching.length > 0) throw new KlaviyoRefusal(405, 'method_not_allowed', 'Method not allowed.', `Method "${method}" not allowed.`);
  throw new KlaviyoRefusal(404, 'not_found', 'Not found.', `${method} ${path} is not modelled by this sandbox. Modelled: ${ENDPOINTS.map((each) => `${each.method} ${each.path}`).join(', ')}.`);
}

function authenticate({ key }: KlaviyoAccount, ask: Ask): void {
  const header = ask.header('authorization');
  if (!header?.startsWith(SCHEME)) throw new KlaviyoRefusal(401, 'not_authenticated', 'Authentication credentials were not provided.', 'Missing or invalid private key.', { pointer: '/data/' });
  if (key.revoked || header.slice(SCHEME.length).trim() !== key.key)
    throw new KlaviyoRefusal(401, 'authentication_failed', 'Incorrect authentication credentials.', 'Incorrect authentication credentials.', { pointer: '/data/' });
}

function requireRevision(ask: Ask): void {
  const revision = ask.header('revision');
  if (revision === REVISION) return;
  const detail = revision === undefined ? 'The revision header is required.' : `Revision "${revision}" is not modelled by this sandbox; it speaks ${REVISION}.`;
  throw new KlaviyoRefusal(400, 'invalid_revision', 'Invalid revision.', detail, { parameter: 'revision' });
}

function requireScopes({ key }: KlaviyoAccount, { scopes }: Endpoint): void {
  const missing = scopes.filter((scope) => !key.scopes.includes(scope));
  if (missing.length === 0) return;
  throw new KlaviyoRefusal(403, 'permission_denied', 'You do not have permission to perform this action.', `The API key is missing the required scope: ${missing.join(', ')}.`, { pointer: '/data/' });
}

function sufferWeather({ weather }: KlaviyoAccount): void {
  if (weather.throttle > 0) {
    weather.throttle -= 1;
    throw throttled(1);
  }
  if (weather.down > 0) {
    weather.down -= 1;
    throw new KlaviyoRefusal(503, 'unavailable', 'Service unavailable.', 'The service is temporarily unavailable.');
  }
}

function requireKnownQuery({ url }: Ask, { query }: Endpoint): void {
  for (const name of url.searchParams.keys()) if (!query.includes(name)) throw invalid(`'${name}' is not a valid query parameter here.`, { parameter: name });
}

/** The SDK says application/json, the document application/vnd.api+json: both are taken, as by Klaviyo. */
async function bodyOf(ask: Ask): Promise<unknown> {
  const bytes = await ask.body();
  if (bytes.length > BODY_LIMIT_BYTES) throw new KlaviyoRefusal(413, 'payload_too_large', 'Payload too large.', 'A request holds at most 5 MB.');
  try {
    return JSON.parse(bytes.toString('utf8')) as unknown;
  } catch {
    throw invalid('The body is not JSON.', { pointer: '/data' });
  }
}
