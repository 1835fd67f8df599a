// Two customers who turned out to be one. What is here moves; what is written later follows by triggers of the tables
// (migration people), so that either order ends the same. A merge names the end of its chain.
//
// A consent does not move: it belongs to an address, and the address that stays is the kept customer's own. Tags do, as in
// Shopify: who was staff under one name is staff.
import { NOT_OF_THE_STORE } from './customers.ts';
import { tablesThat } from './person-tables.ts';
import type { Queryable } from './pool.ts';
import { pool } from './pool.ts';

export interface Merge {
  deletedId: bigint;
  keptId: bigint;
  at: Date;
  /** By Shopify; otherwise it was found, and the comparison that finds it asks for the kept customer's tags. */
  told: boolean;
}

/** Long enough for a comparison that failed for some nights; a customer who is deleted later is just that. */
const REMEMBERED_DAYS = 3;

/** Told again it changes nothing. @returns the kept customer, at the end of the chain; null when that was known */
export async function mergeCustomers(shopId: bigint, { deletedId, keptId: named, at, told }: Merge, on: Queryable): Promise<bigint | null> {
  // One merge of a shop at a time: two of one chain would each miss the other's end.
  await on.query('SELECT 1 FROM shops WHERE shop_id = $1 FOR NO KEY UPDATE', [shopId]);
  const keptId = await keptCustomer(shopId, named, on);
  if (keptId === deletedId) return null;
  const { rowCount } = await on.query(
    `INSERT INTO customer_merges (shop_id, deleted_id, kept_id, merged_at) VALUES ($1, $2, $3, $4)
     ON CONFLICT (shop_id, deleted_id) DO UPDATE SET kept_id = excluded.kept_id WHERE customer_merges.kept_id <> excluded.kept_id`,
    [shopId, deletedId, keptId, at],
  );
  await on.query('UPDATE customer_merges SET kept_id = $3 WHERE shop_id = $1 AND kept_id = $2', [shopId, deletedId, keptId]);
  await keepArms(shopId, deletedId, keptId, on);
  for (const table of tablesThat({ by: 'customer_id', merged: 'moves' })) await on.query(`UPDATE ${table} SET customer_id = $3 WHERE shop_id = $1 AND customer_id = $2`, [shopId, deletedId, keptId]);
  for (const table of tablesThat({ by: 'subject_key', merged: 'moves' })) await on.query(`UPDATE ${table} SET subject_key = $3 WHERE shop_id = $1 AND subject_key = $2`, [shopId, `c:${deletedId}`, `c:${keptId}`]);
  await on.query('SELECT settle_arms($1, $2)', [shopId, keptId]);
  await keepAddresses(shopId, deletedId, on);
  await keepAnswers(shopId, deletedId, keptId, on);
  await on.query('DELETE FROM moved_orders WHERE shop_id = $1 AND from_id = $2', [shopId, deletedId]);
  await endCustomer(shopId, { deletedId, keptId, at, told }, on);
  return rowCount === 1 ? keptId : null;
}

/** @returns the customer that another was merged into, or the same one */
export async function keptCustomer(shopId: bigint, customerId: bigint, on: Queryable = pool()): Promise<bigint> {
  const { rows } = await on.query<{ kept: bigint }>('SELECT merged_into($1, $2) AS kept', [shopId, customerId]);
  return rows[0]?.kept ?? customerId;
}

/**
 * Customers who are gone without a word of a merge, while the orders that were theirs became another's, of late. Orders that
 * went to several people say nothing.
 */
export async function untoldMerges(shopId: bigint, on: Queryable): Promise<Pick<Merge, 'deletedId' | 'keptId'>[]> {
  await on.query(`DELETE FROM moved_orders WHERE shop_id = $1 AND noted_at < now() - interval '${REMEMBERED_DAYS} days'`, [shopId]);
  const { rows } = await on.query<Pick<Merge, 'deletedId' | 'keptId'>>(
    `SELECT from_id AS "deletedId", min(merged_into(shop_id, to_id)) AS "keptId" FROM moved_orders o
      WHERE shop_id = $1 AND EXISTS (SELECT 1 FROM customers c WHERE c.shop_id = o.shop_id AND c.customer_id = o.from_id AND c.deleted_at IS NOT NULL)
        AND NOT EXISTS (SELECT 1 FROM customer_merges m WHERE m.shop_id = o.shop_id AND m.deleted_id = o.from_id)
      GROUP BY from_id HAVING count(DISTINCT merged_into(shop_id, to_id)) = 1 AND min(merged_into(shop_id, to_id)) <> from_id ORDER BY from_id`,
    [shopId],
  );
  return rows;
}

/** @returns every id that the person behind one has or had */
export async function idsOfPerson(shopId: bigint, customerId: bigint, on: Queryable = pool()): Promise<bigint[]> {
  const { rows } = await on.query<{ id: bigint }>(
    `SELECT merged_into($1, $2) AS id UNION SELECT deleted_id FROM customer_merges WHERE shop_id = $1 AND kept_id = merged_into($1, $2)`,
    [shopId, customerId],
  );
  return rows.map(({ id }) => id);
}

