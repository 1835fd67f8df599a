// What an item costs and how many there are where. An older version never overwrites a newer one.
import { jsonRows } from './json-rows.ts';
import type { Queryable } from './pool.ts';
import { pool } from './pool.ts';

export interface InventoryItemRow {
  inventoryItemId: bigint;
  tracked: boolean;
  unitCostMinor: number | null;
  updatedAt: Date;
  triggeredAt: Date | null;
}

export interface InventoryLevelRow {
  inventoryItemId: bigint;
  locationId: bigint;
  available: number;
  updatedAt: Date;
  triggeredAt: Date | null;
}

/** @returns how many were written; the others are newer here */
export async function upsertInventoryItems(shopId: bigint, items: readonly InventoryItemRow[], on: Queryable = pool()): Promise<number> {
  if (items.length === 0) return 0;
  const { rowCount } = await on.query(
    `INSERT INTO inventory_items (shop_id, inventory_item_id, tracked, unit_cost_minor, updated_at, triggered_at)
     SELECT $1, r."inventoryItemId", r.tracked, r."unitCostMinor", r."updatedAt", r."triggeredAt"
       FROM jsonb_to_recordset($2::jsonb) AS r("inventoryItemId" bigint, tracked boolean, "unitCostMinor" bigint, "updatedAt" timestamptz, "triggeredAt" timestamptz)
     ON CONFLICT (shop_id, inventory_item_id) DO UPDATE SET tracked = excluded.tracked, unit_cost_minor = excluded.unit_cost_minor,
       updated_at = excluded.updated_at, triggered_at = excluded.triggered_at
     WHERE (excluded.updated_at, COALESCE(excluded.triggered_at, '-infinity')) >= (inventory_items.updated_at, COALESCE(inventory_items.triggered_at, '-infinity'))`,
    [shopId, jsonRows(items)],
  );
  return rowCount ?? 0;
}

/** Lets the next reading write each of them again, though its version is the same: what a webhook told no longer wins over it. */
export async function preferReadInventoryItems(shopId: bigint, on: Queryable): Promise<void> {
  await on.query('UPDATE inventory_items SET triggered_at = NULL WHERE shop_id = $1 AND triggered_at IS NOT NULL', [shopId]);
}

/** One that comes back to a location it had left is stocked there again. @returns how many were written; the others are newer here */
export async function upsertInventoryLevels(shopId: bigint, levels: readonly InventoryLevelRow[], on: Queryable = pool()): Promise<number> {
  if (levels.length === 0) return 0;
  const { rowCount } = await on.query(
    `INSERT INTO inventory_levels (shop_id, inventory_item_id, location_id, available, updated_at, triggered_at)
     SELECT $1, r."inventoryItemId", r."locationId", r.available, r."updatedAt", r."triggeredAt"
       FROM jsonb_to_recordset($2::jsonb) AS r("inventoryItemId" bigint, "locationId" bigint, available int, "updatedAt" timestamptz, "triggeredAt" timestamptz)
     ON CONFLICT (shop_id, inventory_item_id, location_id) DO UPDATE SET available = excluded.available, updated_at = excluded.updated_at, triggered_at = excluded.triggered_at, deleted_at = NULL
     WHERE (excluded.updated_at, COALESCE(excluded.triggered_at, '-infinity')) >= (inventory_levels.updated_at, COALESCE(inventory_levels.triggered_at, '-infinity'))`,
    [shopId, jsonRows(levels)],
  );
  return rowCount ?? 0;
}

/** Of items that were read whole: they left the places that were not among it. What was told since the read stays. */
export async function deleteOtherLevels(shopId: bigint, items: readonly { inventoryItemId: bigint; locationIds: readonly bigint[] }[], readAt: Date, on: Queryable = pool()): Promise<void> {
  if (items.length === 0) return;
  await on.query(
    `UPDATE inventory_levels l SET deleted_at = $3, updated_at = date_trunc('second', $3::timestamptz), triggered_at = $3
       FROM jsonb_to_recordset($2::jsonb) AS r("inventoryItemId" bigint, "locationIds" jsonb)
      WHERE l.shop_id = $1 AND l.inventory_item_id = r."inventoryItemId" AND NOT r."locationIds" ? l.location_id::text AND l.deleted_at IS NULL
        AND (l.updated_at, COALESCE(l.triggered_at, '-infinity')) < ($3::timestamptz, $3::timestamptz)`,
    [shopId, jsonRows(items), readAt],
  );
}

/**
 * The items left the locations. There is no version but the moment of the trigger, cut to a whole second as versions are; a
 * level that was never seen gets its tombstone all the same.
 * @returns how many are gone by it; the others are newer here
 */
export async function leaveInventoryLevels(shopId: bigint, left: readonly Pick<InventoryLevelRow, 'inventoryItemId' | 'locationId' | 'triggeredAt'>[], on: Queryable = pool()): Promise<number> {
  if (left.length === 0) return 0;
  const { rowCount } = await on.query(
    `INSERT INTO inventory_levels (shop_id, inventory_item_id, location_id, available, updated_at, triggered_at, deleted_at)
     SELECT $1, r."inventoryItemId", r."locationId", 0, date_trunc('second', r."triggeredAt"), r."triggeredAt", r."triggeredAt"
       FROM jsonb_to_recordset($2::jsonb) AS r("inventoryItemId" bigint, "locationId" bigint, "triggeredAt" timestamptz)
     ON CONFLICT (shop_id, inventory_item_id, location_id) DO UPDATE SET available = 0, updated_at = excluded.updated_at, triggered_at = excluded.triggered_at, deleted_at = excluded.deleted_at
     WHERE (excluded.updated_at, excluded.triggered_at) >= (inventory_levels.updated_at, COALESCE(inventory_levels.triggered_at, '-infinity'))`,
    [shopId, jsonRows(left)],
  );
  return rowCount ?? 0;
}
