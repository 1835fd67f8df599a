// Shopify's access tokens, by shop. Only sealed text comes in and goes out here: what it says is the adapter's business.
import type { Queryable } from './pool.ts';
import { pool } from './pool.ts';

export interface SessionRow {
  shopDomain: string;
  sessionId: string;
  state: string;
  isOnline: boolean;
  scope: string | null;
  expiresAt: Date | null;
  accessTokenSealed: string;
  refreshTokenSealed: string | null;
  refreshExpiresAt: Date | null;
}

const COLUMNS = `shop_domain AS "shopDomain", session_id AS "sessionId", state, is_online AS "isOnline", scope, expires_at AS "expiresAt",
  access_token_sealed AS "accessTokenSealed", refresh_token_sealed AS "refreshTokenSealed", refresh_expires_at AS "refreshExpiresAt"`;

const UPSERT = `INSERT INTO sessions (shop_domain, session_id, state, is_online, scope, expires_at, access_token_sealed, refresh_token_sealed, refresh_expires_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
  ON CONFLICT (shop_domain, session_id) DO UPDATE SET state = excluded.state, is_online = excluded.is_online, scope = excluded.scope,
    expires_at = excluded.expires_at, access_token_sealed = excluded.access_token_sealed,
    refresh_token_sealed = excluded.refresh_token_sealed, refresh_expires_at = excluded.refresh_expires_at`;

const valuesOf = (row: SessionRow) => [row.shopDomain, row.sessionId, row.state, row.isOnline, row.scope, row.expiresAt, row.accessTokenSealed, row.refreshTokenSealed, row.refreshExpiresAt];

/** For whoever holds the row (lockSession): what it says takes the place of what was there. */
export async function saveSession(row: SessionRow, on: Queryable = pool()): Promise<void> {
  await on.query(UPSERT, valuesOf(row));
}

/** Leaves a session alone that ends later: it was handed out later. */
export async function saveNewerSession(row: SessionRow, on: Queryable = pool()): Promise<void> {
  await on.query(`${UPSERT} WHERE sessions.expires_at IS NULL OR excluded.expires_at IS NULL OR excluded.expires_at >= sessions.expires_at`, valuesOf(row));
}

/** A process that stands still with the row in its hand, or waits too long for it, gives up. */
const LOCK_LIMITS = "SELECT set_config('lock_timeout', '15s', true), set_config('idle_in_transaction_session_timeout', '30s', true)";

/** The session, which nobody else reads to renew it or writes until the transaction ends. */
export async function lockSession(shopDomain: string, sessionId: string, on: Queryable): Promise<SessionRow | undefined> {
  await on.query(LOCK_LIMITS);
  return (await on.query<SessionRow>(`SELECT ${COLUMNS} FROM sessions WHERE shop_domain = $1 AND session_id = $2 FOR UPDATE`, [shopDomain, sessionId])).rows[0];
}

export async function sessionById(shopDomain: string, sessionId: string, on: Queryable = pool()): Promise<SessionRow | undefined> {
  const { rows } = await on.query<SessionRow>({ name: 'session-by-id', text: `SELECT ${COLUMNS} FROM sessions WHERE shop_domain = $1 AND session_id = $2`, values: [shopDomain, sessionId] });
  return rows[0];
}

export async function sessionsOfShop(shopDomain: string, on: Queryable = pool()): Promise<SessionRow[]> {
  return (await on.query<SessionRow>(`SELECT ${COLUMNS} FROM sessions WHERE shop_domain = $1 ORDER BY expires_at DESC NULLS LAST LIMIT 25`, [shopDomain])).rows;
}

export async function deleteSession(shopDomain: string, sessionId: string, on: Queryable = pool()): Promise<void> {
  await on.query('DELETE FROM sessions WHERE shop_domain = $1 AND session_id = $2', [shopDomain, sessionId]);
}

export async function deleteSessionsOfShop(shopDomain: string, on: Queryable = pool()): Promise<void> {
  await on.query('DELETE FROM sessions WHERE shop_domain = $1', [shopDomain]);
}
