// Small counts for the desk's first page.
import type { Queryable } from './pool.ts';
import { pool } from './pool.ts';

export interface ModelRow {
  status: 'running' | 'done' | 'failed';
  orders: number;
  products: number;
  backtest: unknown;
  startedAt: Date;
  /** null: its suggestions are not made yet. */
  proposedAt: Date | null;
  error: string | null;
}

const MODEL = `SELECT status, orders, products, backtest, started_at AS "startedAt", proposed_at AS "proposedAt", error FROM association_models WHERE shop_id = $1`;

/** @returns the run that readers use, and the one that began last (they may be the same) */
export async function learningRuns(shopId: bigint, on: Queryable = pool()): Promise<{ current: ModelRow | undefined; latest: ModelRow | undefined }> {
  const [current, latest] = await Promise.all([
    on.query<ModelRow>(`${MODEL} AND current LIMIT 1`, [shopId]),
    on.query<ModelRow>(`${MODEL} ORDER BY started_at DESC LIMIT 1`, [shopId]),
  ]);
  return { current: current.rows[0], latest: latest.rows[0] };
}

export async function countOrders(shopId: bigint, on: Queryable = pool()): Promise<number> {
  const { rows } = await on.query<{ total: number }>('SELECT count(*)::int AS total FROM orders WHERE shop_id = $1 AND deleted_at IS NULL', [shopId]);
  return rows[0]?.total ?? 0;
}

export interface DecisionCounts {
  all: number;
  /** Those that offered something. */
  offered: number;
  /** Placements whose pages asked. */
  places: string[];
}

/** What shoppers' pages asked; emails are decided without a page. */
export async function countDecisions(shopId: bigint, since: Date, on: Queryable = pool()): Promise<DecisionCounts> {
  const { rows } = await on.query<{ placement: string; all: number; offered: number }>(
    `SELECT placement, count(*)::int AS "all", (count(*) FILTER (WHERE offered::text <> '[]'))::int AS offered
       FROM decisions WHERE shop_id = $1 AND decided_at >= $2 AND placement <> 'email' GROUP BY placement ORDER BY placement`,
    [shopId, since],
  );
  return {
    all: rows.reduce((sum, { all }) => sum + all, 0),
    offered: rows.reduce((sum, { offered }) => sum + offered, 0),
    places: rows.map(({ placement }) => placement),
  };
}

/** @returns when the merchant last saved guardrails; null while the defaults hold */
export async function guardrailsSavedAt(shopId: bigint, on: Queryable = pool()): Promise<Date | null> {
  const { rows } = await on.query<{ updatedAt: Date }>('SELECT updated_at AS "updatedAt" FROM guardrails WHERE shop_id = $1', [shopId]);
  return rows[0]?.updatedAt ?? null;
}
