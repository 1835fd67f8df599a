// Tests A/B/n: what is compared, with which shares, and what came of it. Who is in which arm is kept of the test's experiment.
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { testShares, testVersion } from '#app/contract/test.ts';
import type { ArmName, Mode, RunningTest, Shares, StoppedFor, TestPlace, Versions } from '#app/domain/experiment-test/test.ts';
import { jsonOf } from './json-rows.ts';
import type { Queryable } from './pool.ts';
import { pool } from './pool.ts';

export type Conclusion = 'used' | 'kept' | 'stopped';

export interface TestRow extends RunningTest {
  place: TestPlace;
  mode: Mode;
  /** Counted in all arms together, as was said at the start; null: there was no telling. */
  plannedSubjects: number | null;
  plannedDays: number;
  askedAt: Date;
  askedBy: string;
  /** null: the store has not been told yet, and nobody is given an arm. */
  liveAt: Date | null;
  endedAt: Date | null;
  endedBy: string | null;
  conclusion: Conclusion | null;
  usedArm: ArmName | null;
  /** null: somebody decided about it. */
  stoppedFor: StoppedFor | null;
  /** What was known when it ended. */
  known: unknown;
}

interface Columns extends Omit<TestRow, 'versions' | 'shares'> {
  versions: unknown;
  shares: unknown;
}

const COLUMNS = `t.test_id AS "testId", t.test_no AS "testNo", t.experiment_id AS "experimentId", e.salt, t.place, t.variable, t.mode, t.versions, t.shares, t.planned_subjects AS "plannedSubjects", t.planned_days AS "plannedDays",
  t.asked_at AS "askedAt", t.asked_by AS "askedBy", t.live_at AS "liveAt", t.ended_at AS "endedAt", t.ended_by AS "endedBy", t.conclusion, t.used_arm AS "usedArm", t.stopped_for AS "stoppedFor", t.known`;
const TESTS = `SELECT ${COLUMNS} FROM tests t JOIN experiments e ON e.shop_id = t.shop_id AND e.experiment_id = t.experiment_id WHERE t.shop_id = $1`;

const versionsFrom = (kept: unknown): Versions => z.array(testVersion).parse(kept);
const sharesFrom = (kept: unknown): Shares => testShares.parse(kept) as Shares;

const fromColumns = (row: Columns): TestRow => ({ ...row, versions: versionsFrom(row.versions), shares: sharesFrom(row.shares) });

/** @returns the newest first */
export async function testsOf(shopId: bigint, on: Queryable = pool()): Promise<TestRow[]> {
  const { rows } = await on.query<Columns>(`${TESTS} ORDER BY t.test_no DESC`, [shopId]);
  return rows.map(fromColumns);
}

export async function testById(shopId: bigint, testId: string, on: Queryable = pool()): Promise<TestRow | undefined> {
  const { rows } = await on.query<Columns>(`${TESTS} AND t.test_id = $2`, [shopId, testId]);
  return rows[0] && fromColumns(rows[0]);
}

/** Reads the shop's tests and holds them until the transaction ends: two must not begin at one place. */
export async function lockTests(shopId: bigint, on: Queryable): Promise<TestRow[]> {
  await on.query('SELECT FROM shops WHERE shop_id = $1 FOR NO KEY UPDATE', [shopId]);
  return testsOf(shopId, on);
}

/** Those that have not ended, held as all are. */
export async function runningTests(shopId: bigint, on: Queryable): Promise<TestRow[]> {
  return (await lockTests(shopId, on)).filter(({ endedAt }) => endedAt === null);
}

export type NewTest = Pick<TestRow, 'place' | 'variable' | 'mode' | 'versions' | 'shares' | 'plannedSubjects' | 'plannedDays'>;

