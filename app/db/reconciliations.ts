// How far a comparison of a shop with its store has come, kind by kind, so that it goes on after a crash, and what it
// found. The last good point is the start of the last one that was whole.
import { randomUUID } from 'node:crypto';
import type { FactName } from './mirrored-facts.ts';
import type { Queryable } from './pool.ts';
import { pool } from './pool.ts';

export type ReconciliationReason = 'nightly' | 'asked' | 'webhooks_quiet';

/** Rows of one fact. What differed was repaired or deleted, or else could not be applied. */
export interface FactCounts {
  checked: number;
  differed: number;
  repaired: number;
  deleted: number;
}

export interface KindProgress {
  kind: string;
  /** Which of the kind's steps it is at; as many as it has steps: done. */
  step: number;
  /** Of the step at hand: null until it was chosen. */
  how: 'pages' | 'bulk' | null;
  pageSize: number;
  /** The next page's cursor; of a bulk operation's file, objects that were read. */
  after: string | null;
  operationId: string | null;
  /** ISO: when the reading at hand began. */
  readAt: string | null;
  /** ISO: when the listing began. */
  listedAt: string | null;
  facts: Partial<Record<FactName, FactCounts>>;
  /** Objects that would not apply, and why the first few would not. */
  refused: number;
  problems: string[];
  tookMs: number;
}

export interface ReconciliationRow {
  reconciliationId: string;
  reason: ReconciliationReason;
  status: 'running' | 'done' | 'failed';
  since: Date;
  kinds: KindProgress[];
  startedAt: Date;
  updatedAt: Date;
  finishedAt: Date | null;
  error: string | null;
}

const COLUMNS = `reconciliation_id AS "reconciliationId", reason, status, since, kinds, started_at AS "startedAt", updated_at AS "updatedAt", finished_at AS "finishedAt", error`;

const emptyProgress = (kind: string): KindProgress => ({
  kind, step: 0, how: null, pageSize: 0, after: null, operationId: null, readAt: null, listedAt: null, facts: {}, refused: 0, problems: [], tookMs: 0,
});

/** One that nobody went on with for so long compares with a store of another day. */
const STANDS_STILL_AFTER = '1 day';

/** @returns the one that runs, or a new one; undefined for a shop whose past was never read whole: there is nothing to compare yet */
export async function openReconciliation(
  shopId: bigint, reason: ReconciliationReason, kinds: readonly string[], overlapMs: number, at: Date, on: Queryable,
): Promise<ReconciliationRow | undefined> {
  await on.query(
    `UPDATE reconciliations SET status = 'failed', error = 'Nobody went on with it.', finished_at = $2, updated_at = $2
      WHERE shop_id = $1 AND status = 'running' AND updated_at < $2::timestamptz - interval '${STANDS_STILL_AFTER}'`,
    [shopId, at],
  );
  const running = await runningReconciliation(shopId, on);
  const good = running ? undefined : await lastGoodPoint(shopId, on);
  if (running || !good) return running;
  await on.query(
    `INSERT INTO reconciliations (shop_id, reconciliation_id, reason, status, since, kinds, started_at, updated_at) VALUES ($1, $2, $3, 'running', $4, $5::jsonb, $6, $6)
     ON CONFLICT DO NOTHING`,
    [shopId, randomUUID(), reason, new Date(good.getTime() - overlapMs), JSON.stringify(kinds.map(emptyProgress)), at],
  );
  return runningReconciliation(shopId, on);
}

async function runningReconciliation(shopId: bigint, on: Queryable): Promise<ReconciliationRow | undefined> {
  return (await on.query<ReconciliationRow>(`SELECT ${COLUMNS} FROM reconciliations WHERE shop_id = $1 AND status = 'running'`, [shopId])).rows[0];
}

/** @returns until when everything is known to be here: the start of the last whole comparison, or of the backfill before any */
export async function lastGoodPoint(shopId: bigint, on: Queryable = pool()): Promise<Date | undefined> {
  const { rows } = await on.query<{ at: Date | null }>(
    `SELECT max(started_at) AS at FROM (
       SELECT started_at FROM reconciliations WHERE shop_id = $1 AND status = 'done' UNION ALL SELECT started_at FROM backfills WHERE shop_id = $1 AND status = 'done') good
      WHERE NOT EXISTS (SELECT 1 FROM backfills WHERE shop_id = $1 AND status = 'running')`,
    [shopId],
  );
  return rows[0]?.at ?? undefined;
}

