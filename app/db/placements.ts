// Where offers may show. A placement without a row is off.
import type { AnyPlacement, Placement } from '#app/contract/offers.ts';
import { jsonRows } from './json-rows.ts';
import type { Queryable } from './pool.ts';
import { pool } from './pool.ts';

export async function placementsOf(shopId: bigint, on: Queryable = pool()): Promise<Record<AnyPlacement, boolean>> {
  const { rows } = await on.query<{ placement: AnyPlacement; enabled: boolean }>('SELECT placement, enabled FROM placements WHERE shop_id = $1', [shopId]);
  const placements: Record<AnyPlacement, boolean> = { product_page: false, cart_page: false, cart_drawer: false, thank_you: false, order_status: false };
  for (const { placement, enabled } of rows) placements[placement] = enabled;
  return placements;
}

export async function writePlacement(shopId: bigint, placement: AnyPlacement, enabled: boolean, by: { actor: string; at: Date }, on: Queryable = pool()): Promise<void> {
  await on.query(
    `INSERT INTO placements (shop_id, placement, enabled, updated_at, updated_by) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (shop_id, placement) DO UPDATE SET enabled = excluded.enabled, updated_at = excluded.updated_at, updated_by = excluded.updated_by`,
    [shopId, placement, enabled, by.at, by.actor],
  );
}

export interface PlaceInTheme {
  placement: Placement;
  enabled: boolean;
  /** As the live theme said when it was last asked; null: never, or it can't be told. */
  inTheme: boolean | null;
}

/** @returns the theme's places that were ever switched on */
export async function placesInTheme(shopId: bigint, on: Queryable = pool()): Promise<PlaceInTheme[]> {
  const { rows } = await on.query<PlaceInTheme>(
    `SELECT placement, enabled, in_theme AS "inTheme" FROM placements WHERE shop_id = $1 AND placement IN ('product_page', 'cart_page', 'cart_drawer') ORDER BY placement`,
    [shopId],
  );
  return rows;
}

export async function savePlacesInTheme(shopId: bigint, places: readonly Omit<PlaceInTheme, 'enabled'>[], on: Queryable = pool()): Promise<void> {
  await on.query(
    `UPDATE placements p SET in_theme = r."inTheme" FROM jsonb_to_recordset($2::jsonb) AS r(placement text, "inTheme" boolean)
      WHERE p.shop_id = $1 AND p.placement = r.placement AND p.in_theme IS DISTINCT FROM r."inTheme"`,
    [shopId, jsonRows(places)],
  );
}
