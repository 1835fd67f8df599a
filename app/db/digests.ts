// What weeks brought: counted once, when they are over, and kept as it was told.
import type { WeekTold } from '#app/domain/set/digest.ts';
import { SETWISE } from './review-settings.ts';
import { pool, type Queryable } from './pool.ts';

/** SQL: the week from $2, a Monday of the shop's calendar in zone $3. */
const FROM = `($2::date::timestamp AT TIME ZONE $3)`;
const TO = `(($2::date + 7)::timestamp AT TIME ZONE $3)`;

/** @param week its Monday, "YYYY-MM-DD" */
export async function countWeek(shopId: bigint, week: string, timezone: string, on: Queryable = pool()): Promise<WeekTold> {
  const { rows } = await on.query<Omit<WeekTold, 'answers' | 'mostNotForMe'> & WeekTold['answers'] & { setId: string | null; goal: string | null; most: number | null }>(
    `WITH own AS MATERIALIZED (SELECT event, actor, detail FROM changes WHERE shop_id = $1 AND changed_at >= ${FROM} AND changed_at < ${TO}),
     answered AS MATERIALIZED (SELECT answer, set_id FROM subject_answers WHERE shop_id = $1 AND answered_at >= ${FROM} AND answered_at < ${TO} AND NOT echo),
     most AS (
       SELECT s.set_id, s.goal, count(*)::int AS said FROM answered a JOIN sets s ON s.shop_id = $1 AND s.set_id = a.set_id WHERE a.answer = 'not_for_me'
        GROUP BY s.set_id, s.goal ORDER BY said DESC, s.set_id LIMIT 1)
     SELECT (SELECT count(*)::int FROM own WHERE event = 'set_approved') AS approved,
            (SELECT count(*)::int FROM own WHERE event = 'set_approved' AND actor = $4) AS "approvedByItself",
            (SELECT count(*)::int FROM own WHERE event = 'set_paused') AS paused,
            (SELECT count(*)::int FROM own WHERE event = 'set_refused') AS refused,
            (SELECT count(*)::int FROM sets WHERE shop_id = $1 AND origin = 'learned' AND created_at >= ${FROM} AND created_at < ${TO}) AS suggested,
            (SELECT count(DISTINCT own.detail->>'productId')::int FROM own JOIN set_candidates c ON c.shop_id = $1 AND c.product_id::text = own.detail->>'productId'
               JOIN sets s ON s.shop_id = $1 AND s.set_id = c.set_id AND s.status = 'approved' WHERE own.event = 'product_sold_out') AS "soldOut",
            (SELECT count(*)::int FROM own WHERE event IN ('guardrails_saved', 'margin_rules_saved', 'block_list_saved', 'limits_saved', 'compatibility_saved')) AS "guardrailsChanged",
            (SELECT count(*)::int FROM answered WHERE answer = 'have_it') AS "haveIt", (SELECT count(*)::int FROM answered WHERE answer = 'not_for_me') AS "notForMe",
            (SELECT count(*)::int FROM quiet_subjects WHERE shop_id = $1 AND asked_at >= ${FROM} AND asked_at < ${TO} AND NOT echo) AS quiet,
            (SELECT count(*)::int FROM sets WHERE shop_id = $1 AND status = 'approved') AS live,
            (SELECT count(*)::int FROM sets WHERE shop_id = $1 AND status = 'suggested') AS waiting,
            (SELECT set_id FROM most) AS "setId", (SELECT goal FROM most) AS goal, (SELECT said FROM most) AS most`,
    [shopId, week, timezone, SETWISE],
  );
  const { haveIt, notForMe, quiet, setId, goal, most, ...counts } = rows[0]!;
  return { ...counts, answers: { haveIt, notForMe, quiet }, mostNotForMe: setId === null ? null : { setId, goal: goal ?? '', notForMe: most ?? 0 } };
}

/** What was told stays as it was told. */
export async function writeDigest(shopId: bigint, week: string, told: WeekTold, now: Date, on: Queryable = pool()): Promise<void> {
  await on.query('INSERT INTO digests (shop_id, week, told, written_at) VALUES ($1, $2::date, $3, $4) ON CONFLICT (shop_id, week) DO NOTHING', [shopId, week, JSON.stringify(told), now]);
}

export interface DigestRow {
  /** Its Monday, "YYYY-MM-DD". */
  week: string;
  told: WeekTold;
}

/** The newest first. @param before a week; null: from the newest */
export async function digestsOf(shopId: bigint, before: string | null, limit: number, on: Queryable = pool()): Promise<DigestRow[]> {
  const { rows } = await on.query<DigestRow>(
    `SELECT week::text AS week, told FROM digests WHERE shop_id = $1 AND ($2::date IS NULL OR week < $2::date) ORDER BY week DESC LIMIT $3`, [shopId, before, limit],
  );
  return rows;
}