/** @returns the same, whatever is under way since */
export async function lastWholeReading(shopId: bigint, on: Queryable = pool()): Promise<Date | undefined> {
  const { rows } = await on.query<{ at: Date | null }>(
    `SELECT GREATEST((SELECT max(started_at) FROM reconciliations WHERE shop_id = $1 AND status = 'done'), (SELECT max(started_at) FROM backfills WHERE shop_id = $1 AND status = 'done')) AS at`,
    [shopId],
  );
  return rows[0]?.at ?? undefined;
}

export async function reconciliationById(shopId: bigint, reconciliationId: string, on: Queryable = pool()): Promise<ReconciliationRow | undefined> {
  return (await on.query<ReconciliationRow>(`SELECT ${COLUMNS} FROM reconciliations WHERE shop_id = $1 AND reconciliation_id = $2`, [shopId, reconciliationId])).rows[0];
}

/** Newest first. */
export async function latestReconciliations(shopId: bigint, limit: number, on: Queryable = pool()): Promise<ReconciliationRow[]> {
  return (await on.query<ReconciliationRow>(`SELECT ${COLUMNS} FROM reconciliations WHERE shop_id = $1 ORDER BY started_at DESC LIMIT $2`, [shopId, limit])).rows;
}

/** Writes one kind's progress. @returns false when the comparison is not running any more */
export async function saveProgress(shopId: bigint, reconciliationId: string, progress: KindProgress, at: Date, on: Queryable = pool()): Promise<boolean> {
  const { rowCount } = await on.query(
    `UPDATE reconciliations SET updated_at = $5, kinds = (
       SELECT jsonb_agg(CASE WHEN k.value->>'kind' = $3 THEN $4::jsonb ELSE k.value END ORDER BY k.ordinality) FROM jsonb_array_elements(kinds) WITH ORDINALITY AS k)
     WHERE shop_id = $1 AND reconciliation_id = $2 AND status = 'running'`,
    [shopId, reconciliationId, progress.kind, JSON.stringify(progress), at],
  );
  return rowCount === 1;
}

/** @returns whether it was still running */
export async function finishReconciliation(
  shopId: bigint, reconciliationId: string, outcome: { status: 'done' } | { status: 'failed'; error: string }, at: Date, on: Queryable = pool(),
): Promise<boolean> {
  const { rowCount } = await on.query(
    `UPDATE reconciliations SET status = $3, error = $4, finished_at = $5, updated_at = $5 WHERE shop_id = $1 AND reconciliation_id = $2 AND status = 'running'`,
    [shopId, reconciliationId, outcome.status, outcome.status === 'failed' ? outcome.error : null, at],
  );
  return rowCount === 1;
}

/** What runs has no try left. */
export async function giveUpReconciliation(shopId: bigint, error: string, at: Date, on: Queryable = pool()): Promise<void> {
  await on.query(`UPDATE reconciliations SET status = 'failed', error = $2, finished_at = $3, updated_at = $3 WHERE shop_id = $1 AND status = 'running'`, [shopId, error, at]);
}

/** The inbox writes the same rows: whoever repairs them takes its turn, so that neither waits for locks of the other crosswise. */
export async function takeTurnWithInbox(shopId: bigint, on: Queryable): Promise<void> {
  await on.query(`SELECT pg_advisory_xact_lock(hashtextextended('inbox', $1))`, [shopId]);
}

/** @returns whether deliveries wait to be applied, for which whoever repairs should stand back */
export async function inboxWaits(shopId: bigint, on: Queryable = pool()): Promise<boolean> {
  const { rows } = await on.query<{ waits: boolean }>(`SELECT EXISTS (SELECT 1 FROM webhook_deliveries WHERE shop_id = $1 AND status = 'pending') AS waits`, [shopId]);
  return rows[0]?.waits ?? false;
}

/** Sums of all kinds, for whoever tells a person. */
export function sumOfFacts({ kinds }: Pick<ReconciliationRow, 'kinds'>): Partial<Record<FactName, FactCounts>> {
  return Object.assign({}, ...kinds.map(({ facts }) => facts));
}
