// Expiring offline tokens: access for an hour, refresh for 90 days, rotated. A refresh token that was used stays usable
// until its replacement is used, at most 30 days: that is what lets an app lose an answer and ask again. Where the platform
// leaves open what becomes of the pair before, it dies at once here, so that an app which keeps the wrong one is found out.
// Wire clock.
import { randomBytes } from 'node:crypto';
import type { TokenGrant } from '../store/app-types.ts';
import type { Store } from '../store/store.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const ACCESS_MS = HOUR_MS;
const REFRESH_MS = 90 * DAY_MS;
const REUSE_MS = 30 * DAY_MS;

export interface TokenAnswer {
  access_token: string;
  scope: string;
  expires_in: number;
  refresh_token: string;
  refresh_token_expires_in: number;
}

export function issueTokens(store: Store): TokenAnswer {
  return answerOf(addGrant(store));
}

/** @returns null when the refresh token is unknown, used up or expired */
export function refreshTokens(store: Store, refreshToken: string): TokenAnswer | null {
  const { grants } = store.installation;
  const grant = grants.find((one) => one.refreshToken === refreshToken);
  const now = Date.now();
  if (!grant || grant.refreshExpiresAt <= now) return null;
  if (grant.firstRefreshedAt !== null && grant.firstRefreshedAt + REUSE_MS <= now) return null;
  const fresh = addGrant(store);
  const lost = grants.find((one) => one.refreshToken === grant.replacedBy);
  if (lost) lost.refreshExpiresAt = lost.accessExpiresAt = 0;
  for (const predecessor of grants) if (predecessor.replacedBy === refreshToken) predecessor.refreshExpiresAt = 0;
  grant.replacedBy = fresh.refreshToken;
  grant.firstRefreshedAt ??= now;
  grant.accessExpiresAt = 0;
  store.saveInstallation();
  return answerOf(fresh);
}

/** @returns the scopes of a living access token, or null */
export function scopesOfToken(store: Store, accessToken: string | undefined): readonly string[] | null {
  const grant = store.installation.grants.find((one) => one.accessToken === accessToken);
  if (!grant || grant.accessExpiresAt <= Date.now()) return null;
  const calls = callsOfTokens.get(store);
  if (calls) {
    const left = (calls.left.get(grant.accessToken) ?? calls.each) - 1;
    calls.left.set(grant.accessToken, left);
    if (left === 0) grant.accessExpiresAt = 0;
  }
  return grant.scopes;
}

/** How many calls each access token is good for, where that was limited. */
const callsOfTokens = new WeakMap<Store, { each: number; left: Map<string, number> }>();

/** Lets access tokens end after so many calls instead of after an hour; null: an hour again. */
export function limitCallsOfTokens(store: Store, calls: number | null): void {
  if (calls === null) callsOfTokens.delete(store);
  else callsOfTokens.set(store, { each: calls, left: new Map() });
}

/** Makes every access token useless at once, as when a secret leaked; refresh tokens live on. */
export function revokeAccessTokens(store: Store): void {
  for (const grant of store.installation.grants) grant.accessExpiresAt = 0;
  store.saveInstallation();
}

/** Makes every token useless, as when a merchant's admin cut the app off: only opening the app gives new ones. */
export function revokeAllTokens(store: Store): void {
  for (const grant of store.installation.grants) grant.accessExpiresAt = grant.refreshExpiresAt = 0;
  store.saveInstallation();
}

function addGrant(store: Store): TokenGrant {
  const now = Date.now();
  const grant: TokenGrant = {
    accessToken: `shpat_${randomBytes(16).toString('hex')}`, accessExpiresAt: now + ACCESS_MS,
    refreshToken: `shprt_${randomBytes(16).toString('hex')}`, refreshExpiresAt: now + REFRESH_MS,
    replacedBy: null, firstRefreshedAt: null, scopes: store.installation.scopes,
  };
  const living = store.installation.grants.filter((one) => one.accessExpiresAt > now || one.refreshExpiresAt > now);
  store.installation.grants = [...living, grant];
  store.saveInstallation();
  return grant;
}

const answerOf = (grant: TokenGrant): TokenAnswer => ({
  access_token: grant.accessToken, scope: grant.scopes.join(','), expires_in: ACCESS_MS / 1000,
  refresh_token: grant.refreshToken, refresh_token_expires_in: REFRESH_MS / 1000,
});
