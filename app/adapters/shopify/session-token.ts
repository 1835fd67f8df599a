// Whether a request really comes from an extension on one of a shop's pages: the session token that the page hands out, a
// JWT signed with the app's secret. https://shopify.dev/docs/api/checkout-ui-extensions/latest/apis/session-token
// Our own, because the time is an argument and the SDK's reads the clock (test/unit compares the two).
import { createHmac, timingSafeEqual } from 'node:crypto';

/** So far may two machines' clocks be apart. */
const TOLERANCE_S = 10;

export type SessionToken =
  | { kind: 'genuine'; shopDomain: string; customerId: bigint | null }
  /** Missing, wrong, another app's, or not of this moment. */
  | { kind: 'refused'; message: string };

interface Claims {
  aud?: unknown;
  dest?: unknown;
  sub?: unknown;
  exp?: unknown;
  nbf?: unknown;
}

/**
 * @param authorization the header, "Bearer <token>"
 * @param app any of its secrets holds: while one is rotated, Shopify signs with the old one
 * @param now wire time, never the business clock
 */
export function verifySessionToken(authorization: string | undefined, app: { apiKey: string; apiSecrets: readonly string[] }, now: Date): SessionToken {
  const token = /^Bearer (\S+)$/.exec(authorization ?? '')?.[1] ?? '';
  const [head, body, ...rest] = token.split('.');
  if (!head || !body || rest.length !== 1) return refused('The session token is missing.');
  if ((decoded(head) as { alg?: unknown } | undefined)?.alg !== 'HS256' || !app.apiSecrets.some((secret) => isTokenSignedBy(secret, token))) return refused('The session token is not signed by Shopify for this app.');
  const claims = decoded(body) as Claims | undefined;
  if (claims?.aud !== app.apiKey) return refused('The session token is for another app.');
  const nowS = now.getTime() / 1000;
  if (typeof claims.exp !== 'number' || claims.exp + TOLERANCE_S < nowS) return refused('The session token has expired.');
  if (typeof claims.nbf !== 'number' || claims.nbf - TOLERANCE_S > nowS) return refused('The session token is not valid yet.');
  // In the admin it is an address, on the pages after checkout the domain alone.
  const shopDomain = /^(?:https:\/\/)?([a-z0-9][a-z0-9-]*\.myshopify\.com)$/.exec(String(claims.dest))?.[1];
  if (!shopDomain) return refused('The session token names no shop.');
  const customer = /^gid:\/\/shopify\/Customer\/(\d{1,18})$/.exec(String(claims.sub))?.[1];
  return { kind: 'genuine', shopDomain, customerId: customer === undefined ? null : BigInt(customer) };
}

const refused = (message: string): SessionToken => ({ kind: 'refused', message });

/** Says nothing of what the token claims. */
export function isTokenSignedBy(secret: string, token: string): boolean {
  const end = token.lastIndexOf('.');
  const expected = createHmac('sha256', secret).update(token.slice(0, end)).digest();
  const given = Buffer.from(token.slice(end + 1), 'base64url');
  return given.length === expected.length && timingSafeEqual(given, expected);
}

function decoded(part: string): object | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}
