// Customers without personal data: an id, tags, times. What a redaction asks for is deleted, not hidden.
import { jsonRows } from './json-rows.ts';
import type { Queryable } from './pool.ts';
import { pool } from './pool.ts';

export interface CustomerRow {
  customerId: bigint;
  tags: string[];
  createdAt: Date;
  updatedAt: Date;
}

/** @returns how many were written; the others are newer here, or gone */
export async function upsertCustomers(shopId: bigint, customers: readonly CustomerRow[], on: Queryable = pool()): Promise<number> {
  if (customers.length === 0) return 0;
  const { rowCount } = await on.query(
    `INSERT INTO customers (shop_id, customer_id, tags, created_at, updated_at)
     SELECT $1, r."customerId", r.tags, r."createdAt", r."updatedAt"
       FROM jsonb_to_recordset($2::jsonb) AS r("customerId" bigint, tags text[], "createdAt" timestamptz, "updatedAt" timestamptz)
     ON CONFLICT (shop_id, customer_id) DO UPDATE SET tags = excluded.tags, created_at = excluded.created_at, updated_at = excluded.updated_at
     WHERE customers.deleted_at IS NULL AND excluded.updated_at >= customers.updated_at`,
    [shopId, jsonRows(customers)],
  );
  return rowCount ?? 0;
}

/** A customer who is known from an order only, until Shopify tells more. */
export async function noteCustomer(shopId: bigint, customerId: bigint, at: Date, on: Queryable = pool()): Promise<void> {
  await on.query(`INSERT INTO customers (shop_id, customer_id, tags, created_at, updated_at) VALUES ($1, $2, '{}', $3, $3) ON CONFLICT DO NOTHING`, [shopId, customerId, at]);
}

/** How much is held about one customer, for a data request. */
export async function countHeldAbout(shopId: bigint, customerId: bigint, on: Queryable = pool()): Promise<{ customers: number; orders: number; decisions: number }> {
  const { rows } = await on.query<{ customers: number; orders: number; decisions: number }>(
    `SELECT (SELECT count(*)::int FROM customers WHERE shop_id = $1 AND customer_id = $2) AS customers,
            (SELECT count(*)::int FROM orders WHERE shop_id = $1 AND customer_id = $2) AS orders,
            (SELECT count(*)::int FROM decisions WHERE shop_id = $1 AND customer_id = $2) AS decisions`,
    [shopId, customerId],
  );
  return rows[0] ?? { customers: 0, orders: 0, decisions: 0 };
}

/** Forgets who it was: orders and decisions stay as numbers, without the customer; what was set aside and names them is emptied. */
export async function forgetCustomer(shopId: bigint, customerId: bigint, on: Queryable = pool()): Promise<void> {
  await on.query('DELETE FROM customers WHERE shop_id = $1 AND customer_id = $2', [shopId, customerId]);
  await on.query('UPDATE orders SET customer_id = NULL WHERE shop_id = $1 AND customer_id = $2', [shopId, customerId]);
  await on.query('UPDATE decisions SET customer_id = NULL, visitor_id = NULL WHERE shop_id = $1 AND customer_id = $2', [shopId, customerId]);
  await on.query(`UPDATE webhook_deliveries SET payload = '' WHERE shop_id = $1 AND status = 'set_aside' AND position($2::bigint::text in payload) > 0`, [shopId, customerId]);
}
