// How far a shop's backfill has come, stage by stage, so that it goes on after a crash and a person can watch it.
import { randomUUID } from 'node:crypto';
import type { Queryable } from './pool.ts';
import { pool } from './pool.ts';

const BACKFILL_STAGES = ['products', 'inventory', 'customers', 'orders', 'refunds'] as const;
export type BackfillStageName = (typeof BACKFILL_STAGES)[number];

export interface BackfillStage {
  stage: BackfillStageName;
  /** waiting → exporting (Shopify works) → reading (we do) → done */
  state: 'waiting' | 'exporting' | 'reading' | 'done';
  /** Shopify's bulk operation, while there is one. */
  operationId: string | null;
  /** Objects that Shopify has counted so far, children among them; of refunds, those whose lines are to be read. */
  objects: number;
  /** Rows that we have written. */
  rows: number;
  /** Where to go on: the byte of the file behind the last object (of refunds, the id) that is safely written. */
  resumeAfter: string;
  /** The file that `resumeAfter` is a place in. */
  file: { bytes: number; etag: string | null } | null;
  /** How long the rows took, without what lay between two attempts. */
  readMs: number;
}

/** A stage of which nothing was done. */
export const untouched = (stage: BackfillStageName): BackfillStage => ({ stage, state: 'waiting', operationId: null, objects: 0, rows: 0, resumeAfter: '0', file: null, readMs: 0 });

export interface BackfillRow {
  backfillId: string;
  status: 'running' | 'done' | 'failed';
  /** The first stage that is not done, or "learning" once everything is in. */
  stage: BackfillStageName | 'learning';
  stages: BackfillStage[];
  startedAt: Date;
  updatedAt: Date;
  finishedAt: Date | null;
  error: string | null;
}

const COLUMNS = `backfill_id AS "backfillId", status, stage, stages, started_at AS "startedAt", updated_at AS "updatedAt", finished_at AS "finishedAt", error`;

/** Begins a backfill; one that was running is given up for it. @returns its id */
export async function startBackfill(shopId: bigint, at: Date, on: Queryable): Promise<string> {
  const backfillId = randomUUID();
  await on.query(`UPDATE backfills SET status = 'failed', error = 'A newer backfill took its place.', finished_at = $2, updated_at = $2 WHERE shop_id = $1 AND status = 'running'`, [shopId, at]);
  await on.query(
    `INSERT INTO backfills (shop_id, backfill_id, status, stage, stages, started_at, updated_at) VALUES ($1, $2, 'running', $3, $4::jsonb, $5, $5)`,
    [shopId, backfillId, BACKFILL_STAGES[0], JSON.stringify(BACKFILL_STAGES.map(untouched)), at],
  );
  return backfillId;
}

export async function backfillById(shopId: bigint, backfillId: string, on: Queryable = pool()): Promise<BackfillRow | undefined> {
  return (await on.query<BackfillRow>(`SELECT ${COLUMNS} FROM backfills WHERE shop_id = $1 AND backfill_id = $2`, [shopId, backfillId])).rows[0];
}

/** Newest first. */
export async function latestBackfills(shopId: bigint, limit: number, on: Queryable = pool()): Promise<BackfillRow[]> {
  return (await on.query<BackfillRow>(`SELECT ${COLUMNS} FROM backfills WHERE shop_id = $1 ORDER BY started_at DESC LIMIT $2`, [shopId, limit])).rows;
}

export async function latestBackfill(shopId: bigint, on: Queryable = pool()): Promise<BackfillRow | undefined> {
  return (await latestBackfills(shopId, 1, on))[0];
}

/** Writes one stage's progress. @returns false when the backfill is not running any more */
export async function saveStage(shopId: bigint, backfillId: string, stage: BackfillStage, at: Date, on: Queryable = pool()): Promise<boolean> {
  const written = `CASE WHEN s.value->>'stage' = $3 THEN $4::jsonb ELSE s.value END`;
  const { rowCount } = await on.query(
    `UPDATE backfills SET updated_at = $5,
       stages = (SELECT jsonb_agg(${written} ORDER BY s.ordinality) FROM jsonb_array_elements(stages) WITH ORDINALITY AS s),
       stage = COALESCE((SELECT s.value->>'stage' FROM jsonb_array_elements(stages) WITH ORDINALITY AS s WHERE (${written})->>'state' <> 'done' ORDER BY s.ordinality LIMIT 1), stage)
     WHERE shop_id = $1 AND backfill_id = $2 AND status = 'running'`,
    [shopId, backfillId, stage.stage, JSON.stringify(stage), at],
  );
  return rowCount === 1;
}

export async function finishBackfill(shopId: bigint, backfillId: string, outcome: { status: 'done' } | { status: 'failed'; error: string }, at: Date, on: Queryable = pool()): Promise<void> {
  await on.query(
    `UPDATE backfills SET status = $3, error = $4, finished_at = $5, updated_at = $5, stage = CASE WHEN $3 = 'done' THEN 'learning' ELSE stage END
      WHERE shop_id = $1 AND backfill_id = $2 AND status = 'running'`,
    [shopId, backfillId, outcome.status, outcome.status === 'failed' ? outcome.error : null, at],
  );
}

/** Stops what runs, for a shop that left. */
export async function stopBackfills(shopId: bigint, at: Date, on: Queryable): Promise<void> {
  await on.query(`UPDATE backfills SET status = 'failed', error = 'The app was uninstalled.', finished_at = $2, updated_at = $2 WHERE shop_id = $1 AND status = 'running'`, [shopId, at]);
}
