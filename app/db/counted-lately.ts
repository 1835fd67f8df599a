// How many were first counted in each scope lately: today's traffic, by which a date is told. Of what was kept, which is a
// minute old at most.
import { pool, type Queryable } from './pool.ts';

export interface CountedLately {
  /** An experiment's id, or on_site. */
  scope: string;
  subjects: number;
}

/** @returns null where nothing was kept yet */
export async function countedLately(shopId: bigint, since: Date, on: Queryable = pool()): Promise<CountedLately[] | null> {
  const { rows } = await on.query<CountedLately>('SELECT scope, (count(*) FILTER (WHERE first_at >= $2))::int AS subjects FROM subject_outcomes WHERE shop_id = $1 GROUP BY scope', [shopId, since]);
  return rows.length > 0 ? rows : null;
}
