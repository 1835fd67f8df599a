// Checkouts that were begun. Which is abandoned follows from what never came: an order.
import { jsonRows } from './json-rows.ts';
import type { Queryable } from './pool.ts';
import { pool } from './pool.ts';

export interface CheckoutRow {
  checkoutToken: string;
  customerId: bigint | null;
  productIds: bigint[];
  updatedAt: Date;
  completedAt: Date | null;
}

/**
 * Writes one checkout, unless it is newer here. One that its customer's order followed already counts as completed, in
 * whatever order the two were told.
 * @returns the checkout as it now stands
 */
export async function upsertCheckout(shopId: bigint, checkout: CheckoutRow, on: Queryable = pool()): Promise<CheckoutRow> {
  await on.query(
    `INSERT INTO checkouts (shop_id, checkout_token, customer_id, product_ids, updated_at, completed_at)
     SELECT $1, r."checkoutToken", r."customerId", ARRAY(SELECT jsonb_array_elements_text(r."productIds")::bigint), r."updatedAt",
            COALESCE(r."completedAt", (SELECT min(o.ordered_at) FROM orders o WHERE o.shop_id = $1 AND o.customer_id = r."customerId" AND o.ordered_at > r."updatedAt"))
       FROM jsonb_to_recordset($2::jsonb) AS r("checkoutToken" text, "customerId" bigint, "productIds" jsonb, "updatedAt" timestamptz, "completedAt" timestamptz)
     ON CONFLICT (shop_id, checkout_token) DO UPDATE SET customer_id = COALESCE(excluded.customer_id, checkouts.customer_id), product_ids = excluded.product_ids,
       updated_at = excluded.updated_at, completed_at = COALESCE(checkouts.completed_at, excluded.completed_at)
     WHERE excluded.updated_at >= checkouts.updated_at`,
    [shopId, jsonRows([checkout])],
  );
  return (await checkoutByToken(shopId, checkout.checkoutToken, on)) as CheckoutRow;
}

export async function checkoutByToken(shopId: bigint, checkoutToken: string, on: Queryable = pool()): Promise<CheckoutRow | undefined> {
  const { rows } = await on.query<CheckoutRow>(
    `SELECT checkout_token AS "checkoutToken", customer_id AS "customerId", product_ids AS "productIds", updated_at AS "updatedAt", completed_at AS "completedAt"
       FROM checkouts WHERE shop_id = $1 AND checkout_token = $2`,
    [shopId, checkoutToken],
  );
  return rows[0];
}

/** An order came: the checkout it names is completed, and what its customer had begun before it (by the second, which is what Shopify tells). */
export async function completeCheckouts(shopId: bigint, by: { checkoutToken: string | null; customerId: bigint | null }, at: Date, on: Queryable = pool()): Promise<void> {
  await on.query(
    `UPDATE checkouts SET completed_at = $4
      WHERE shop_id = $1 AND completed_at IS NULL AND (checkout_token = $2::text OR (customer_id = $3 AND (updated_at < $4 OR ($2::text IS NULL AND updated_at = $4))))`,
    [shopId, by.checkoutToken, by.customerId, at],
  );
}
