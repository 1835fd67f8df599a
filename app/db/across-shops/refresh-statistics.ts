// What the planner knows of our tables. After much was written at once it believes them empty until autovacuum comes by,
// and plans for a handful of rows what then takes seconds.
import { pool } from '../pool.ts';

/** For the tables that a backfill fills. Reads a sample of each: fractions of a second, however large they are. */
export async function refreshStatistics(): Promise<void> {
  await pool().query('ANALYZE products, variants, inventory_items, inventory_levels, customers, orders, order_lines, refunds, refund_lines');
}

/** For what a comparison with a store listed. */
export async function refreshListedStatistics(): Promise<void> {
  await pool().query('ANALYZE listed_ids');
}
