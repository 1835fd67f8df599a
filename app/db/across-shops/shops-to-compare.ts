// Which shops can be compared with their stores: those that have the app and whose past was read whole.
import { pool } from '../pool.ts';

export interface ShopToCompare {
  shopId: bigint;
  /** IANA name. */
  timezone: string;
  /** When a comparison that ended, or is under way, last began; before any, when the past was read. */
  comparedAt: Date;
}

export async function shopsToCompare(): Promise<ShopToCompare[]> {
  const { rows } = await pool().query<ShopToCompare>(
    `SELECT s.shop_id AS "shopId", s.timezone, GREATEST(read.at, compared.at) AS "comparedAt"
       FROM shops s
       JOIN LATERAL (SELECT max(started_at) AS at FROM backfills b WHERE b.shop_id = s.shop_id AND b.status = 'done') read ON read.at IS NOT NULL
       LEFT JOIN LATERAL (SELECT max(started_at) AS at FROM reconciliations r WHERE r.shop_id = s.shop_id AND r.status <> 'failed') compared ON true
      WHERE s.uninstalled_at IS NULL`,
  );
  return rows;
}
