// Where offers may show. A placement without a row is off.
import type { AnyPlacement } from '#app/contract/offers.ts';
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
