// Shopify's session storage on our own table: tokens are sealed before they leave this file and opened only here. A
// token that does not open (its key is gone) counts as absent, so that the next page load simply fetches a new one.
import type { SessionStorage } from '@shopify/shopify-app-session-storage';
import { Session } from '@shopify/shopify-api';
import { deleteSession, type SessionRow, saveSession, sessionById, sessionsOfShop } from '#app/db/sessions.ts';
import { log } from '../log.ts';
import { open, type SealingKey, seal } from './seal.ts';

export class SealedSessionStorage implements SessionStorage {
  readonly #keys: () => readonly SealingKey[];

  constructor(keys: () => readonly SealingKey[]) {
    this.#keys = keys;
  }

  async storeSession(session: Session): Promise<boolean> {
    const sealed = (token: string) => seal(token, session.shop, this.#keys());
    await saveSession({
      shopDomain: session.shop,
      sessionId: session.id,
      state: session.state,
      isOnline: session.isOnline,
      scope: session.scope ?? null,
      expiresAt: session.expires ?? null,
      accessTokenSealed: sealed(session.accessToken ?? ''),
      refreshTokenSealed: session.refreshToken ? sealed(session.refreshToken) : null,
      refreshExpiresAt: session.refreshTokenExpires ?? null,
    });
    return true;
  }

  async loadSession(id: string): Promise<Session | undefined> {
    const row = await sessionById(shopOfSession(id), id);
    return row && this.#opened(row);
  }

  async deleteSession(id: string): Promise<boolean> {
    await deleteSession(shopOfSession(id), id);
    return true;
  }

  async deleteSessions(ids: string[]): Promise<boolean> {
    for (const id of ids) await this.deleteSession(id);
    return true;
  }

  async findSessionsByShop(shop: string): Promise<Session[]> {
    return (await sessionsOfShop(shop)).map((row) => this.#opened(row)).filter((session) => session !== undefined);
  }

  #opened(row: SessionRow): Session | undefined {
    try {
      const accessToken = open(row.accessTokenSealed, row.shopDomain, this.#keys());
      const refreshToken = row.refreshTokenSealed ? open(row.refreshTokenSealed, row.shopDomain, this.#keys()) : undefined;
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
}

/** Session ids are `offline_<shop>`, or `<shop>_<user>` for a person's own. */
function shopOfSession(id: string): string {
  return id.startsWith('offline_') ? id.slice('offline_'.length) : id.slice(0, id.lastIndexOf('_'));
}
