// Parcels of orders. A delivery, once it was told, is never taken back by an older telling.
import { jsonRows } from './json-rows.ts';
import type { Queryable } from './pool.ts';
import { pool } from './pool.ts';

export interface FulfillmentRow {
  fulfillmentId: bigint;
  orderId: bigint;
  deliveredAt: Date | null;
  updatedAt: Date;
}

/** @returns ids of the orders of which a parcel is now delivered that was not before */
export async function upsertFulfillments(shopId: bigint, fulfillments: readonly FulfillmentRow[], on: Queryable = pool()): Promise<bigint[]> {
  if (fulfillments.length === 0) return [];
  const { rows } = await on.query<{ order_id: bigint }>(
    `WITH told AS (
       SELECT * FROM jsonb_to_recordset($2::jsonb) AS r("fulfillmentId" bigint, "orderId" bigint, "deliveredAt" timestamptz, "updatedAt" timestamptz)
     ), before AS (
       SELECT f.fulfillment_id, f.delivered_at FROM fulfillments f JOIN told ON told."fulfillmentId" = f.fulfillment_id WHERE f.shop_id = $1
     ), written AS (
       INSERT INTO fulfillments (shop_id, fulfillment_id, order_id, delivered_at, updated_at)
       SELECT $1, "fulfillmentId", "orderId", "deliveredAt", "updatedAt" FROM told
       ON CONFLICT (shop_id, fulfillment_id) DO UPDATE SET order_id = excluded.order_id, updated_at = GREATEST(fulfillments.updated_at, excluded.updated_at),
         delivered_at = COALESCE(fulfillments.delivered_at, excluded.delivered_at)
       RETURNING fulfillment_id, order_id, delivered_at
     )
     SELECT DISTINCT w.order_id FROM written w LEFT JOIN before b USING (fulfillment_id) WHERE w.delivered_at IS NOT NULL AND b.delivered_at IS NULL`,
    [shopId, jsonRows(fulfillments)],
  );
  return rows.map((row) => row.order_id);
}

/** @returns when the first parcel of an order arrived; null: none has */
export async function firstDelivery(shopId: bigint, orderId: bigint, on: Queryable = pool()): Promise<Date | null> {
  const { rows } = await on.query<{ at: Date | null }>('SELECT min(delivered_at) AS at FROM fulfillments WHERE shop_id = $1 AND order_id = $2', [shopId, orderId]);
  return rows[0]?.at ?? null;
}
