// Guests and customers who are one person, found by the keyed hash of their address (pipeline/sync/email-hash.ts): whoever
// came first, a guest's order is the customer's who has the address, the one who was told with it last. Addresses are not kept.
import { jsonRows } from './json-rows.ts';
import type { Queryable } from './pool.ts';
import { pool } from './pool.ts';

/** By the key, row by row: while a past is being read the planner knows nothing of these tables, and would join them the wrong way round. */
const ONE_BY_ONE = 'OFFSET 0';

export interface CustomerAddress {
  customerId: bigint;
  emailHashes: readonly string[];
  toldAt: Date;
}

/** What a customer was told with; their guest orders become theirs. @returns orders that did now */
export async function noteCustomerEmails(shopId: bigint, addresses: readonly CustomerAddress[], on: Queryable = pool()): Promise<bigint[]> {
  const rows = addresses.flatMap(({ customerId, emailHashes, toldAt }) => emailHashes.map((emailHash) => ({ customerId, emailHash, toldAt })));
  if (rows.length === 0) return [];
  await on.query(
    `INSERT INTO customer_emails AS e (shop_id, email_hash, customer_id, told_at)
     SELECT $1, r."emailHash", c.customer_id, max(r."toldAt") FROM jsonb_to_recordset($2::jsonb) AS r("customerId" bigint, "emailHash" text, "toldAt" timestamptz)
      CROSS JOIN LATERAL (SELECT customer_id FROM customers WHERE shop_id = $1 AND customer_id = merged_into($1, r."customerId") AND deleted_at IS NULL ${ONE_BY_ONE}) c
      GROUP BY 2, 3
     ON CONFLICT (shop_id, email_hash, customer_id) DO UPDATE SET told_at = excluded.told_at WHERE excluded.told_at > e.told_at`,
    [shopId, jsonRows(rows)],
  );
  return giveGuestOrders(shopId, rows.map(({ emailHash }) => emailHash), on);
}

export interface GuestOrder {
  orderId: bigint;
  emailHashes: readonly string[];
}

/** Orders without a customer, and the address that each was placed with. @returns those that have one now */
export async function noteGuestOrders(shopId: bigint, guests: readonly GuestOrder[], on: Queryable = pool()): Promise<bigint[]> {
  const rows = guests.flatMap(({ orderId, emailHashes }) => emailHashes.map((emailHash) => ({ orderId, emailHash })));
  if (rows.length === 0) return [];
  await on.query(
    `INSERT INTO guest_orders (shop_id, order_id, email_hash) SELECT $1, r."orderId", r."emailHash" FROM jsonb_to_recordset($2::jsonb) AS r("orderId" bigint, "emailHash" text) ON CONFLICT DO NOTHING`,
    [shopId, jsonRows(rows)],
  );
  return giveGuestOrders(shopId, rows.map(({ emailHash }) => emailHash), on);
}

/** Whose an address is. @param hashes SQL of a list of hashes */
const owners = (hashes: string): string => `
  SELECT DISTINCT ON (e.email_hash) e.email_hash, e.customer_id FROM customer_emails e
   CROSS JOIN LATERAL (SELECT 1 FROM customers c WHERE c.shop_id = e.shop_id AND c.customer_id = e.customer_id AND c.deleted_at IS NULL ${ONE_BY_ONE}) alive
   WHERE e.shop_id = $1 AND e.email_hash = ANY(${hashes}) ORDER BY e.email_hash, e.told_at DESC, e.customer_id`;

/** @returns whose an address is, by its hash; those of nobody are left out */
export async function customersByEmail(shopId: bigint, emailHashes: readonly string[], on: Queryable = pool()): Promise<Map<string, bigint>> {
  if (emailHashes.length === 0) return new Map();
  const { rows } = await on.query<{ email_hash: string; customer_id: bigint }>(owners('$2::text[]'), [shopId, emailHashes]);
  return new Map(rows.map((row) => [row.email_hash, row.customer_id]));
}

async function giveGuestOrders(shopId: bigint, emailHashes: readonly string[], on: Queryable): Promise<bigint[]> {
  // Guests are few among customers: only theirs are looked at further.
  const { rows: waiting } = await on.query<{ order_id: bigint; email_hash: string }>('SELECT order_id, email_hash FROM guest_orders WHERE shop_id = $1 AND email_hash = ANY($2::text[])', [shopId, emailHashes]);
  const found = await customersByEmail(shopId, [...new Set(waiting.map((row) => row.email_hash))], on);
  const owned = waiting.flatMap((row) => {
    const customerId = found.get(row.email_hash);
    return customerId === undefined ? [] : [{ orderId: row.order_id, customerId }];
  });
  if (owned.length === 0) return [];
  const { rows } = await on.query<{ order_id: bigint }>(
    `UPDATE orders o SET customer_id = r."customerId" FROM jsonb_to_recordset($2::jsonb) AS r("orderId" bigint, "customerId" bigint)
      WHERE o.shop_id = $1 AND o.order_id = r."orderId" AND o.customer_id IS NULL AND o.deleted_at IS NULL RETURNING o.order_id`,
    [shopId, jsonRows(owned)],
  );
  return rows.map((row) => row.order_id);
}
