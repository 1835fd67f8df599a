// Sweeps the inbox of all shops.
import { pool } from '../pool.ts';

/** Rows a statement: short locks, whatever has gathered. */
const BATCH = 10_000;

/** @param status of those that are settled @returns how many that were settled so before `before` are gone now */
export async function deleteSettledDeliveries(status: 'applied' | 'set_aside', before: Date): Promise<number> {
  return inBatches(`DELETE FROM webhook_deliveries WHERE ctid = ANY (ARRAY(SELECT ctid FROM webhook_deliveries WHERE status = $3 AND applied_at < $1 LIMIT $2))`, [before, BATCH, status]);
}

/** Empties what was set aside before `before`: the row and its reason stay, whom it names is forgotten. @returns how many */
export async function forgetSetAsidePayloads(before: Date): Promise<number> {
  return inBatches(
    `UPDATE webhook_deliveries SET payload = '' WHERE ctid = ANY (ARRAY(SELECT ctid FROM webhook_deliveries WHERE status = 'set_aside' AND payload <> '' AND applied_at < $1 LIMIT $2))`,
    [before, BATCH],
  );
}

/** Sums of hours before `before`. */
export async function forgetTallies(before: Date): Promise<void> {
  await pool().query('DELETE FROM delivery_tallies WHERE hour < $1', [before]);
}

async function inBatches(text: string, values: unknown[]): Promise<number> {
  let done = 0;
  for (;;) {
    const { rowCount } = await pool().query(text, values);
    done += rowCount ?? 0;
    if ((rowCount ?? 0) < BATCH) return done;
  }
}
