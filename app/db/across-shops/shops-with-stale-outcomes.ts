// Which shops have outcomes to refresh. A loose scan: one entry a shop, however many marks a busy one has.
import type { Queryable } from '../pool.ts';
import { pool } from '../pool.ts';

export async function shopsWithStaleOutcomes(on: Queryable = pool()): Promise<bigint[]> {
  const { rows } = await on.query<{ shop_id: bigint }>(`
    WITH RECURSIVE marked AS (
      (SELECT shop_id FROM stale_outcomes ORDER BY shop_id LIMIT 1)
      UNION ALL
      SELECT (SELECT s.shop_id FROM stale_outcomes s WHERE s.shop_id > marked.shop_id ORDER BY s.shop_id LIMIT 1) FROM marked WHERE marked.shop_id IS NOT NULL
    )
    SELECT shop_id FROM marked WHERE shop_id IS NOT NULL`);
  return rows.map((row) => row.shop_id);
}
