// Subscription contracts that this app made, each as it was read last: what is delivered again and again counts as owned,
// and who could not be charged is not written to.
import { jsonRows } from './json-rows.ts';
import type { Queryable } from './pool.ts';
import { pool } from './pool.ts';

export interface SubscriptionRow {
  contractId: bigint;
  customerId: bigint | null;
  /** ACTIVE, PAUSED, CANCELLED, EXPIRED, FAILED, STALE. */
  status: string;
  /** SUCCEEDED or FAILED; null: nothing was charged yet. */
  lastPayment: string | null;
  productIds: bigint[];
  updatedAt: Date;
  /** When the reading began. */
  triggeredAt: Date;
}

/** Unless a later reading is here. */
export async function upsertSubscriptions(shopId: bigint, contracts: readonly SubscriptionRow[], on: Queryable = pool()): Promise<void> {
  if (contracts.length === 0) return;
  await on.query(
    `INSERT INTO subscription_contracts AS c (shop_id, contract_id, customer_id, status, last_payment, product_ids, updated_at, triggered_at)
     SELECT $1, r."contractId", r."customerId", r.status, r."lastPayment", ARRAY(SELECT jsonb_array_elements_text(r."productIds")::bigint), r."updatedAt", r."triggeredAt"
       FROM jsonb_to_recordset($2::jsonb) AS r("contractId" bigint, "customerId" bigint, status text, "lastPayment" text, "productIds" jsonb, "updatedAt" timestamptz, "triggeredAt" timestamptz)
     ON CONFLICT (shop_id, contract_id) DO UPDATE SET customer_id = excluded.customer_id, status = excluded.status, last_payment = excluded.last_payment, product_ids = excluded.product_ids,
       updated_at = excluded.updated_at, triggered_at = excluded.triggered_at, deleted_at = NULL
     WHERE excluded.triggered_at >= c.triggered_at`,
    [shopId, jsonRows(contracts)],
  );
}

/** Shopify has them no more, as a reading found that began at `at`. @param only null: all but `kept` */
export async function endSubscriptions(shopId: bigint, { only, kept }: { only: bigint | null; kept: readonly bigint[] }, at: Date, on: Queryable = pool()): Promise<void> {
  await on.query(
    `UPDATE subscription_contracts SET deleted_at = $4 WHERE shop_id = $1 AND ($2::bigint IS NULL OR contract_id = $2) AND contract_id <> ALL($3::bigint[]) AND deleted_at IS NULL AND triggered_at < $4`,
    [shopId, only, kept, at],
  );
}

/** @returns what is delivered to a customer again and again */
export async function subscribedProducts(shopId: bigint, customerId: bigint, on: Queryable = pool()): Promise<bigint[]> {
  const { rows } = await on.query<{ product_id: bigint }>(
    `SELECT DISTINCT unnest(product_ids) AS product_id FROM subscription_contracts WHERE shop_id = $1 AND customer_id = $2 AND status = 'ACTIVE' AND deleted_at IS NULL ORDER BY 1`,
    [shopId, customerId],
  );
  return rows.map((row) => row.product_id);
}
