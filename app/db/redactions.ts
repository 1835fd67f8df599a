// Customers whom Shopify asked us to forget, and their orders: hashes of ids, by which triggers of the tables (migration
// redactions) keep them out, whichever wire tells of them again. A hash of an id needs no key: the id is all that it could
// give away, and it is nobody's in the store any more.
import type { Queryable } from './pool.ts';
import { pool } from './pool.ts';

/** Waits for whoever is writing, and they from then on for this transaction: nothing slips in unseen. */
export async function beginRedaction(shopId: bigint, on: Queryable): Promise<void> {
  await on.query(`SELECT pg_advisory_xact_lock(hashtextextended('redactions', $1))`, [shopId]);
}

/** From now on: the customers are not written, the orders without anybody. */
export async function keepOut(shopId: bigint, { customerIds, orderIds }: { customerIds: readonly bigint[]; orderIds: readonly bigint[] }, on: Queryable): Promise<void> {
  await on.query(
    `INSERT INTO redactions (shop_id, name_hash)
     SELECT $1, redaction_hash('customer', $1, id) FROM unnest($2::bigint[]) AS id UNION SELECT $1, redaction_hash('order', $1, id) FROM unnest($3::bigint[]) AS id
     ON CONFLICT DO NOTHING`,
    [shopId, customerIds, orderIds],
  );
}

export async function isKeptOut(shopId: bigint, customerId: bigint, on: Queryable = pool()): Promise<boolean> {
  return (await on.query(`SELECT 1 FROM redactions WHERE shop_id = $1 AND name_hash = redaction_hash('customer', $1, $2)`, [shopId, customerId])).rowCount === 1;
}
