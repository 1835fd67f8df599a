// Who has a test that runs, or one that ended lately.
import { pool } from '../pool.ts';

export async function shopsWithTests(endedSince: Date): Promise<bigint[]> {
  const { rows } = await pool().query<{ shop_id: bigint }>(
    `SELECT s.shop_id FROM shops s WHERE s.uninstalled_at IS NULL AND EXISTS (SELECT FROM tests t WHERE t.shop_id = s.shop_id AND (t.ended_at IS NULL OR t.ended_at >= $1)) ORDER BY s.shop_id`,
    [endedSince],
  );
  return rows.map((row) => row.shop_id);
}
