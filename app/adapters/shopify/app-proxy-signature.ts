// Whether a storefront request really came through Shopify's app proxy: hex HMAC-SHA256, by the app's secret, over the
// sorted "key=value" pairs without separators. https://shopify.dev/docs/apps/build/online-store/app-proxies/authenticate-app-proxies
// Our own, because it stands in the hot path: the SDK's is asynchronous and reads the clock (test/unit compares the two).
import { createHmac, createSecretKey, type KeyObject, timingSafeEqual } from 'node:crypto';

/** Older or newer than this and a recorded request is being replayed, or a clock is wrong. */
const TOLERANCE_S = 90;

export type ProxySignature =
  | { kind: 'genuine'; shopDomain: string; customerId: bigint | null }
  /** Cannot be understood: a parameter twice, no shop, no time. */
  | { kind: 'malformed'; message: string }
  /** Missing, wrong or stale. */
  | { kind: 'refused'; message: string };

/**
 * @param secrets of the app, any of which holds: while one is rotated, Shopify signs with the old one
 * @param now wire time, never the business clock
 */
export function verifyAppProxy(query: URLSearchParams, secrets: readonly string[], now: Date): ProxySignature {
  const names = [...query.keys()];
  if (new Set(names).size < names.length) return { kind: 'malformed', message: 'A parameter is given more than once.' };
  const signature = query.get('signature');
  if (!signature) return { kind: 'refused', message: 'The signature is missing.' };
  if (!secrets.some((secret) => isSignedBy(secret, query, signature))) return { kind: 'refused', message: 'The signature is wrong.' };

  const timestamp = query.get('timestamp') ?? '';
  if (!/^\d{1,12}$/.test(timestamp)) return { kind: 'malformed', message: 'The timestamp is missing or not a number of seconds.' };
  if (Math.abs(now.getTime() / 1000 - Number(timestamp)) > TOLERANCE_S) return { kind: 'refused', message: 'The signature is too old.' };

  const shopDomain = query.get('shop') ?? '';
  if (!/^[a-z0-9][a-z0-9-]*\.myshopify\.com$/.test(shopDomain)) return { kind: 'malformed', message: 'The shop is missing or not a myshopify.com domain.' };
  const customer = query.get('logged_in_customer_id') ?? '';
  if (!/^\d{0,19}$/.test(customer)) return { kind: 'malformed', message: 'The customer id is not a number.' };
  return { kind: 'genuine', shopDomain, customerId: customer === '' ? null : BigInt(customer) };
}

/** For callers that sign as Shopify does: tests, the bench. */
export function signAppProxy(query: URLSearchParams, secret: string): string {
  return digest(query, secret).toString('hex');
}

function isSignedBy(secret: string, query: URLSearchParams, signature: string): boolean {
  const expected = digest(query, secret);
  const given = Buffer.from(signature, 'hex');
  return /^[0-9a-f]{64}$/.test(signature) && timingSafeEqual(given, expected);
}

function digest(query: URLSearchParams, secret: string): Buffer {
  const pairs = [...query].filter(([name]) => name !== 'signature').map(([name, value]) => `${name}=${value}`);
  return createHmac('sha256', keyOf(secret)).update(pairs.sort().join('')).digest();
}

const keys = new Map<string, KeyObject>();

/** Of a bare text every signature would make one anew. An app has one secret, two while it is changed. */
function keyOf(secret: string): KeyObject {
  const known = keys.get(secret) ?? createSecretKey(secret, 'utf8');
  keys.set(secret, known);
  return known;
}
