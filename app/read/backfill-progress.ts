// How far the shop's past has been read: one line a stage, with numbers that move, how fast, and how long it will take
// where that can be known.
import { type BackfillStage, latestBackfill } from '#app/db/backfills.ts';
import { shopById } from '#app/db/shops.ts';
import { isPastWithheld } from '#app/domain/association/withheld-past.ts';

export interface StageProgress extends Pick<BackfillStage, 'stage' | 'state' | 'objects' | 'rows'> {
  /** null: nothing of it was read yet. */
  rowsPerSecond: number | null;
  /** null: not known, since it is not read yet or nobody has counted it. */
  secondsLeft: number | null;
}

export interface BackfillProgress {
  status: 'none' | 'running' | 'done' | 'failed';
  /** What it is at: a stage, or "learning". */
  stage: string | null;
  stages: StageProgress[];
  startedAt: Date | null;
  /** When it last moved. */
  updatedAt: Date | null;
  finishedAt: Date | null;
  error: string | null;
  /** Shopify shows the last 60 days of orders only. */
  pastWithheld: boolean;
}

export async function backfillProgress(shopId: bigint): Promise<BackfillProgress> {
  const [backfill, shop] = await Promise.all([latestBackfill(shopId), shopById(shopId)]);
  const pastWithheld = shop !== undefined && isPastWithheld(shop.scopes);
  if (!backfill) return { status: 'none', stage: null, stages: [], startedAt: null, updatedAt: null, finishedAt: null, error: null, pastWithheld };
  const { status, stage, startedAt, updatedAt, finishedAt, error } = backfill;
  return { status, stage, stages: backfill.stages.map(stageProgress), startedAt, updatedAt, finishedAt, error, pastWithheld };
}

/** The pace is that of the reading alone: what lay between two attempts does not count. */
export function stageProgress({ stage, state, objects, rows, readMs }: BackfillStage): StageProgress {
  const pace = rows > 0 && readMs > 0 ? (rows * 1_000) / readMs : null;
  const left = state === 'reading' && pace !== null && objects > rows ? Math.ceil((objects - rows) / pace) : null;
  return { stage, state, objects, rows, rowsPerSecond: pace === null ? null : Math.max(1, Math.round(pace)), secondsLeft: left };
}
