// The arms of many customers at once, for steps that fall due together; subjects.ts says the same of one.
import type { ArmName } from '#app/domain/experiment-test/test.ts';
import type { Arm } from '#app/domain/portable/assignment.ts';
import { jsonRows } from './json-rows.ts';
import type { Queryable } from './pool.ts';
import { pool } from './pool.ts';

export interface CustomerArm {
  experimentId: string;
  customerId: bigint;
  arm: Arm | ArmName;
}

/** @returns the earliest arm that each was given, under any of their names; who has none yet is absent */
export async function armsGiven(shopId: bigint, experimentIds: readonly string[], customerIds: readonly bigint[], on: Queryable = pool()): Promise<CustomerArm[]> {
  if (experimentIds.length === 0) return [];
  const { rows } = await on.query<CustomerArm>(
    `WITH names AS (SELECT id AS customer_id, 'c:' || id AS key FROM unnest($3::bigint[]) AS id
                    UNION ALL SELECT customer_id, 'v:' || visitor_id FROM subject_links WHERE shop_id = $1 AND customer_id = ANY($3::bigint[]))
     SELECT DISTINCT ON (a.experiment_id, n.customer_id) a.experiment_id AS "experimentId", n.customer_id AS "customerId", a.arm
       FROM names n JOIN assignments a ON a.shop_id = $1 AND a.subject_key = n.key AND a.experiment_id = ANY($2::uuid[])
      ORDER BY a.experiment_id, n.customer_id, a.assigned_at, a.subject_key`,
    [shopId, experimentIds, customerIds],
  );
  return rows;
}

/** What was given first stays. */
export async function noteArms(shopId: bigint, arms: readonly CustomerArm[], at: Date, on: Queryable): Promise<void> {
  if (arms.length === 0) return;
  await on.query(
    `INSERT INTO assignments (shop_id, experiment_id, subject_key, arm, assigned_at)
     SELECT $1, r."experimentId", 'c:' || r."customerId", r.arm, $3 FROM jsonb_to_recordset($2::jsonb) AS r("experimentId" uuid, "customerId" bigint, arm text) ON CONFLICT DO NOTHING`,
    [shopId, jsonRows(arms), at],
  );
}
