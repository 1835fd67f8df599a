// Where stock lies, and which of it is for sale online. All of a shop's are read at once, and written as they were read.
import { jsonRows } from './json-rows.ts';
import type { Queryable } from './pool.ts';
import { pool } from './pool.ts';

export interface LocationRow {
  locationId: bigint;
  name: string;
  active: boolean;
  fulfillsOnline: boolean;
}

export async function locationsOf(shopId: bigint, on: Queryable = pool()): Promise<LocationRow[]> {
  const { rows } = await on.query<LocationRow>(
    `SELECT location_id AS "locationId", name, active, fulfills_online AS "fulfillsOnline" FROM locations WHERE shop_id = $1 ORDER BY location_id`,
    [shopId],
  );
  return rows;
}

export async function replaceLocations(shopId: bigint, locations: readonly LocationRow[], on: Queryable): Promise<void> {
  await on.query('DELETE FROM locations WHERE shop_id = $1 AND location_id <> ALL($2::bigint[])', [shopId, locations.map(({ locationId }) => String(locationId))]);
  await on.query(
    `INSERT INTO locations (shop_id, location_id, name, active, fulfills_online)
     SELECT $1, r."locationId", r.name, r.active, r."fulfillsOnline" FROM jsonb_to_recordset($2::jsonb) AS r("locationId" bigint, name text, active boolean, "fulfillsOnline" boolean)
     ON CONFLICT (shop_id, location_id) DO UPDATE SET name = excluded.name, active = excluded.active, fulfills_online = excluded.fulfills_online`,
    [shopId, jsonRows(locations)],
  );
}
