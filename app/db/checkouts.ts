// Checkouts that were begun. Which is abandoned follows from what never came: an order.
import { jsonRows } from './json-rows.ts';
import type { Queryable } from './pool.ts';
import { pool } from './pool.ts';

export interface CheckoutRow {
  checkoutToken: string;
  /** What a deletion names it by; null: the payload had none. */
  checkoutId: bigint | null;
  customerId: bigint | null;
  productIds: bigint[];
  updatedAt: Date;
  completedAt: Date | null;
}

const CHECKOUT = 'checkout_token AS "checkoutToken", checkout_id AS "checkoutId", customer_id AS "customerId", product_ids AS "productIds", updated_at AS "updatedAt", completed_at AS "completedAt"';

/**
 * Writes checkouts, unless they are newer here. One that its customer's order followed already counts as completed, in
 * whatever order the two were told.
 * @param checkouts one version a token
 * @returns the checkouts as they now stand
 */
export async function upsertCheckouts(shopId: bigint, checkouts: readonly (CheckoutRow & { triggeredAt: Date })[], on: Queryable = pool()): Promise<CheckoutRow[]> {
  if (checkouts.length === 0) return [];
  await on.query(
    `INSERT INTO checkouts (shop_id, checkout_token, checkout_id, customer_id, product_ids, updated_at, triggered_at, completed_at)
     SELECT $1, r."checkoutToken", r."checkoutId", merged_into($1, r."customerId"), ARRAY(SELECT jsonb_array_elements_text(r."productIds")::bigint), r."updatedAt", r."triggeredAt",
            COALESCE(r."completedAt", (SELECT min(o.ordered_at) FROM orders o WHERE o.shop_id = $1 AND o.customer_id = merged_into($1, r."customerId") AND o.ordered_at > r."updatedAt"))
       FROM jsonb_to_recordset($2::jsonb) AS r("checkoutToken" text, "checkoutId" bigint, "customerId" bigint, "productIds" jsonb, "updatedAt" timestamptz, "triggeredAt" timestamptz, "completedAt" timestamptz)
      WHERE NOT EXISTS (SELECT 1 FROM deleted_checkouts d WHERE d.shop_id = $1 AND d.checkout_id = r."checkoutId")
     ON CONFLICT (shop_id, checkout_token) DO UPDATE SET checkout_id = COALESCE(excluded.checkout_id, checkouts.checkout_id), customer_id = COALESCE(excluded.customer_id, checkouts.customer_id), product_ids = excluded.product_ids,
       updated_at = excluded.updated_at, triggered_at = excluded.triggered_at, completed_at = COALESCE(checkouts.completed_at, excluded.completed_at)
     WHERE (excluded.updated_at, excluded.triggered_at) >= (checkouts.updated_at, COALESCE(checkouts.triggered_at, '-infinity'))`,
    [shopId, jsonRows(checkouts)],
  );
  const { rows } = await on.query<CheckoutRow>(`SELECT ${CHECKOUT} FROM checkouts WHERE shop_id = $1 AND checkout_token = ANY($2)`, [shopId, checkouts.map(({ checkoutToken }) => checkoutToken)]);
  return rows;
}

export async function checkoutByToken(shopId: bigint, checkoutToken: string, on: Queryable = pool()): Promise<CheckoutRow | undefined> {
  const { rows } = await on.query<CheckoutRow>(`SELECT ${CHECKOUT} FROM checkouts WHERE shop_id = $1 AND checkout_token = $2`, [shopId, checkoutToken]);
  return rows[0];
}

/** They are gone, and stay so whatever is told of them later. @returns those that were here */
export async function deleteCheckouts(shopId: bigint, deleted: readonly { checkoutId: bigint; at: Date }[], on: Queryable = pool()): Promise<CheckoutRow[]> {
  if (deleted.length === 0) return [];
  await on.query(
    `INSERT INTO deleted_checkouts (shop_id, checkout_id, deleted_at) SELECT $1, r."checkoutId", r.at FROM jsonb_to_recordset($2::jsonb) AS r("checkoutId" bigint, at timestamptz) ON CONFLICT DO NOTHING`,
    [shopId, jsonRows(deleted)],
  );
  return (await on.query<CheckoutRow>(`DELETE FROM checkouts WHERE shop_id = $1 AND checkout_id = ANY($2::bigint[]) RETURNING ${CHECKOUT}`, [shopId, deleted.map(({ checkoutId }) => checkoutId)])).rows;
}

export interface PlacedOrder {
  checkoutToken: string | null;
  customerId: bigint | null;
  orderedAt: Date;
}

/** Orders came: the checkouts they name are completed, and what their customers had begun before them (by the second, which is what Shopify tells). */
export async function completeCheckouts(shopId: bigint, placed: readonly PlacedOrder[], on: Queryable = pool()): Promise<void> {
  if (placed.length === 0) return;
  await on.query(
    `WITH placed AS (SELECT * FROM jsonb_to_recordset($2::jsonb) AS r("checkoutToken" text, "customerId" bigint, "orderedAt" timestamptz)),
     completed AS (
       SELECT c.checkout_token, p."orderedAt" FROM placed p JOIN checkouts c ON c.shop_id = $1 AND c.checkout_token = p."checkoutToken"
       UNION ALL
       SELECT c.checkout_token, p."orderedAt" FROM placed p JOIN checkouts c ON c.shop_id = $1 AND c.customer_id = p."customerId"
        WHERE c.updated_at < p."orderedAt" OR (p."checkoutToken" IS NULL AND c.updated_at = p."orderedAt")
     )
     UPDATE checkouts c SET completed_at = m.at FROM (SELECT checkout_token, min("orderedAt") AS at FROM completed GROUP BY checkout_token) m
      WHERE c.shop_id = $1 AND c.checkout_token = m.checkout_token AND c.completed_at IS NULL`,
    [shopId, jsonRows(placed)],
  );
}
