// The workflows of a shop: one a trigger, made when a merchant first touches it. No row means off, with the trigger's wait.
import { randomUUID } from 'node:crypto';
import type { TriggerName } from '#app/domain/workflow/triggers.ts';
import type { Queryable } from './pool.ts';
import { pool } from './pool.ts';

export interface WorkflowRow {
  workflowId: string;
  trigger: TriggerName;
  /** off | on | stopped (by itself: see problem) */
  status: 'off' | 'on' | 'stopped';
  waitHours: number;
  problem: string | null;
  createdAt: Date;
  updatedAt: Date;
  updatedBy: string;
}

const COLUMNS = `workflow_id AS "workflowId", trigger, status, wait_hours AS "waitHours", problem, created_at AS "createdAt", updated_at AS "updatedAt", updated_by AS "updatedBy"`;

export async function workflowsOf(shopId: bigint, on: Queryable = pool()): Promise<WorkflowRow[]> {
  return (await on.query<WorkflowRow>(`SELECT ${COLUMNS} FROM workflows WHERE shop_id = $1 ORDER BY created_at, workflow_id`, [shopId])).rows;
}

export async function workflowOfTrigger(shopId: bigint, trigger: TriggerName, on: Queryable = pool()): Promise<WorkflowRow | undefined> {
  return (await on.query<WorkflowRow>(`SELECT ${COLUMNS} FROM workflows WHERE shop_id = $1 AND trigger = $2 ORDER BY created_at, workflow_id LIMIT 1`, [shopId, trigger])).rows[0];
}

export async function workflowById(shopId: bigint, workflowId: string, on: Queryable = pool()): Promise<WorkflowRow | undefined> {
  return (await on.query<WorkflowRow>(`SELECT ${COLUMNS} FROM workflows WHERE shop_id = $1 AND workflow_id = $2`, [shopId, workflowId])).rows[0];
}

export interface WorkflowState {
  trigger: TriggerName;
  status: WorkflowRow['status'];
  waitHours: number;
}

/**
 * Writes the shop's workflow of a trigger, making it where there is none. A problem it was stopped for is forgotten.
 * @returns its id
 */
export async function writeWorkflow(shopId: bigint, { trigger, status, waitHours }: WorkflowState, by: { actor: string; at: Date }, on: Queryable): Promise<string> {
  // Two merchants at once would make two workflows of one trigger.
  await on.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`workflow:${shopId}:${trigger}`]);
  const known = await workflowOfTrigger(shopId, trigger, on);
  const workflowId = known?.workflowId ?? randomUUID();
  await on.query(
    `INSERT INTO workflows (shop_id, workflow_id, trigger, status, wait_hours, created_at, updated_at, updated_by) VALUES ($1, $2, $3, $4, $5, $6, $6, $7)
     ON CONFLICT (shop_id, workflow_id) DO UPDATE SET status = excluded.status, wait_hours = excluded.wait_hours, problem = NULL, updated_at = excluded.updated_at, updated_by = excluded.updated_by`,
    [shopId, workflowId, trigger, status, waitHours, by.at, by.actor],
  );
  return workflowId;
}

/** A workflow that cannot go on stops by itself. @param problem what is wrong and what to do, in a sentence */
export async function stopWorkflow(shopId: bigint, workflowId: string, problem: string, at: Date, on: Queryable = pool()): Promise<void> {
  await on.query(`UPDATE workflows SET status = 'stopped', problem = $3, updated_at = $4, updated_by = 'setwise' WHERE shop_id = $1 AND workflow_id = $2`, [shopId, workflowId, problem, at]);
}

export interface WorkflowNumbers {
  workflowId: string;
  entered: number;
  /** Of these, by a delivery that is an estimate. */
  byEstimate: number;
  waiting: number;
  sent: number;
  heldOut: number;
  /** Not sent, by reason: refused, cancelled and failed. */
  notSent: Record<string, number>;
  /** Orders that followed a message of it. */
  bought: number;
}

export async function workflowNumbers(shopId: bigint, on: Queryable = pool()): Promise<WorkflowNumbers[]> {
  const { rows } = await on.query<WorkflowNumbers>(
    `SELECT w.workflow_id AS "workflowId",
            (SELECT count(*)::int FROM enrollments e WHERE e.shop_id = $1 AND e.workflow_id = w.workflow_id) AS entered,
            (SELECT count(*)::int FROM enrollments e WHERE e.shop_id = $1 AND e.workflow_id = w.workflow_id AND e.by_estimate) AS "byEstimate",
            COALESCE(t.waiting, 0) AS waiting, COALESCE(t.sent, 0) AS sent, COALESCE(t.held_out, 0) AS "heldOut", COALESCE(t.not_sent, '{}') AS "notSent",
            (SELECT count(DISTINCT a.order_id)::int FROM attributions a JOIN steps s ON s.shop_id = a.shop_id AND s.step_id = a.step_id
              WHERE a.shop_id = $1 AND s.workflow_id = w.workflow_id) AS bought
       FROM workflows w
       LEFT JOIN (SELECT workflow_id, sum(n) FILTER (WHERE status IN ('waiting', 'decided'))::int AS waiting, sum(n) FILTER (WHERE status = 'sent')::int AS sent,
                         sum(n) FILTER (WHERE status = 'holdout')::int AS held_out,
                         jsonb_object_agg(reason, n) FILTER (WHERE status = 'not_sent' AND reason IS NOT NULL) AS not_sent
                    FROM (SELECT workflow_id, CASE WHEN status IN ('refused', 'cancelled', 'failed') THEN 'not_sent' ELSE status END AS status,
                                 CASE WHEN status IN ('refused', 'cancelled', 'failed') THEN reason END AS reason, count(*)::int AS n
                            FROM steps WHERE shop_id = $1 GROUP BY 1, 2, 3) by_status
                   GROUP BY workflow_id) t ON t.workflow_id = w.workflow_id
      WHERE w.shop_id = $1`,
    [shopId],
  );
  return rows;
}