/** The arm that either was given first stays, in each experiment, also for what they were shown in it. */
async function keepArms(shopId: bigint, deletedId: bigint, keptId: bigint, on: Queryable): Promise<void> {
  const values = [shopId, `c:${deletedId}`, `c:${keptId}`];
  // The trigger writes the kept one's key.
  await on.query(
    `WITH gone AS (DELETE FROM assignments WHERE shop_id = $1 AND subject_key = $2 RETURNING *)
     INSERT INTO assignments (shop_id, experiment_id, subject_key, arm, assigned_at) SELECT shop_id, experiment_id, $3, arm, assigned_at FROM gone
     ON CONFLICT (shop_id, experiment_id, subject_key) DO UPDATE SET arm = excluded.arm, assigned_at = excluded.assigned_at WHERE excluded.assigned_at < assignments.assigned_at`,
    values,
  );
  await on.query(
    `WITH gone AS (DELETE FROM exposures WHERE shop_id = $1 AND subject_key = $2 RETURNING *)
     INSERT INTO exposures (shop_id, experiment_id, subject_key, arm, first_at, times, decision_id) SELECT shop_id, experiment_id, $3, arm, first_at, times, decision_id FROM gone
     ON CONFLICT (shop_id, experiment_id, subject_key) DO UPDATE SET times = exposures.times + excluded.times, first_at = LEAST(exposures.first_at, excluded.first_at),
       arm = CASE WHEN excluded.first_at < exposures.first_at THEN excluded.arm ELSE exposures.arm END,
       decision_id = CASE WHEN excluded.first_at < exposures.first_at THEN excluded.decision_id ELSE exposures.decision_id END`,
    values,
  );
}

async function keepAddresses(shopId: bigint, deletedId: bigint, on: Queryable): Promise<void> {
  await on.query(
    `WITH gone AS (DELETE FROM customer_emails WHERE shop_id = $1 AND customer_id = $2 RETURNING *)
     INSERT INTO customer_emails (shop_id, email_hash, customer_id, told_at) SELECT shop_id, email_hash, customer_id, told_at FROM gone
     ON CONFLICT (shop_id, email_hash, customer_id) DO UPDATE SET told_at = GREATEST(customer_emails.told_at, excluded.told_at)`,
    [shopId, deletedId],
  );
}

/** What either said last of a product holds; and who ever asked for quiet has it. */
async function keepAnswers(shopId: bigint, deletedId: bigint, keptId: bigint, on: Queryable): Promise<void> {
  const values = [shopId, `c:${deletedId}`, `c:${keptId}`];
  await on.query(
    `WITH gone AS (DELETE FROM subject_answers WHERE shop_id = $1 AND subject_key = $2 RETURNING *)
     INSERT INTO subject_answers (shop_id, subject_key, product_id, answer, answered_at, set_id, placement, echo) SELECT shop_id, $3, product_id, answer, answered_at, set_id, placement, echo FROM gone
     ON CONFLICT (shop_id, subject_key, product_id) DO UPDATE SET answer = excluded.answer, answered_at = excluded.answered_at, set_id = excluded.set_id, placement = excluded.placement, echo = excluded.echo WHERE excluded.answered_at > subject_answers.answered_at`,
    values,
  );
  await on.query(
    `WITH gone AS (DELETE FROM quiet_subjects WHERE shop_id = $1 AND subject_key = $2 RETURNING *)
     INSERT INTO quiet_subjects (shop_id, subject_key, asked_at, set_id, placement, echo) SELECT shop_id, $3, asked_at, set_id, placement, echo FROM gone
     ON CONFLICT (shop_id, subject_key) DO UPDATE SET asked_at = LEAST(quiet_subjects.asked_at, excluded.asked_at)`,
    values,
  );
}

/** Leaves a tombstone, also of one who was never seen; the kept one is there from now on. Of tags that they got so, a comparison asks: word of some may be under way. */
async function endCustomer(shopId: bigint, { deletedId, keptId, at, told }: Merge, on: Queryable): Promise<void> {
  await on.query(
    `INSERT INTO customers (shop_id, customer_id, tags, created_at, updated_at, deleted_at) VALUES ($1, $2, '{}', $3, $3, $3)
     ON CONFLICT (shop_id, customer_id) DO UPDATE SET deleted_at = COALESCE(customers.deleted_at, excluded.deleted_at)`,
    [shopId, deletedId, at],
  );
  await on.query(
    `INSERT INTO customers (shop_id, customer_id, tags, created_at, updated_at, locale, country_code, tag_times)
     SELECT shop_id, $3, tags, created_at, 'epoch', locale, country_code, tag_times FROM customers WHERE shop_id = $1 AND customer_id = $2
     ON CONFLICT (shop_id, customer_id) DO UPDATE SET locale = COALESCE(customers.locale, excluded.locale), country_code = COALESCE(customers.country_code, excluded.country_code),
       tags = CASE WHEN $4 THEN ARRAY(SELECT DISTINCT unnest(customers.tags || excluded.tags) ORDER BY 1) ELSE customers.tags END,
       updated_at = CASE WHEN $4 AND NOT excluded.tags <@ customers.tags THEN ${NOT_OF_THE_STORE} ELSE customers.updated_at END
     WHERE customers.deleted_at IS NULL`,
    [shopId, deletedId, keptId, told],
  );
  // Told again it finds none that the kept one may have lost since.
  if (told) await on.query(`UPDATE customers SET tags = '{}', tag_times = '{}' WHERE shop_id = $1 AND customer_id = $2`, [shopId, deletedId]);
}
