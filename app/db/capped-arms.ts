// The arms of each scope as they would be with at most so much of a shopper counted, of what was kept: what a merchant who took
// the cap away would gain by taking it back.
import { type ArmSums, NOBODY } from '#app/domain/metric/arm-sums.ts';
import { pool, type Queryable } from './pool.ts';

export interface CappedArm {
  /** An experiment's id, or on_site. */
  scope: string;
  arm: string;
  /** What profit takes; nothing else is summed. */
  sums: ArmSums;
}

export async function cappedArms(shopId: bigint, capMinor: number, on: Queryable = pool()): Promise<CappedArm[]> {
  const { rows } = await on.query<Partial<ArmSums> & { scope: string; arm: string }>(
    `SELECT scope, arm, count(*)::int AS subjects, (count(*) FILTER (WHERE orders > 0))::int AS buyers, sum(profit)::float8 AS "cappedProfit", sum(profit * profit)::float8 AS "cappedProfitSquared", sum(profit * profit * profit)::float8 AS "cappedProfitCubed",
            sum(before)::float8 AS before, sum(before * before)::float8 AS "beforeSquared", sum(before * profit)::float8 AS "beforeCappedProfit"
       FROM (SELECT scope, arm, orders, LEAST(profit_milli * 0.001, $2::bigint) AS profit, LEAST(before_minor, $2::bigint)::numeric AS before FROM subject_outcomes WHERE shop_id = $1) each GROUP BY 1, 2`,
    [shopId, capMinor],
  );
  return rows.map(({ scope, arm, ...sums }) => ({ scope, arm, sums: { ...NOBODY, ...sums } }));
}
