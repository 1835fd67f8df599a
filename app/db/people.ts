// What is held about one person, under every id they had: counted for who asks, and forgotten when that is asked for.
import { idsOfPerson } from './customer-merges.ts';
import { tablesThat } from './person-tables.ts';
import type { Queryable } from './pool.ts';
import { pool } from './pool.ts';
import { beginRedaction, keepOut } from './redactions.ts';

/** Rows by kind. A message is one that was sent; what may still be sent is a step. */
export interface HeldAbout {
  customers: number;
  orders: number;
  checkouts: number;
  decisions: number;
  enrollments: number;
  steps: number;
  messages: number;
  messageEvents: number;
}

/** How much is held about one person, under every id they had, for a data request. */
export async function countHeldAbout(shopId: bigint, customerId: bigint, on: Queryable = pool()): Promise<HeldAbout> {
  const { rows } = await on.query<HeldAbout>(
    `WITH person AS (SELECT unnest($2::bigint[]) AS customer_id)
     SELECT (SELECT count(*)::int FROM customers JOIN person USING (customer_id) WHERE shop_id = $1) AS customers,
            (SELECT count(*)::int FROM orders JOIN person USING (customer_id) WHERE shop_id = $1) AS orders,
            (SELECT count(*)::int FROM checkouts JOIN person USING (customer_id) WHERE shop_id = $1) AS checkouts,
            (SELECT count(*)::int FROM decisions JOIN person USING (customer_id) WHERE shop_id = $1) AS decisions,
            (SELECT count(*)::int FROM enrollments JOIN person USING (customer_id) WHERE shop_id = $1) AS enrollments,
            (SELECT count(*)::int FROM steps JOIN person USING (customer_id) WHERE shop_id = $1) AS steps,
            (SELECT count(*)::int FROM steps JOIN person USING (customer_id) WHERE shop_id = $1 AND status = 'sent') AS messages,
            (SELECT count(*)::int FROM message_events e JOIN steps s ON s.shop_id = e.shop_id AND s.step_id = e.step_id JOIN person USING (customer_id) WHERE s.shop_id = $1) AS "messageEvents"`,
    [shopId, await idsOfPerson(shopId, customerId, on)],
  );
  return rows[0] as HeldAbout;
}

/**
 * Forgets who it was, under every id they had, for good: what they were sent and what was measured of them goes, with the visitors
 * they were; orders and decisions stay as numbers, without the person; what was set aside and names them is emptied.
 * @param orderIds orders that Shopify names with the request: a guest's, too
 */
