// What each arm of a test brought while which shares held: what shares of the next day, and differences of a test that earns,
// are taken from.
import { daysFrom } from '#app/domain/days.ts';
import { type ArmName, armsOf } from '#app/domain/experiment-test/test.ts';
import type { Period } from '#app/domain/experiment/bandit.ts';
import { pool } from './pool.ts';
import type { TestRow } from './tests.ts';

/** As outcomes were kept last, which is within the minute. */
export async function periodsOf(shopId: bigint, { testId, experimentId, versions }: Pick<TestRow, 'testId' | 'experimentId' | 'versions'>, now: Date): Promise<Period[]> {
  const { rows } = await pool().query<{ period: number; arm: ArmName; n: number; sum: number; sumOfSquares: number; at: Date }>(
    `SELECT GREATEST(1, width_bucket(o.first_at, (SELECT array_agg(from_at ORDER BY from_at) FROM test_shares WHERE shop_id = $1 AND test_id = $3))) AS period, arm, count(*)::int AS n,
            sum(o.capped_milli)::float8 / 1000 AS sum, sum(o.capped_milli::numeric ^ 2)::float8 / 1000000 AS "sumOfSquares", to_timestamp(avg(date_part('epoch', o.first_at))) AS at
       FROM subject_outcomes o WHERE o.shop_id = $1 AND o.scope = $2 GROUP BY 1, 2 ORDER BY 1`,
    [shopId, experimentId, testId],
  );
  const none = { n: 0, sum: 0, sumOfSquares: 0 };
  return [...Map.groupBy(rows, ({ period }) => period).values()].map((own) => ({
    ageDays: Math.max(0, ...own.map(({ at }) => daysFrom(at, now))),
    arms: armsOf(versions).map((arm) => own.find((row) => row.arm === arm) ?? none),
  }));
}
