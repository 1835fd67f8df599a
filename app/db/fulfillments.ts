// Parcels of orders, and what their carriers report. A parcel is judged by its updated_at (and trigger, where that ties); a
// report by its id, and one that was taken back stays so. When a parcel arrived is said by both: the database's
// delivered_at(parcel) lays them together, for everybody who asks.
import type pg from 'pg';
import { type Columns, copyRows } from './copy-rows.ts';
import { importNew } from './import-new.ts';
import { jsonRows } from './json-rows.ts';
import type { Queryable } from './pool.ts';
import { pool } from './pool.ts';

export interface FulfillmentRow {
  fulfillmentId: bigint;
  orderId: bigint;
  /** As the parcel itself says. */
  deliveredAt: Date | null;
  /** null: it goes nowhere any more. */
  shippedAt: Date | null;
  /** Where it goes. */
  countryCode: string | null;
  updatedAt: Date;
  triggeredAt: Date | null;
}

export async function upsertFulfillments(shopId: bigint, fulfillments: readonly FulfillmentRow[], on: Queryable = pool()): Promise<void> {
  if (fulfillments.length === 0) return;
  await on.query(
    `INSERT INTO fulfillments (shop_id, fulfillment_id, order_id, delivered_at, shipped_at, country_code, updated_at, triggered_at)
     SELECT $1, r."fulfillmentId", r."orderId", r."deliveredAt", r."shippedAt", r."countryCode", r."updatedAt", r."triggeredAt"
       FROM jsonb_to_recordset($2::jsonb) AS r("fulfillmentId" bigint, "orderId" bigint, "deliveredAt" timestamptz, "shippedAt" timestamptz, "countryCode" text,
            "updatedAt" timestamptz, "triggeredAt" timestamptz)
     ON CONFLICT (shop_id, fulfillment_id) DO UPDATE SET order_id = excluded.order_id, delivered_at = excluded.delivered_at, shipped_at = excluded.shipped_at,
       country_code = COALESCE(excluded.country_code, fulfillments.country_code), updated_at = excluded.updated_at, triggered_at = excluded.triggered_at
     WHERE (excluded.updated_at, COALESCE(excluded.triggered_at, '-infinity')) >= (fulfillments.updated_at, COALESCE(fulfillments.triggered_at, '-infinity'))`,
    [shopId, jsonRows(fulfillments)],
  );
}

const COLUMNS: Columns<FulfillmentRow> = {
  fulfillmentId: 'bigint', orderId: 'bigint', deliveredAt: 'timestamptz', shippedAt: 'timestamptz', countryCode: 'text', updatedAt: 'timestamptz', triggeredAt: 'timestamptz',
};

/** Many parcels of the past at once: those that are not known by COPY, the others as upsertFulfillments does it. */
export async function importFulfillments(shopId: bigint, fulfillments: readonly FulfillmentRow[], on: pg.PoolClient): Promise<void> {
  await importNew(shopId, { table: 'fulfillments', key: 'fulfillment_id', idOf: (one: FulfillmentRow) => one.fulfillmentId, rows: fulfillments, on }, {
    copy: (fresh) => copyRows(shopId, 'fulfillments', COLUMNS, fresh, on),
    upsert: (known) => upsertFulfillments(shopId, known, on),
  });
}

export interface DeliveryReport {
  eventId: bigint;
  fulfillmentId: bigint;
  orderId: bigint;
  happenedAt: Date;
  toldAt: Date;
}

/** Reports that parcels arrived. */
export async function insertDeliveryReports(shopId: bigint, reports: readonly DeliveryReport[], on: Queryable = pool()): Promise<void> {
  if (reports.length === 0) return;
  await on.query(
    `INSERT INTO fulfillment_events (shop_id, event_id, fulfillment_id, order_id, happened_at, told_at)
     SELECT DISTINCT ON (r."eventId") $1::bigint, r."eventId", r."fulfillmentId", r."orderId", r."happenedAt", r."toldAt" FROM ${REPORTS} ORDER BY r."eventId", r."toldAt"
     ON CONFLICT DO NOTHING`,
    [shopId, jsonRows(reports)],
  );
}

/** Takes reports back, also those that were never seen. */
export async function takeBackDeliveryReports(shopId: bigint, reports: readonly DeliveryReport[], on: Queryable = pool()): Promise<void> {
  if (reports.length === 0) return;
  await on.query(
    `INSERT INTO fulfillment_events (shop_id, event_id, fulfillment_id, order_id, happened_at, told_at, deleted_at)
     SELECT DISTINCT ON (r."eventId") $1::bigint, r."eventId", r."fulfillmentId", r."orderId", r."happenedAt", r."toldAt", r."toldAt" FROM ${REPORTS} ORDER BY r."eventId", r."toldAt"
     ON CONFLICT (shop_id, event_id) DO UPDATE SET deleted_at = LEAST(fulfillment_events.deleted_at, excluded.deleted_at)`,
    [shopId, jsonRows(reports)],
  );
}

const REPORTS = `jsonb_to_recordset($2::jsonb) AS r("eventId" bigint, "fulfillmentId" bigint, "orderId" bigint, "happenedAt" timestamptz, "toldAt" timestamptz)`;

/** Parcel → its order, of those that have arrived. */
export async function parcelsDelivered(shopId: bigint, fulfillmentIds: readonly bigint[], on: Queryable = pool()): Promise<Map<bigint, bigint>> {
  if (fulfillmentIds.length === 0) return new Map();
  const { rows } = await on.query<{ fulfillment_id: bigint; order_id: bigint }>(
    'SELECT fulfillment_id, order_id FROM fulfillments f WHERE shop_id = $1 AND fulfillment_id = ANY($2::bigint[]) AND delivered_at(f) IS NOT NULL',
    [shopId, fulfillmentIds],
  );
  return new Map(rows.map((row) => [row.fulfillment_id, row.order_id]));
}

/** @returns those of the orders of which a parcel has arrived */
export async function ordersDelivered(shopId: bigint, orderIds: readonly bigint[], on: Queryable = pool()): Promise<bigint[]> {
  if (orderIds.length === 0) return [];
  const { rows } = await on.query<{ order_id: bigint }>(
    'SELECT DISTINCT order_id FROM fulfillments f WHERE shop_id = $1 AND order_id = ANY($2::bigint[]) AND delivered_at(f) IS NOT NULL',
    [shopId, orderIds],
  );
  return rows.map((row) => row.order_id);
}
