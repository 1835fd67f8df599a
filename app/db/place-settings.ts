// What a place shows otherwise than its sets and the theme say, decided once and for good.
import { type PlaceLook, AS_SETS_SAY } from '#app/domain/decision/place-look.ts';
import type { Queryable } from './pool.ts';
import { pool } from './pool.ts';

/** @returns by place, those that have any */
export async function placeLooks(shopId: bigint, on: Queryable = pool()): Promise<Map<string, PlaceLook>> {
  const { rows } = await on.query<PlaceLook & { place: string }>('SELECT place, heading, most_items AS "mostItems" FROM place_settings WHERE shop_id = $1 ORDER BY place', [shopId]);
  return new Map(rows.map(({ place, ...look }) => [place, look]));
}

export async function placeLook(shopId: bigint, place: string, on: Queryable = pool()): Promise<PlaceLook> {
  return (await placeLooks(shopId, on)).get(place) ?? AS_SETS_SAY;
}

/** Of what is not said the place keeps what it has; null takes it back. */
export async function changePlaceLook(shopId: bigint, place: string, look: Partial<PlaceLook>, actor: string, now: Date, on: Queryable): Promise<void> {
  const { heading, mostItems } = { ...(await placeLook(shopId, place, on)), ...look };
  await on.query(
    `INSERT INTO place_settings (shop_id, place, heading, most_items, updated_at, updated_by) VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (shop_id, place) DO UPDATE SET heading = excluded.heading, most_items = excluded.most_items, updated_at = excluded.updated_at, updated_by = excluded.updated_by`,
    [shopId, place, heading, mostItems, now, actor],
  );
}

/** Of one place as JSON, or NULL; over $1 the shop, `place` an expression. */
export const PLACE_LOOK_JSON = (place: string): string => `(SELECT json_build_object('heading', pls.heading, 'mostItems', pls.most_items) FROM place_settings pls WHERE pls.shop_id = $1 AND pls.place = ${place})`;
