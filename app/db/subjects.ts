// Subjects: visitors and customers, who is who, and the arm that each was given first.
import type { Arm } from '#app/domain/portable/assignment.ts';
import type { Queryable } from './pool.ts';
import { pool } from './pool.ts';

export interface SubjectIds {
  visitorId: string | null;
  customerId: bigint | null;
}

/** The earliest arm that any name of the subject was given stands, and is noted under every name. */
const KEEP_ARM = `
  WITH keys AS (SELECT 'v:' || $3::text AS key WHERE $3 IS NOT NULL
                UNION SELECT 'c:' || $4::bigint WHERE $4 IS NOT NULL
                UNION SELECT 'c:' || customer_id FROM subject_links WHERE shop_id = $1 AND visitor_id = $3),
       kept AS MATERIALIZED (SELECT a.subject_key, a.arm, a.assigned_at FROM assignments a JOIN keys k ON k.key = a.subject_key WHERE a.shop_id = $1 AND a.experiment_id = $2),
       first AS (SELECT arm FROM kept ORDER BY assigned_at, subject_key LIMIT 1),
       noted AS (INSERT INTO assignments (shop_id, experiment_id, subject_key, arm, assigned_at)
                 SELECT $1, $2, key, COALESCE((SELECT arm FROM first), $5), $6 FROM keys WHERE key NOT IN (SELECT subject_key FROM kept)
                 ON CONFLICT DO NOTHING)
  SELECT COALESCE((SELECT arm FROM first), $5) AS arm`;

/** @param arm what the hash says, for who has none yet @returns the arm that holds */
export async function keepArm(shopId: bigint, experimentId: string, subject: SubjectIds, arm: Arm, now: Date, on: Queryable = pool()): Promise<Arm> {
  const { rows } = await on.query<{ arm: Arm }>({ name: 'keep-arm', text: KEEP_ARM, values: [shopId, experimentId, subject.visitorId, subject.customerId, arm, now] });
  return rows[0]?.arm ?? arm;
}

/** Whose a visitor turned out to be first stays: a borrowed device does not move somebody's past. */
export async function linkVisitor(shopId: bigint, visitorId: string, customerId: bigint, now: Date, on: Queryable = pool()): Promise<void> {
  await on.query('INSERT INTO subject_links (shop_id, visitor_id, customer_id, linked_at) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING', [shopId, visitorId, customerId, now]);
}

/** What ties measuring to one customer: arms, exposures, touches and attributions go, with those of the visitors they were. */
export async function forgetSubject(shopId: bigint, customerId: bigint, on: Queryable): Promise<void> {
  const keys = `(SELECT 'v:' || visitor_id FROM subject_links WHERE shop_id = $1 AND customer_id = $2 UNION SELECT 'c:' || $2::bigint)`;
  for (const table of ['assignments', 'exposures', 'touches', 'attributions']) await on.query(`DELETE FROM ${table} WHERE shop_id = $1 AND subject_key IN ${keys}`, [shopId, customerId]);
  await on.query('UPDATE orders SET visitor_id = NULL WHERE shop_id = $1 AND visitor_id IN (SELECT visitor_id FROM subject_links WHERE shop_id = $1 AND customer_id = $2)', [shopId, customerId]);
  await on.query('DELETE FROM subject_links WHERE shop_id = $1 AND customer_id = $2', [shopId, customerId]);
}