/** Begins its experiment with it; nobody is given an arm before it is live. */
export async function insertTest(shopId: bigint, { place, variable, mode, versions, shares, plannedSubjects, plannedDays }: NewTest, actor: string, now: Date, on: Queryable): Promise<string> {
  const [testId, experimentId] = [randomUUID(), randomUUID()];
  await on.query('INSERT INTO experiments (shop_id, experiment_id, subject_of, salt, holdout_bp, started_at) VALUES ($1, $2, $3, $4, 0, $5)', [shopId, experimentId, `test:${testId}`, randomUUID(), now]);
  await on.query(
    `INSERT INTO tests (shop_id, test_id, experiment_id, test_no, place, variable, mode, versions, shares, planned_subjects, planned_days, asked_at, asked_by)
     SELECT $1, $2, $3, COALESCE(max(test_no), 0) + 1, $4, $5, $6, $7::jsonb, $8::jsonb, $9, $10, $11, $12 FROM tests WHERE shop_id = $1`,
    [shopId, testId, experimentId, place, variable, mode, jsonOf([...versions]), jsonOf(shares), plannedSubjects, plannedDays, now, actor],
  );
  return testId;
}

/** What waited for the store to be told: its arms are given from now on. @returns how many */
export async function putTestsLive(shopId: bigint, testIds: readonly string[], now: Date, on: Queryable = pool()): Promise<number> {
  const { rowCount } = await on.query(
    `WITH live AS (UPDATE tests SET live_at = $3 WHERE shop_id = $1 AND test_id = ANY($2::uuid[]) AND live_at IS NULL AND ended_at IS NULL RETURNING test_id, shares)
     INSERT INTO test_shares (shop_id, test_id, from_at, shares) SELECT $1, test_id, $3, shares FROM live`,
    [shopId, testIds, now],
  );
  return rowCount ?? 0;
}

/** From now on new shoppers are given arms by these. */
export async function saveShares(shopId: bigint, testId: string, shares: Shares, now: Date, on: Queryable): Promise<void> {
  const { rowCount } = await on.query('UPDATE tests SET shares = $3::jsonb WHERE shop_id = $1 AND test_id = $2 AND ended_at IS NULL', [shopId, testId, jsonOf(shares)]);
  if (rowCount === 1) await on.query('INSERT INTO test_shares (shop_id, test_id, from_at, shares) VALUES ($1, $2, $3, $4::jsonb) ON CONFLICT DO NOTHING', [shopId, testId, now, jsonOf(shares)]);
}

export interface Ending {
  conclusion: Conclusion;
  usedArm: ArmName | null;
  stoppedFor: StoppedFor | null;
  known: object;
  actor: string;
}

/** Its experiment ends with it: nobody is given an arm any more, nor counted anew. */
export async function endTest(shopId: bigint, testId: string, { conclusion, usedArm, stoppedFor, known, actor }: Ending, now: Date, on: Queryable): Promise<void> {
  await on.query(
    `WITH ended AS (UPDATE tests SET ended_at = $3, ended_by = $4, conclusion = $5, used_arm = $6, stopped_for = $7, known = $8::jsonb WHERE shop_id = $1 AND test_id = $2 AND ended_at IS NULL RETURNING experiment_id)
     UPDATE experiments SET ended_at = $3 WHERE shop_id = $1 AND experiment_id IN (SELECT experiment_id FROM ended)`,
    [shopId, testId, now, actor, conclusion, usedArm, stoppedFor, jsonOf(known)],
  );
}

/** As RUNNING_TEST_JSON says it. What cannot be read compares nothing: never an error while a shopper waits. */
export function runningTestFrom(kept: unknown): RunningTest | null {
  if (kept === null) return null;
  const row = kept as Omit<RunningTest, 'versions' | 'shares'>;
  const [versions, shares] = [z.array(testVersion).safeParse((kept as { versions: unknown }).versions), testShares.safeParse((kept as { shares: unknown }).shares)];
  return versions.success && shares.success ? { ...row, versions: versions.data, shares: shares.data as Shares } : null;
}

/** What runs at a place, as JSON, or NULL; over $1 the shop, `place` an expression. */
export const RUNNING_TEST_JSON = (place: string): string => `
  (SELECT json_build_object('testId', t.test_id, 'testNo', t.test_no, 'experimentId', t.experiment_id, 'salt', te.salt, 'variable', t.variable, 'versions', t.versions, 'shares', t.shares)
     FROM tests t JOIN experiments te ON te.shop_id = t.shop_id AND te.experiment_id = t.experiment_id
    WHERE t.shop_id = $1 AND t.live_at IS NOT NULL AND t.ended_at IS NULL
      AND t.place IN (${place}, CASE WHEN ${place} IN ('product_page', 'cart_page', 'cart_drawer') THEN 'on_site' ELSE ${place} END) ORDER BY t.test_no LIMIT 1)`;
