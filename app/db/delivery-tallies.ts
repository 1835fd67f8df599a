// How many deliveries came, of which topic, in which hour, and how soon they were applied: sums that the inbox keeps as it
// settles a batch, so that nobody counts deliveries to show them. Times are the database's own, whatever clock business has.
import type { Queryable } from './pool.ts';
import { pool } from './pool.ts';

/** A lag is known to be at most one of these. */
const STEPS_MS = [250, 1_000, 5_000, 30_000, 120_000, 600_000, 3_600_000] as const;
const LONGER = 2_147_483_647;

const WITHIN_MS = `CASE ${STEPS_MS.map((ms) => `WHEN lag <= interval '${ms} milliseconds' THEN ${ms}`).join(' ')} ELSE ${LONGER} END`;

/** RETURNING list of the statement that settles deliveries, for `tally()`. */
export const SETTLED_COLUMNS = 'topic, status, received_at, attempts';

/** INSERT over a CTE `settled` of these columns, with the shop as $1. What is tried again was counted when it first came. */
export const TALLY = `INSERT INTO delivery_tallies AS t (shop_id, hour, topic, status, within_ms, deliveries, last_received_at)
  SELECT $1, date_trunc('hour', received_at, 'UTC'), topic, status, ${WITHIN_MS}, count(*), max(received_at)
    FROM (SELECT *, clock_timestamp() - received_at AS lag FROM settled WHERE attempts = 1 OFFSET 0) first GROUP BY 2, 3, 4, 5
  ON CONFLICT (shop_id, hour, topic, status, within_ms) DO UPDATE SET deliveries = t.deliveries + excluded.deliveries, last_received_at = GREATEST(t.last_received_at, excluded.last_received_at)`;

export interface TopicTally {
  topic: string;
  /** Since the last one came. */
  lastMsAgo: number;
  lastDay: number;
}

/** Topics of which something came while tallies are kept. */
export async function topicTallies(shopId: bigint, on: Queryable = pool()): Promise<TopicTally[]> {
  const { rows } = await on.query<TopicTally>(
    `SELECT topic, (extract(epoch FROM now() - max(last_received_at)) * 1000)::float8 AS "lastMsAgo", COALESCE(sum(deliveries) FILTER (WHERE hour > now() - interval '24 hours'), 0)::int AS "lastDay"
       FROM delivery_tallies WHERE shop_id = $1 GROUP BY topic ORDER BY topic`,
    [shopId],
  );
  return rows;
}

export interface HourTally {
  /** 0: the hour at hand; 23: a day ago. */
  hoursAgo: number;
  applied: number;
  setAside: number;
}

/** Hours of the last day in which something came. */
export async function hourTallies(shopId: bigint, on: Queryable = pool()): Promise<HourTally[]> {
  const { rows } = await on.query<HourTally>(
    `SELECT (extract(epoch FROM date_trunc('hour', now(), 'UTC') - hour) / 3600)::int AS "hoursAgo",
            COALESCE(sum(deliveries) FILTER (WHERE status = 'applied'), 0)::int AS applied, COALESCE(sum(deliveries) FILTER (WHERE status = 'set_aside'), 0)::int AS "setAside"
       FROM delivery_tallies WHERE shop_id = $1 AND hour > now() - interval '24 hours' GROUP BY hour ORDER BY hour`,
    [shopId],
  );
  return rows;
}

export interface Lag {
  /** Half, and 95 of 100, were applied within; null: nothing came, or it took longer than an hour. */
  p50Ms: number | null;
  p95Ms: number | null;
  deliveries: number;
}

/** Received → applied over the last day. */
export async function lagOfLastDay(shopId: bigint, on: Queryable = pool()): Promise<Lag> {
  const { rows } = await on.query<{ within: number; deliveries: number }>(
    `SELECT within_ms AS within, sum(deliveries)::int AS deliveries FROM delivery_tallies
      WHERE shop_id = $1 AND status = 'applied' AND hour > now() - interval '24 hours' GROUP BY within_ms ORDER BY within_ms`,
    [shopId],
  );
  const all = rows.reduce((sum, { deliveries }) => sum + deliveries, 0);
  const quantile = (share: number): number | null => {
    let seen = 0;
    for (const { within, deliveries } of rows) {
      seen += deliveries;
      if (seen >= all * share) return within === LONGER ? null : within;
    }
    return null;
  };
  return { p50Ms: quantile(0.5), p95Ms: quantile(0.95), deliveries: all };
}
