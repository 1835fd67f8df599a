// The durable inbox. A delivery is one row that is itself the work: pending → applied | set_aside.
import { SETTLED_COLUMNS, TALLY } from './delivery-tallies.ts';
import { jsonRows } from './json-rows.ts';
import type { Queryable } from './pool.ts';
import { pool } from './pool.ts';

export interface ArrivedDelivery {
  shopDomain: string;
  /** X-Shopify-Webhook-Id: the same across retries. */
  webhookId: string;
  topic: string;
  /** X-Shopify-Event-Id: the same event, whatever its subscriptions. */
  eventId: string | null;
  /** As it came, with all its digits. */
  triggeredAt: string;
  /** The body's bytes where they are text that PostgreSQL can hold. */
  payload: Buffer | string;
}

export interface PendingDelivery {
  webhookId: string;
  topic: string;
  triggeredAt: Date;
  payload: string;
}

/**
 * Takes a shop's oldest pending deliveries, in the order of their triggers, for the transaction of `on`. One worker a shop
 * at a time: a shop's facts are applied in order and never wait for each other's locks.
 * @param most so many deliveries, and so many bytes of payload; one at least, whatever it weighs
 */
export async function claimDeliveries(shopId: bigint, most: { deliveries: number; bytes: number }, on: Queryable): Promise<PendingDelivery[]> {
  const free = await on.query<{ free: boolean }>(`SELECT pg_try_advisory_xact_lock(hashtextextended('inbox', $1)) AS free`, [shopId]);
  if (!free.rows[0]?.free) return [];
  const { rows } = await on.query<PendingDelivery>({
    name: 'claim-deliveries',
    text: `SELECT webhook_id AS "webhookId", topic, triggered_at AS "triggeredAt", payload FROM (
             SELECT claimed.*, sum(octet_length(payload)) OVER (ORDER BY received_at, webhook_id) - octet_length(payload) AS bytes_before FROM (
               SELECT * FROM webhook_deliveries WHERE shop_id = $1 AND status = 'pending' ORDER BY received_at LIMIT $2 FOR UPDATE SKIP LOCKED
             ) claimed
           ) weighed WHERE bytes_before < $3 ORDER BY triggered_at, received_at`,
    values: [shopId, most.deliveries, most.bytes],
  });
  return rows;
}

export interface Settled {
  webhookId: string;
  status: 'applied' | 'set_aside';
  /** Why it was set aside, in a sentence. */
  error: string | null;
}

/** What was applied keeps no payload (it names people); what was set aside keeps it, so that a person can read it as it came. */
export async function settleDeliveries(shopId: bigint, settled: readonly Settled[], at: Date, on: Queryable): Promise<void> {
  const applied = settled.filter(({ status }) => status === 'applied').map(({ webhookId }) => webhookId);
  await on.query({
    name: 'settle-applied',
    text: `WITH settled AS (
             UPDATE webhook_deliveries SET status = 'applied', error = NULL, applied_at = $3, attempts = attempts + 1, payload = '' WHERE shop_id = $1 AND webhook_id = ANY($2) RETURNING ${SETTLED_COLUMNS}
           ) ${TALLY}`,
    values: [shopId, applied, at],
  });
  const setAside = settled.filter(({ status }) => status === 'set_aside');
  if (setAside.length === 0) return;
  await on.query(
    `WITH settled AS (
       UPDATE webhook_deliveries d SET status = 'set_aside', error = r.error, applied_at = $3, attempts = d.attempts + 1
         FROM jsonb_to_recordset($2::jsonb) AS r("webhookId" text, error text)
        WHERE d.shop_id = $1 AND d.webhook_id = r."webhookId" RETURNING ${SETTLED_COLUMNS}
     ) ${TALLY}`,
    [shopId, jsonRows(setAside), at],
  );
}

export interface SetAsideDelivery {
  webhookId: string;
  topic: string;
  triggeredAt: Date;
  error: string;
  /** Its payload is still here, so that it can be applied again. */
  retryable: boolean;
}

/** What could not be applied, newest first, for a person to look at. */
export async function setAsideDeliveries(shopId: bigint, limit: number, on: Queryable = pool()): Promise<SetAsideDelivery[]> {
  const { rows } = await on.query<SetAsideDelivery>(
    `SELECT webhook_id AS "webhookId", topic, triggered_at AS "triggeredAt", error, payload <> '' AS retryable FROM webhook_deliveries
      WHERE shop_id = $1 AND status = 'set_aside' ORDER BY triggered_at DESC LIMIT $2`,
    [shopId, limit],
  );
  return rows;
}

/** Puts what was set aside back to the work. What holds no payload any more stays as it is. @param webhookIds absent: all of the shop's @returns how many */
export async function retrySetAside(shopId: bigint, webhookIds: readonly string[] | undefined, on: Queryable = pool()): Promise<number> {
  const { rowCount } = await on.query(
    `UPDATE webhook_deliveries SET status = 'pending', error = NULL, applied_at = NULL
      WHERE shop_id = $1 AND status = 'set_aside' AND payload <> '' AND ($2::text[] IS NULL OR webhook_id = ANY($2))`,
    [shopId, webhookIds ?? null],
  );
  return rowCount ?? 0;
}
