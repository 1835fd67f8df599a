// Shopify's session storage on our own table, for the library's part: who opens a page brings a token. A token that was
// handed out earlier never overwrites a later one, whichever process comes last.
import type { Session } from '@shopify/shopify-api';
import type { SessionStorage } from '@shopify/shopify-app-session-storage';
import { deleteSession, saveNewerSession, sessionById, sessionsOfShop } from '#app/db/sessions.ts';
import type { SealingKey } from './seal.ts';
import { openSession, sealSession } from './sealed-session.ts';

export class SealedSessionStorage implements SessionStorage {
  readonly #keys: () => readonly SealingKey[];

  constructor(keys: () => readonly SealingKey[]) {
    this.#keys = keys;
  }

  async storeSession(session: Session): Promise<boolean> {
    await saveNewerSession(sealSession(session, this.#keys()));
    return true;
  }

  async loadSession(id: string): Promise<Session | undefined> {
    const row = await sessionById(shopOfSession(id), id);
    return row && openSession(row, this.#keys());
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
    return (await sessionsOfShop(shop)).map((row) => openSession(row, this.#keys())).filter((session) => session !== undefined);
  }
}

/** Session ids are `offline_<shop>`, or `<shop>_<user>` for a person's own. */
function shopOfSession(id: string): string {
  return id.startsWith('offline_') ? id.slice('offline_'.length) : id.slice(0, id.lastIndexOf('_'));
}
