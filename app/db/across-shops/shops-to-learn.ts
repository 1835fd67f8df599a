// Whose orders are to be learned from: all of them at night, or by the hour those that came since.
import { pool } from '../pool.ts';

/** Shops that have orders and are not reading their past at the moment: who does learns when it is read. */
export async function shopsWithOrders(): Promise<bigint[]> {
  const { rows } = await pool().query<{ shop_id: bigint }>(
    `SELECT s.shop_id FROM shops s
      WHERE s.uninstalled_at IS NULL AND EXISTS (SELECT 1 FROM orders o WHERE o.shop_id = s.shop_id)
        AND NOT EXISTS (SELECT 1 FROM backfills b WHERE b.shop_id = s.shop_id AND b.status = 'running') ORDER BY s.shop_id`,
  );
  return rows.map((row) => row.shop_id);
}

/** Shops with an order that is newer than all that their model knows. */
export async function shopsWithNewOrders(): Promise<bigint[]> {
  const { rows } = await pool().query<{ shop_id: bigint }>(
    `SELECT m.shop_id FROM association_models m JOIN shops s ON s.shop_id = m.shop_id AND s.uninstalled_at IS NULL
      WHERE m.current AND EXISTS (
        SELECT 1 FROM orders o WHERE o.shop_id = m.shop_id AND o.cancelled_at IS NULL AND o.deleted_at IS NULL
           AND (o.ordered_at, o.order_id) > (COALESCE(m.added_at, m.counted_at), COALESCE(m.added_order_id, m.counted_order_id))) ORDER BY m.shop_id`,
  );
  return rows.map((row) => row.shop_id);
}
