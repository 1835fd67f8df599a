// A session as the database keeps it: tokens are sealed before they leave this file and opened only here. A token that
// does not open (its key is gone) counts as absent, so that the next page load simply fetches a new one.
import { Session } from '@shopify/shopify-api';
import type { SessionRow } from '#app/db/sessions.ts';
import { log } from '../log.ts';
import { open, type SealingKey, seal } from './seal.ts';

export function sealSession(session: Session, keys: readonly SealingKey[]): SessionRow {
  const sealed = (token: string) => seal(token, session.shop, keys);
  return {
    shopDomain: session.shop,
    sessionId: session.id,
    state: session.state,
    isOnline: session.isOnline,
    scope: session.scope ?? null,
    expiresAt: session.expires ?? null,
    accessTokenSealed: sealed(session.accessToken ?? ''),
    refreshTokenSealed: session.refreshToken ? sealed(session.refreshToken) : null,
    refreshExpiresAt: session.refreshTokenExpires ?? null,
  };
}

export function openSession(row: SessionRow, keys: readonly SealingKey[]): Session | undefined {
  try {
    const accessToken = open(row.accessTokenSealed, row.shopDomain, keys);
    const refreshToken = row.refreshTokenSealed ? open(row.refreshTokenSealed, row.shopDomain, keys) : undefined;
    return new Session({
      id: row.sessionId,
      shop: row.shopDomain,
      state: row.state,
      isOnline: row.isOnline,
      ...(row.scope === null ? {} : { scope: row.scope }),
      ...(row.expiresAt === null ? {} : { expires: row.expiresAt }),
      accessToken,
      ...(refreshToken === undefined ? {} : { refreshToken }),
      ...(row.refreshExpiresAt === null ? {} : { refreshTokenExpires: row.refreshExpiresAt }),
    });
  } catch (error) {
    log().warn({ shop: row.shopDomain, error: (error as Error).message }, 'a stored token does not open');
    return undefined;
  }
}
