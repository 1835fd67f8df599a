// Whose weeks are told, with the last that was.
import { pool } from '../pool.ts';

export interface ShopToTell {
  shopId: bigint;
  /** IANA name. */
  timezone: string;
  installedAt: Date;
  /** The Monday of the week that was told last; null: none was. */
  lastWeek: string | null;
}

export async function shopsToTell(): Promise<ShopToTell[]> {
  const { rows } = await pool().query<ShopToTell>(
    `SELECT s.shop_id AS "shopId", s.timezone, s.installed_at AS "installedAt", (SELECT max(d.week)::text FROM digests d WHERE d.shop_id = s.shop_id) AS "lastWeek"
       FROM shops s WHERE s.uninstalled_at IS NULL ORDER BY s.shop_id`,
  );
  return rows;
}
