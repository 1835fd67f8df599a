// Which shops have deliveries waiting. A loose scan over the index of pending rows: it reads one entry a shop, however
// many deliveries a busy one has, so that a quiet shop is found as fast.
import type { Queryable } from '../pool.ts';
import { pool } from '../pool.ts';

export async function shopsWithPendingDeliveries(on: Queryable = pool()): Promise<bigint[]> {
  const { rows } = await on.query<{ shop_id: bigint }>(`
    WITH RECURSIVE waiting AS (
      (SELECT shop_id FROM webhook_deliveries WHERE status = 'pending' ORDER BY shop_id LIMIT 1)
      UNION ALL
      SELECT (SELECT d.shop_id FROM webhook_deliveries d WHERE d.status = 'pending' AND d.shop_id > waiting.shop_id ORDER BY d.shop_id LIMIT 1)
        FROM waiting WHERE waiting.shop_id IS NOT NULL
    )
    SELECT shop_id FROM waiting WHERE shop_id IS NOT NULL`);
  return rows.map((row) => row.shop_id);
}
