// Whose live sets begin or end by the calendar.
import { pool } from '../pool.ts';

export interface ShopWithDates {
  shopId: bigint;
  /** IANA name. */
  timezone: string;
}

export async function shopsWithDates(): Promise<ShopWithDates[]> {
  const { rows } = await pool().query<ShopWithDates>(
    `SELECT s.shop_id AS "shopId", s.timezone FROM shops s
      WHERE s.uninstalled_at IS NULL AND EXISTS (
        SELECT FROM sets t WHERE t.shop_id = s.shop_id AND t.status = 'approved' AND (t.starts_on IS NOT NULL OR t.ends_on IS NOT NULL OR t.season_from IS NOT NULL)) ORDER BY s.shop_id`,
  );
  return rows;
}
