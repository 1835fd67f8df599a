// Subjects: visitors and customers, who is who, and the arm that each was given first.
import type { Arm } from '#app/domain/portable/assignment.ts';
import type { Queryable } from './pool.ts';
import { pool } from './pool.ts';

export interface SubjectIds {
  visitorId: string | null;
  customerId: bigint | null;
}

const NAMES = `names AS (SELECT 'v:' || $3::text AS key WHERE $3 IS NOT NULL
                UNION SELECT 'c:' || $4::bigint WHERE $4 IS NOT NULL
                UNION SELECT 'c:' || customer_id FROM subject_links WHERE shop_id = $1 AND visitor_id = $3)`;

const ARMS_KEPT = `
  WITH ${NAMES}
  SELECT a.experiment_id AS "experimentId", (array_agg(a.arm ORDER BY a.assigned_at, a.subject_key))[1] AS arm, count(*) = (SELECT count(*) FROM names) AS "underEveryName"
    FROM assignments a JOIN names n ON n.key = a.subject_key WHERE a.shop_id = $1 AND a.experiment_id = ANY($2::uuid[]) GROUP BY 1`;

const KEEP_ARM = `
  WITH ${NAMES}
  INSERT INTO assignments (shop_id, experiment_id, subject_key, arm, assigned_at) SELECT $1, $2, key, $5, $6 FROM names ON CONFLICT DO NOTHING`;

export interface KeptArm {
  experimentId: string;
  arm: Arm;
  /** False: another device or a customer turned out to be the same subject, and is to be noted as well. */
  underEveryName: boolean;
}

/** @returns the earliest arm that any name of the subject was given, in each experiment where one was */
export async function armsKept(shopId: bigint, experimentIds: readonly string[], { visitorId, customerId }: SubjectIds, on: Queryable = pool()): Promise<KeptArm[]> {
  return (await on.query<KeptArm>({ name: 'arms-kept', text: ARMS_KEPT, values: [shopId, experimentIds, visitorId, customerId] })).rows;
}

/** Under every name of the subject that has none yet; what was given first stays. */
export async function keepArm(shopId: bigint, experimentId: string, { visitorId, customerId }: SubjectIds, arm: Arm, now: Date, on: Queryable = pool()): Promise<void> {
  await on.query({ name: 'keep-arm', text: KEEP_ARM, values: [shopId, experimentId, visitorId, customerId, arm, now] });
}

/** Whose a visitor turned out to be first stays: a borrowed device does not move somebody's past. */
export async function linkVisitor(shopId: bigint, visitorId: string, customerId: bigint, now: Date, on: Queryable = pool()): Promise<void> {
  await on.query('INSERT INTO subject_links (shop_id, visitor_id, customer_id, linked_at) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING', [shopId, visitorId, customerId, now]);
}
