// How long the shop's parcels take, and which are awaited: one that nobody reports as delivered counts as such when it is
// due. What it is due by is domain/workflow/delivery-estimate.ts.
import type { TransitTime } from '#app/domain/workflow/delivery-estimate.ts';
import { jsonRows } from './json-rows.ts';
import type { Queryable } from './pool.ts';
import { pool } from './pool.ts';

export async function transitTimes(shopId: bigint, on: Queryable = pool()): Promise<TransitTime[]> {
  const { rows } = await on.query<TransitTime>(`SELECT country_code AS "countryCode", parcels, median_minutes AS "medianMinutes" FROM transit_times WHERE shop_id = $1`, [shopId]);
  return rows;
}

/**
 * Counts anew, over parcels sent at `since` or later whose arrival was reported: by country, and all together.
 * @param enough fewer parcels than this are not kept
 */
export async function countTransitTimes(shopId: bigint, since: Date, enough: number, at: Date, on: Queryable): Promise<void> {
  await on.query('DELETE FROM transit_times WHERE shop_id = $1', [shopId]);
  await on.query(
    `INSERT INTO transit_times (shop_id, country_code, parcels, median_minutes, computed_at)
     SELECT $1::bigint, COALESCE(country_code, ''), count(*), ceil(percentile_cont(0.5) WITHIN GROUP (ORDER BY minutes)), $4
       FROM (SELECT country_code, extract(epoch FROM delivered_at(f) - shipped_at) / 60 AS minutes FROM fulfillments f WHERE shop_id = $1 AND shipped_at >= $2) parcels
      WHERE minutes > 0
      GROUP BY GROUPING SETS ((country_code), ())
     HAVING count(*) >= $3 AND (GROUPING(country_code) = 1 OR country_code IS NOT NULL)`,
    [shopId, since, enough, at],
  );
}

export interface ParcelOnItsWay {
  fulfillmentId: bigint;
  orderId: bigint;
  shippedAt: Date;
  countryCode: string | null;
}

/** Parcels sent at `since` or later that nobody reported as delivered, of orders that stand. */
export async function parcelsOnTheirWay(shopId: bigint, since: Date, on: Queryable = pool()): Promise<ParcelOnItsWay[]> {
  const { rows } = await on.query<ParcelOnItsWay>(
    `SELECT f.fulfillment_id AS "fulfillmentId", f.order_id AS "orderId", f.shipped_at AS "shippedAt", f.country_code AS "countryCode"
       FROM fulfillments f JOIN orders o ON o.shop_id = f.shop_id AND o.order_id = f.order_id AND o.cancelled_at IS NULL AND o.deleted_at IS NULL
      WHERE f.shop_id = $1 AND f.shipped_at >= $2 AND delivered_at(f) IS NULL`,
    [shopId, since],
  );
  return rows;
}

export interface AwaitedDelivery {
  fulfillmentId: bigint;
  orderId: bigint;
  dueAt: Date;
}

/** One whose moment came already stays as it was. */
export async function awaitDeliveries(shopId: bigint, awaited: readonly AwaitedDelivery[], on: Queryable = pool()): Promise<void> {
  if (awaited.length === 0) return;
  await on.query(
    `INSERT INTO awaited_deliveries (shop_id, fulfillment_id, order_id, due_at)
     SELECT $1, r."fulfillmentId", r."orderId", r."dueAt" FROM jsonb_to_recordset($2::jsonb) AS r("fulfillmentId" bigint, "orderId" bigint, "dueAt" timestamptz)
     ON CONFLICT (shop_id, fulfillment_id) DO UPDATE SET due_at = excluded.due_at WHERE awaited_deliveries.handled_at IS NULL`,
    [shopId, jsonRows(awaited)],
  );
}
