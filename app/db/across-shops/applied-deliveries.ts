// Sweeps the inbox of all shops.
import { pool } from '../pool.ts';

/** Rows a statement: short locks, whatever has gathered. */
const BATCH = 10_000;

/** @returns how many deliveries that were applied before `before` are gone now */
export async function deleteAppliedDeliveries(before: Date): Promise<number> {
  let deleted = 0;
  for (;;) {
    const { rowCount } = await pool().query(
      `DELETE FROM webhook_deliveries WHERE ctid = ANY (ARRAY(SELECT ctid FROM webhook_deliveries WHERE status = 'applied' AND applied_at < $1 LIMIT $2))`,
      [before, BATCH],
    );
    deleted += rowCount ?? 0;
    if ((rowCount ?? 0) < BATCH) return deleted;
  }
}
