// How far learning is, while it is under way.
import type { Queryable } from './pool.ts';
import { pool } from './pool.ts';

/** In this order. */
export type LearningStep = 'reading' | 'choosing' | 'fitting' | 'writing' | 'suggesting';

export interface LearningProgress {
  step: LearningStep;
  /** Of the step, 0 to 1. */
  fraction: number;
}

export async function saveLearningProgress(shopId: bigint, { step, fraction }: LearningProgress, on: Queryable = pool()): Promise<void> {
  await on.query(
    `INSERT INTO learning_progress (shop_id, step, fraction) VALUES ($1, $2, $3)
     ON CONFLICT (shop_id) DO UPDATE SET step = excluded.step, fraction = excluded.fraction`,
    [shopId, step, fraction],
  );
}

export async function forgetLearningProgress(shopId: bigint, on: Queryable = pool()): Promise<void> {
  await on.query('DELETE FROM learning_progress WHERE shop_id = $1', [shopId]);
}

/** @returns null where nothing is under way that has said anything */
export async function learningProgress(shopId: bigint, on: Queryable = pool()): Promise<LearningProgress | null> {
  const { rows } = await on.query<LearningProgress>('SELECT step, fraction FROM learning_progress WHERE shop_id = $1', [shopId]);
  return rows[0] ?? null;
}
