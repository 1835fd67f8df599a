// How far the shop's past has been read, for the set-up guide: one line a stage, with numbers that move.
import { type BackfillStage, latestBackfill } from '#app/db/backfills.ts';

export interface BackfillProgress {
  status: 'none' | 'running' | 'done' | 'failed';
  /** What it is at: a stage, or "learning". */
  stage: string | null;
  stages: Pick<BackfillStage, 'stage' | 'state' | 'objects' | 'rows'>[];
  startedAt: Date | null;
  /** When it last moved. */
  updatedAt: Date | null;
  finishedAt: Date | null;
  error: string | null;
}

export async function backfillProgress(shopId: bigint): Promise<BackfillProgress> {
  const backfill = await latestBackfill(shopId);
  if (!backfill) return { status: 'none', stage: null, stages: [], startedAt: null, updatedAt: null, finishedAt: null, error: null };
  const { status, stage, startedAt, updatedAt, finishedAt, error } = backfill;
  return { status, stage, stages: backfill.stages.map(({ stage, state, objects, rows }) => ({ stage, state, objects, rows })), startedAt, updatedAt, finishedAt, error };
}
