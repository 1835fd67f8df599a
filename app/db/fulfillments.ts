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

/** @returns those of the orders of which a parcel has arrived */
export async function ordersDelivered(shopId: bigint, orderIds: readonly bigint[], on: Queryable = pool()): Promise<bigint[]> {
  if (orderIds.length === 0) return [];
  const { rows } = await on.query<{ order_id: bigint }>(
    'SELECT DISTINCT order_id FROM fulfillments WHERE shop_id = $1 AND order_id = ANY($2::bigint[]) AND delivered_at IS NOT NULL',
    [shopId, orderIds],
  );
  return rows.map((row) => row.order_id);
}
