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

/** As the reason begins of one that is no JSON: no retry will ever read it. */
export const UNREADABLE = 'What Shopify sent is not readable';

const CAN_BE_TRIED = `payload <> '' AND NOT starts_with(error, '${UNREADABLE}')`;

export interface SetAsideDelivery {
  webhookId: string;
  topic: string;
  triggeredAt: Date;
  error: string;
  /** Its payload is still here, and may be applied another time. */
  retryable: boolean;
  attempts: number;
  /** What it told is still missing: nothing was read from the store since that tells the same. */
  open: boolean;
  /** A comparison with the store brings what it told. */
  readAnew: boolean;
}

/**
 * Topics that tell what a comparison with the store reads as well, as they begin: whatever of them could not be applied is
 * here once the store was compared since.
 */
const READ_ANEW = ['products/', 'inventory_', 'orders/', 'refunds/', 'fulfillments/', 'customers/create', 'customers/update', 'collections/', 'locations/', 'markets/', 'shop/update'];

const IS_OPEN = '($2::timestamptz IS NULL OR triggered_at > $2 OR NOT topic LIKE ANY ($3))';

/** @param goodPoint when everything in the store was last known to be here @returns how many were set aside, and of how many what they told is still missing */
export async function countSetAside(shopId: bigint, goodPoint: Date | undefined, on: Queryable = pool()): Promise<{ all: number; open: number; retryable: number }> {
  const { rows } = await on.query<{ all: number; open: number; retryable: number }>(
    `SELECT count(*)::int AS "all", (count(*) FILTER (WHERE ${IS_OPEN}))::int AS open, (count(*) FILTER (WHERE ${CAN_BE_TRIED}))::int AS retryable
       FROM webhook_deliveries WHERE shop_id = $1 AND status = 'set_aside'`,
    [shopId, goodPoint ?? null, READ_ANEW.map((topic) => `${topic}%`)],
  );
  return rows[0] ?? { all: 0, open: 0, retryable: 0 };
}

/** What could not be applied, newest first, for a person to look at. @param goodPoint when everything in the store was last known to be here */
export async function setAsideDeliveries(shopId: bigint, goodPoint: Date | undefined, page: { limit: number; offset: number }, on: Queryable = pool()): Promise<SetAsideDelivery[]> {
  const { rows } = await on.query<SetAsideDelivery>(
    `SELECT webhook_id AS "webhookId", topic, triggered_at AS "triggeredAt", error, ${CAN_BE_TRIED} AS retryable, attempts, ${IS_OPEN} AS open, topic LIKE ANY ($3) AS "readAnew" FROM webhook_deliveries
      WHERE shop_id = $1 AND status = 'set_aside' ORDER BY triggered_at DESC, webhook_id LIMIT $4 OFFSET $5`,
    [shopId, goodPoint ?? null, READ_ANEW.map((topic) => `${topic}%`), page.limit, page.offset],
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

/** Of those that can be tried again, oldest first. */
export async function setAsideIds(shopId: bigint, limit: number, on: Queryable = pool()): Promise<string[]> {
  const { rows } = await on.query<{ webhookId: string }>(
    `SELECT webhook_id AS "webhookId" FROM webhook_deliveries WHERE shop_id = $1 AND status = 'set_aside' AND ${CAN_BE_TRIED} ORDER BY triggered_at LIMIT $2`,
    [shopId, limit],
  );
  return rows.map(({ webhookId }) => webhookId);
}

export interface SettledStates {
  applied: number;
  setAside: number;
  pending: number;
}

export async function statesOfDeliveries(shopId: bigint, webhookIds: readonly string[], on: Queryable = pool()): Promise<SettledStates> {
  const { rows } = await on.query<SettledStates>(
    `SELECT (count(*) FILTER (WHERE status = 'applied'))::int AS applied, (count(*) FILTER (WHERE status = 'set_aside'))::int AS "setAside", (count(*) FILTER (WHERE status = 'pending'))::int AS pending
       FROM webhook_deliveries WHERE shop_id = $1 AND webhook_id = ANY($2)`,
    [shopId, webhookIds],
  );
  return rows[0] ?? { applied: 0, setAside: 0, pending: 0 };
}

/** What waits to be applied, and for how long by the database's own clock; null: nothing waits. */
export async function waitingDeliveries(shopId: bigint, on: Queryable = pool()): Promise<{ count: number; oldestMsAgo: number | null }> {
  const { rows } = await on.query<{ count: number; oldestMsAgo: number | null }>(
    `SELECT count(*)::int AS count, (extract(epoch FROM now() - min(received_at)) * 1000)::float8 AS "oldestMsAgo" FROM webhook_deliveries WHERE shop_id = $1 AND status = 'pending'`,
    [shopId],
  );
  return rows[0] ?? { count: 0, oldestMsAgo: null };
}
