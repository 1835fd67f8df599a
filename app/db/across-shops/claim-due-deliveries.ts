// Claims parcels that are due, of all shops that have the app now, each shop at most so many. What is claimed is handled:
// those that were reported meanwhile, or go nowhere any more, are left out of what is returned.
import type { Queryable } from '../pool.ts';

export interface DueDelivery {
  shopId: bigint;
  orderId: bigint;
}

// A loose scan over the index of what waits finds the shops.
const CLAIM = `
  WITH RECURSIVE waiting AS (
    (SELECT shop_id FROM awaited_deliveries WHERE handled_at IS NULL ORDER BY shop_id LIMIT 1)
    UNION ALL
    SELECT (SELECT a.shop_id FROM awaited_deliveries a WHERE a.handled_at IS NULL AND a.shop_id > waiting.shop_id ORDER BY a.shop_id LIMIT 1) FROM waiting WHERE waiting.shop_id IS NOT NULL
  ), claimed AS (
    SELECT due.shop_id, due.fulfillment_id
      FROM waiting JOIN shops h ON h.shop_id = waiting.shop_id AND h.uninstalled_at IS NULL
     CROSS JOIN LATERAL (SELECT * FROM awaited_deliveries a WHERE a.shop_id = waiting.shop_id AND a.handled_at IS NULL AND a.due_at <= $1 ORDER BY a.due_at LIMIT $2 FOR UPDATE SKIP LOCKED) due
  ), handled AS (
    UPDATE awaited_deliveries a SET handled_at = $1 FROM claimed c WHERE a.shop_id = c.shop_id AND a.fulfillment_id = c.fulfillment_id RETURNING a.*
  )
  SELECT h.shop_id AS "shopId", h.order_id AS "orderId", bool_or(f.shipped_at IS NOT NULL AND delivered_at(f) IS NULL) AS overdue
    FROM handled h JOIN fulfillments f ON f.shop_id = h.shop_id AND f.fulfillment_id = h.fulfillment_id
   GROUP BY 1, 2`;

/** @returns how many orders were handled, and those of which a parcel counts as delivered now */
export async function claimDueDeliveries(now: Date, perShop: number, on: Queryable): Promise<{ handled: number; due: DueDelivery[] }> {
  const { rows } = await on.query<DueDelivery & { overdue: boolean }>({ name: 'claim-due-deliveries', text: CLAIM, values: [now, perShop] });
  return { handled: rows.length, due: rows.filter(({ overdue }) => overdue).map(({ shopId, orderId }) => ({ shopId, orderId })) };
}
