// Experiments: one that runs for each placement and workflow, and one for all of them together. What it holds out is fixed
// for its life; another share is another experiment, or its counts would mix two ratios.
import { randomUUID } from 'node:crypto';
import type { AnyPlacement } from '#app/contract/offers.ts';
import type { Queryable } from './pool.ts';
import { pool } from './pool.ts';

export const DEFAULT_HOLDOUT_BP = 1_000;
/** Of everything (docs/decisions/0016-global-holdout.md). */
const GLOBAL_HOLDOUT_BP = 200;

export type SubjectOf = `placement:${AnyPlacement}` | `workflow:${string}` | 'global';

export interface ExperimentRow {
  experimentId: string;
  subjectOf: SubjectOf;
  salt: string;
  holdoutBp: number;
  startedAt: Date;
}

const COLUMNS = `experiment_id AS "experimentId", subject_of AS "subjectOf", salt, holdout_bp AS "holdoutBp", started_at AS "startedAt"`;

/** The one that runs, begun if none does. Of several at once, one begins it and all get the same. */
export async function ensureExperiment(shopId: bigint, subjectOf: SubjectOf, now: Date, on: Queryable = pool(), holdoutBp = DEFAULT_HOLDOUT_BP): Promise<ExperimentRow> {
  await on.query(
    `INSERT INTO experiments (shop_id, experiment_id, subject_of, salt, holdout_bp, started_at) VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (shop_id, subject_of) WHERE ended_at IS NULL DO NOTHING`,
    [shopId, randomUUID(), subjectOf, randomUUID(), holdoutBp, now],
  );
  const { rows } = await on.query<ExperimentRow>(`SELECT ${COLUMNS} FROM experiments WHERE shop_id = $1 AND subject_of = $2 AND ended_at IS NULL`, [shopId, subjectOf]);
  return rows[0] as ExperimentRow;
}

/** Begins with the first experiment of a shop, or never: later it would hold out people whom another has counted already. */
export async function beginGlobalHoldout(shopId: bigint, now: Date, on: Queryable): Promise<void> {
  await on.query(
    `INSERT INTO experiments (shop_id, experiment_id, subject_of, salt, holdout_bp, started_at)
     SELECT $1, $2, 'global', $3, $4, $5 WHERE NOT EXISTS (SELECT 1 FROM experiments WHERE shop_id = $1)
     ON CONFLICT (shop_id, subject_of) WHERE ended_at IS NULL DO NOTHING`,
    [shopId, randomUUID(), randomUUID(), GLOBAL_HOLDOUT_BP, now],
  );
}

export async function endExperiment(shopId: bigint, subjectOf: SubjectOf, now: Date, on: Queryable = pool()): Promise<void> {
  await on.query('UPDATE experiments SET ended_at = $3 WHERE shop_id = $1 AND subject_of = $2 AND ended_at IS NULL', [shopId, subjectOf, now]);
}

/** Those that hold out; tests have holdouts of none, and files of their own (tests.ts). */
export async function runningExperiments(shopId: bigint, on: Queryable = pool()): Promise<ExperimentRow[]> {
  const { rows } = await on.query<ExperimentRow>(`SELECT ${COLUMNS} FROM experiments WHERE shop_id = $1 AND ended_at IS NULL AND subject_of NOT LIKE 'test:%' ORDER BY subject_of`, [shopId]);
  return rows;
}
