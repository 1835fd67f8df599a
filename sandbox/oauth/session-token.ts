// Session tokens: JWTs, HS256 with the app's secret, that the admin gives to an embedded app's page, and checkout to its
// extensions. Wire clock.
import { createHmac, randomUUID, timingSafeEqual } from 'node:crypto';
import { CLIENT_ID, CLIENT_SECRET } from '../credentials.ts';

const LIFETIME_SECONDS = 60;
const CHECKOUT_LIFETIME_SECONDS = 300;
const TOLERANCE_SECONDS = 10;
/** The one person who works in the sandbox's admin. */
const STAFF_MEMBER = '1';

export function mintSessionToken(shopDomain: string): string {
  return signed({ iss: `https://${shopDomain}/admin`, dest: `https://${shopDomain}`, sub: STAFF_MEMBER, sid: randomUUID() }, LIFETIME_SECONDS);
}

/** The one that checkout and customer accounts give to extensions: the shop by its domain alone, the customer where one is logged in. */
export function mintCheckoutToken(shopDomain: string, customerId: number | null): string {
  return signed({ dest: shopDomain, ...(customerId === null ? {} : { sub: `gid://shopify/Customer/${customerId}` }) }, CHECKOUT_LIFETIME_SECONDS);
}

function signed(claims: object, lifetimeSeconds: number): string {
  const now = Math.floor(Date.now() / 1000);
  const head = encode({ alg: 'HS256', typ: 'JWT' });
  const body = encode({ ...claims, aud: CLIENT_ID, exp: now + lifetimeSeconds, nbf: now - 1, iat: now, jti: randomUUID() });
  return `${head}.${body}.${signatureOf(`${head}.${body}`)}`;
}

/** @returns what is wrong with the token for this shop, or null */
export function refusalOfSessionToken(token: string, shopDomain: string): string | null {
  const [head, body, signature, ...rest] = token.split('.');
  if (!head || !body || !signature || rest.length > 0) return 'is not a JWT';
  if (decode(head)?.alg !== 'HS256') return 'is not signed with HS256';
  if (!same(signature, signatureOf(`${head}.${body}`))) return 'is not signed with the secret of this app';
  const claims = decode(body);
  if (!claims) return 'has no claims';
  const now = Math.floor(Date.now() / 1000);
  if (claims.aud !== CLIENT_ID) return 'is for another app';
  if (claims.dest !== `https://${shopDomain}`) return 'is for another shop';
  if (typeof claims.exp !== 'number' || claims.exp + TOLERANCE_SECONDS < now) return 'has expired';
  if (typeof claims.nbf === 'number' && claims.nbf - TOLERANCE_SECONDS > now) return 'is not valid yet';
  return null;
}

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const signatureOf = (text: string): string => createHmac('sha256', CLIENT_SECRET).update(text).digest('base64url');

function decode(part: string): Record<string, unknown> | null {
  try {
    const value = JSON.parse(Buffer.from(part, 'base64url').toString('utf8')) as unknown;
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}

function same(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}
