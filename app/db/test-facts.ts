// What a test is judged from: the sums of its arms, who was given them, and what each brought while which shares held. And
// what a place earns as it is now, which says how long a test there would take.
import type { TestFacts } from '#app/domain/experiment-test/judge-test.ts';
import { type ArmName, armsOf, isArmName, type TestPlace } from '#app/domain/experiment-test/test.ts';
import type { Period } from '#app/domain/experiment/bandit.ts';
import { type Sample, sampleOfSums } from '#app/domain/experiment/sample.ts';
import { assignedSums } from './assigned.ts';
import { measureSettingsOf } from './measure-settings.ts';
import { outcomeTermsOf } from './outcome-terms.ts';
import { pool } from './pool.ts';
import { armSums, ON_SITE, type ScopeSums } from './results.ts';
import { sharesOf, type TestRow } from './tests.ts';

const DAY_MS = 86_400_000;
/** Of the last days it is seen how many come. */
const TRAFFIC_DAYS = 14;

/** @param sums of the shop, where they are known already */
export async function testFacts(shopId: bigint, test: TestRow, now: Date, sums?: readonly ScopeSums[]): Promise<TestFacts> {
  const { experimentId, mode, place, versions, shares, plannedSubjects, plannedDays, liveAt } = test;
  const [known, assigned, periods, { plausibleBp }] = await Promise.all([
    sums ?? outcomeTermsOf(shopId).then((terms) => armSums(shopId, terms)),
    assignedSums(shopId, [experimentId]),
    mode === 'earning' ? periodsOf(shopId, test, test.endedAt ?? now) : [],
    measureSettingsOf(shopId),
  ]);
  return {
    place, mode, versions, shares, plannedSubjects, plannedDays, liveAt, periods, plausibleBp,
    sums: new Map(known.flatMap((row) => (row.scope === experimentId && isArmName(row.arm) ? [[row.arm, row] as const] : []))),
    assigned: new Map(assigned.flatMap(({ arm, assigned: count }) => (isArmName(arm) ? [[arm, count] as const] : []))),
  };
}

/** By the stretches in which shares stayed as they were. As outcomes were kept last, which is within the minute. */
export async function periodsOf(shopId: bigint, { testId, experimentId, versions }: Pick<TestRow, 'testId' | 'experimentId' | 'versions'>, now: Date): Promise<Period[]> {
  const since = (await sharesOf(shopId, testId)).map(({ fromAt }) => fromAt);
  const { rows } = await pool().query<{ period: number; arm: ArmName; n: number; sum: number; sumOfSquares: number; at: Date }>(
    `SELECT GREATEST(1, (SELECT count(*) FROM unnest($3::timestamptz[]) AS began WHERE began <= o.first_at))::int AS period, arm, count(*)::int AS n,
            sum(o.capped_milli)::float8 / 1000 AS sum, sum(o.capped_milli::numeric ^ 2)::float8 / 1000000 AS "sumOfSquares", to_timestamp(avg(date_part('epoch', o.first_at))) AS at
       FROM subject_outcomes o WHERE o.shop_id = $1 AND o.scope = $2 GROUP BY 1, 2 ORDER BY 1`,
    [shopId, experimentId, since],
  );
  const none = { n: 0, sum: 0, sumOfSquares: 0 };
  return [...Map.groupBy(rows, ({ period }) => period).values()].map((own) => ({
    ageDays: Math.max(0, ...own.map(({ at }) => (now.getTime() - at.getTime()) / DAY_MS)),
    arms: armsOf(versions).map((arm) => own.find((row) => row.arm === arm) ?? none),
  }));
}

export interface PlaceTraffic {
  place: TestPlace;
  /** Profit of each shopper who is shown offers there. */
  profit: Sample;
  /** New ones a day. */
  subjectsADay: number;
}

/** Of places of the store, all of them together, and workflows, in which anything was measured. */
export async function trafficOf(shopId: bigint, now: Date): Promise<PlaceTraffic[]> {
  const [sums, { rows }] = await Promise.all([
    outcomeTermsOf(shopId).then((terms) => armSums(shopId, terms)),
    pool().query<{ experimentId: string; subjectOf: string; lately: number; days: number }>(
      `SELECT x.experiment_id AS "experimentId", x.subject_of AS "subjectOf", count(e.subject_key)::int AS lately, GREATEST(1, LEAST(${TRAFFIC_DAYS}, date_part('epoch', $2::timestamptz - x.started_at) / 86400))::float8 AS days
         FROM experiments x LEFT JOIN exposures e ON e.shop_id = x.shop_id AND e.experiment_id = x.experiment_id AND e.arm = 'exposed' AND e.first_at > $2::timestamptz - interval '${TRAFFIC_DAYS} days'
        WHERE x.shop_id = $1 AND x.ended_at IS NULL AND (x.subject_of LIKE 'placement:%' OR x.subject_of LIKE 'workflow:%') GROUP BY x.experiment_id, x.subject_of, x.started_at`,
      [shopId, now],
    ),
  ]);
  const profitIn = (scope: string): Sample => {
    const own = sums.find((row) => row.scope === scope && row.arm === 'exposed');
    return own ? sampleOfSums(own.subjects, own.cappedProfit, own.cappedProfitSquared) : sampleOfSums(0, 0, 0);
  };
  const each = rows.map(({ experimentId, subjectOf, lately, days }): PlaceTraffic => ({ place: subjectOf.replace('placement:', '') as TestPlace, profit: profitIn(experimentId), subjectsADay: lately / days }));
  const inTheme = each.filter(({ place }) => place === 'product_page' || place === 'cart_page' || place === 'cart_drawer');
  // Who comes to several places counts once in all of them together; how many those are is known of the one that most reach.
  const together: PlaceTraffic = { place: 'on_site', profit: profitIn(ON_SITE), subjectsADay: Math.max(0, ...inTheme.map(({ subjectsADay }) => subjectsADay)) };
  return inTheme.length > 0 ? [together, ...each] : each;
}