export async function forgetPerson(shopId: bigint, customerId: bigint, orderIds: readonly bigint[], on: Queryable): Promise<void> {
  await beginRedaction(shopId, on);
  const ids = await idsOfPerson(shopId, customerId, on);
  const visitors = (await on.query<{ visitor_id: string }>('SELECT visitor_id FROM subject_links WHERE shop_id = $1 AND customer_id = ANY($2::bigint[])', [shopId, ids])).rows.map((row) => row.visitor_id);
  const keys = [...ids.map((id) => `c:${id}`), ...visitors.map((visitor) => `v:${visitor}`)];
  const person = [shopId, ids];
  const orders = (
    await on.query<{ order_id: bigint }>(
      `SELECT order_id FROM orders WHERE shop_id = $1 AND (customer_id = ANY($2::bigint[]) OR visitor_id = ANY($4::text[]))
       UNION SELECT unnest($3::bigint[])
       UNION SELECT g.order_id FROM guest_orders g LEFT JOIN orders o ON o.shop_id = g.shop_id AND o.order_id = g.order_id
              WHERE g.shop_id = $1 AND (o.customer_id IS NULL OR o.customer_id = ANY($2::bigint[]))
                AND g.email_hash IN (SELECT email_hash FROM customer_emails WHERE shop_id = $1 AND customer_id = ANY($2::bigint[]))`,
      [...person, orderIds, visitors],
    )
  ).rows.map((row) => row.order_id);
  await keepOut(shopId, { customerIds: ids, orderIds: orders }, on);
  await on.query('DELETE FROM message_events WHERE shop_id = $1 AND step_id IN (SELECT step_id FROM steps WHERE shop_id = $1 AND customer_id = ANY($2::bigint[]))', person);
  await on.query('UPDATE orders SET customer_id = NULL, visitor_id = NULL, step_id = NULL WHERE shop_id = $1 AND order_id = ANY($2::bigint[])', [shopId, orders]);
  await on.query('DELETE FROM guest_orders WHERE shop_id = $1 AND order_id = ANY($2::bigint[])', [shopId, orders]);
  await on.query('UPDATE decisions SET customer_id = NULL, visitor_id = NULL WHERE shop_id = $1 AND (customer_id = ANY($2::bigint[]) OR visitor_id = ANY($3::text[]))', [...person, visitors]);
  for (const table of tablesThat({ by: 'customer_id', forgotten: 'rows' })) await on.query(`DELETE FROM ${table} WHERE shop_id = $1 AND customer_id = ANY($2::bigint[])`, person);
  for (const table of tablesThat({ by: 'subject_key', forgotten: 'rows' })) await on.query(`DELETE FROM ${table} WHERE shop_id = $1 AND subject_key = ANY($2::text[])`, [shopId, keys]);
  await on.query('DELETE FROM customer_merges WHERE shop_id = $1 AND (deleted_id = ANY($2::bigint[]) OR kept_id = ANY($2::bigint[]))', person);
  await on.query('DELETE FROM moved_orders WHERE shop_id = $1 AND (from_id = ANY($2::bigint[]) OR to_id = ANY($2::bigint[]))', person);
  await on.query(`UPDATE changes SET detail = detail - 'customerId' WHERE shop_id = $1 AND detail->>'customerId' = ANY($2::text[])`, [shopId, ids.map(String)]);
  await on.query(
    `UPDATE webhook_deliveries SET payload = '' WHERE shop_id = $1 AND status = 'set_aside' AND EXISTS (SELECT 1 FROM unnest($2::text[]) AS named WHERE position(named in payload) > 0)`,
    [shopId, [...ids, ...orders].map(String)],
  );
}

/** Every row that is kept about one person, by table, ids and hashes as text: what a data request is answered with. */
export async function recordsAbout(shopId: bigint, customerId: bigint, on: Queryable = pool()): Promise<Record<string, object[]>> {
  const ids = await idsOfPerson(shopId, customerId, on);
  const rows = async (sql: string, values: readonly unknown[]) => (await on.query<{ row: object }>(`SELECT to_jsonb(t) - 'shop_id' AS row FROM ${sql}`, [shopId, ...values])).rows.map(({ row }) => row);
  const told: Record<string, object[]> = {};
  for (const table of tablesThat({ by: 'customer_id' })) told[table] = await rows(`${table} t WHERE t.shop_id = $1 AND t.customer_id = ANY($2::bigint[])`, [ids]);
  for (const table of tablesThat({ by: 'subject_key' })) {
    told[table] = await rows(
      `${table} t WHERE t.shop_id = $1 AND (t.subject_key = ANY($3::text[]) OR t.subject_key IN (SELECT 'v:' || visitor_id FROM subject_links WHERE shop_id = $1 AND customer_id = ANY($2::bigint[])))`,
      [ids, ids.map((id) => `c:${id}`)],
    );
  }
  told.order_lines = await rows('order_lines t JOIN orders o ON o.shop_id = t.shop_id AND o.order_id = t.order_id WHERE t.shop_id = $1 AND o.customer_id = ANY($2::bigint[])', [ids]);
  told.message_events = await rows('message_events t JOIN steps s ON s.shop_id = t.shop_id AND s.step_id = t.step_id WHERE t.shop_id = $1 AND s.customer_id = ANY($2::bigint[])', [ids]);
  return told;
}
