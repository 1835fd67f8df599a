// What became of each counted subject, in each scope of the results page: computed here, for whoever it is asked about. Kept
// with its sums in subject_outcomes and outcome_rollups; triggers note in stale_outcomes to whom something has happened since.
// A reader takes the kept sums, less the share of those, and computes what became of them: exact at any moment. A refresh
// makes them few, so that it is fast as well (docs/decisions/0018-results-are-kept.md).
//
// A subject counts once in each scope, from their first exposure there and in the arm of that one, and with the orders of
// the window after it. Visitors who turned out to be one customer are one subject. Revenue is what lines brought after
// discounts and without tax, less what was refunded or edited out, and what was refunded for no line. The margin is what they were paid less the unit cost at the time of sale (or guardrails'
// assumption; else all of the price, so that what is not known earns nothing); goods that come back are worth their cost,
// but a refund never earns, and what was taken off sending the order was given away. Shopify dates orders by whole seconds: one in the second of the exposure came after it.
import { WINDOW_DAYS } from '#app/domain/experiment/window.ts';
import type { QueryResultRow } from 'pg';
import { type Queryable, withTransaction } from './pool.ts';

/** All on-site placements together. */
export const ON_SITE = 'on_site';

/**
 * Room for a hundred thousand subjects beside each other; with the usual 4 MB they go through temporary files. The planner
 * takes them for a few hundred, and would sort them all to merge what a hash finds at once.
 */
const ROOM = `SET LOCAL work_mem = '64MB'; SET LOCAL enable_mergejoin = off`;

/** So many marks at once; what one refresh leaves, the next takes. */
const MARKS = 50_000;

/** Raised when what is computed here changes: what an older release kept is then computed anew. */
const FORMULA = 3;

/** What all outcomes depend on beside their subjects' own rows. $1 the shop, $2 the assumed cost. */
const BASIS = `concat_ws(' ', ${FORMULA}, ${WINDOW_DAYS}, $2::int, (SELECT string_agg(experiment_id || '=' || holdout_bp, ' ' ORDER BY experiment_id) FROM experiments WHERE shop_id = $1 AND ended_at IS NULL))`;

const VISITOR = (key: string): string => `CASE WHEN ${key} LIKE 'v:%' THEN substr(${key}, 3) END`;
const CUSTOMER = (key: string): string => `CASE WHEN ${key} LIKE 'c:%' THEN substr(${key}, 3)::bigint END`;

/** CTEs from marks (marked.about) to subjects: the names themselves, and the customers that they turned out to be. */
const SUBJECTS_OF_MARKS = `
       touched AS (
         SELECT DISTINCT CASE WHEN m.about LIKE 'o:%' THEN COALESCE('c:' || o.customer_id, 'v:' || o.visitor_id) ELSE m.about END AS key
           FROM marked m LEFT JOIN orders o ON o.shop_id = $1 AND o.order_id = CASE WHEN m.about LIKE 'o:%' THEN substr(m.about, 3)::bigint END),
       of_marks AS (
         SELECT key AS subject FROM touched WHERE key IS NOT NULL
         UNION SELECT 'c:' || l.customer_id FROM touched t JOIN subject_links l ON l.shop_id = $1 AND l.visitor_id = ${VISITOR('t.key')})`;

/** All who were ever counted. */
const EVERYBODY = `
  SELECT DISTINCT COALESCE('c:' || l.customer_id, e.subject_key) AS subject FROM exposures e LEFT JOIN subject_links l ON l.shop_id = e.shop_id AND 'v:' || l.visitor_id = e.subject_key WHERE e.shop_id = $1`;

/**
 * CTEs from subjects (asked.subject) to `outcomes`; names that are a customer's by now have none of their own. The arm of the
 * first exposure without a sort: the time in milliseconds, doubled, with the arm as its lowest bit.
 */
const OUTCOMES = `
       names AS MATERIALIZED (
         SELECT a.subject, a.subject AS key, ${CUSTOMER('a.subject')} AS customer_id, ${VISITOR('a.subject')} AS visitor_id FROM asked a
          WHERE NOT EXISTS (SELECT 1 FROM subject_links l WHERE l.shop_id = $1 AND l.visitor_id = ${VISITOR('a.subject')})
         UNION ALL
         SELECT a.subject, 'v:' || l.visitor_id, NULL, l.visitor_id FROM asked a JOIN subject_links l ON l.shop_id = $1 AND l.customer_id = ${CUSTOMER('a.subject')}),
       exposed AS MATERIALIZED (
         SELECT x.experiment_id, x.subject_of LIKE 'placement:%' AS on_site, x.holdout_bp, n.subject, (date_part('epoch', e.first_at) * 1000)::bigint * 2 + (e.arm = 'exposed')::int AS first
           FROM names n
           JOIN experiments x ON x.shop_id = $1 AND x.ended_at IS NULL
           JOIN exposures e ON e.shop_id = $1 AND e.experiment_id = x.experiment_id AND e.subject_key = n.key),
       scoped AS MATERIALIZED (
         SELECT experiment_id::text AS scope, subject, min(first) AS first, min(holdout_bp)::float8 AS holdout_bp FROM exposed GROUP BY 1, 2
         UNION ALL
         SELECT '${ON_SITE}', subject, min(first), avg(holdout_bp::float8) FROM exposed WHERE on_site GROUP BY 2),
       bought AS MATERIALIZED (
         SELECT n.subject, o.order_id, o.ordered_at FROM names n JOIN orders o ON o.shop_id = $1 AND o.customer_id = n.customer_id WHERE o.cancelled_at IS NULL AND o.deleted_at IS NULL
         UNION ALL
         SELECT n.subject, o.order_id, o.ordered_at FROM names n JOIN orders o ON o.shop_id = $1 AND o.visitor_id = n.visitor_id AND o.customer_id IS NULL WHERE o.cancelled_at IS NULL AND o.deleted_at IS NULL),
       in_window AS MATERIALIZED (
         SELECT s.scope, s.subject, b.order_id
           FROM bought b
           JOIN scoped s ON s.subject = b.subject AND (date_part('epoch', b.ordered_at) * 1000)::bigint BETWEEN s.first / 2000 * 1000 AND s.first / 2 + ${WINDOW_DAYS}::bigint * 86400000 - 1),
       worth AS MATERIALIZED (
         SELECT b.order_id, COALESCE(sum(v.paid), 0) AS paid, COALESCE(sum(v.net - v.refunded), 0) - f.adjustment AS revenue,
                COALESCE(sum(v.net - v.cost * v.quantity - GREATEST(0, v.refunded - v.cost * v.returned)), 0) - f.adjustment - o.shipping_discount_minor AS margin
           FROM (SELECT DISTINCT order_id FROM in_window) b
           JOIN orders o ON o.shop_id = $1 AND o.order_id = b.order_id
          CROSS JOIN LATERAL (SELECT COALESCE(sum(adjustment_minor), 0)::bigint AS adjustment FROM refunds WHERE shop_id = $1 AND order_id = b.order_id) f
           LEFT JOIN order_lines l ON l.shop_id = $1 AND l.order_id = b.order_id
          CROSS JOIN LATERAL (SELECT COALESCE(sum(amount_minor - CASE WHEN o.taxes_included THEN tax_minor ELSE 0 END), 0)::bigint AS amount, COALESCE(sum(quantity), 0) AS quantity
                                FROM refund_lines WHERE shop_id = $1 AND order_id = l.order_id AND line_id = l.line_id) r
          CROSS JOIN LATERAL (SELECT l.unit_price_minor * l.quantity - l.discount_minor AS paid, CASE WHEN o.taxes_included THEN l.tax_minor ELSE 0 END AS tax,
                                     GREATEST(0, l.removed_quantity - r.quantity) AS edited_out) t
          CROSS JOIN LATERAL (SELECT t.paid, t.paid - t.tax AS net, l.quantity, r.amount + (t.paid - t.tax) * t.edited_out / NULLIF(l.quantity, 0) AS refunded, r.quantity + t.edited_out AS returned,
                                     COALESCE(l.unit_cost_minor, ceil(u.price * $2::numeric / 10000), u.price) AS cost
                                FROM (SELECT (l.unit_price_minor * l.quantity - t.tax + l.quantity - 1) / NULLIF(l.quantity, 0) AS price) u) v
          GROUP BY b.order_id, f.adjustment, o.shipping_discount_minor),
       spent AS (SELECT i.scope, i.subject, count(*)::int AS orders, sum(w.paid)::bigint AS paid, sum(w.revenue)::bigint AS revenue, sum(w.margin)::bigint AS margin FROM in_window i JOIN worth w USING (order_id) GROUP BY 1, 2),
       taken AS (
         SELECT DISTINCT s.scope, s.subject
           FROM names n
           JOIN attributions a ON a.shop_id = $1 AND a.subject_key = n.key
           JOIN experiments x ON x.shop_id = $1 AND x.experiment_id = a.experiment_id
           JOIN scoped s ON s.subject = n.subject
            AND (s.scope = a.experiment_id::text OR (s.scope = '${ON_SITE}' AND x.subject_of LIKE 'placement:%')
                 OR s.scope = (SELECT experiment_id::text FROM experiments WHERE shop_id = $1 AND subject_of = 'global' AND ended_at IS NULL))),
       outcomes AS (
         SELECT s.scope, s.subject AS subject_key, CASE s.first % 2 WHEN 1 THEN 'exposed' ELSE 'holdout' END AS arm, to_timestamp(s.first / 2 / 1000.0)::timestamptz(3) AS first_at, s.holdout_bp,
                COALESCE(p.orders, 0) AS orders, COALESCE(p.paid, 0) AS paid_minor, COALESCE(p.revenue, 0) AS revenue_minor, COALESCE(p.margin, 0) AS margin_minor, t.subject IS NOT NULL AS took
           FROM scoped s LEFT JOIN spent p USING (scope, subject) LEFT JOIN taken t USING (scope, subject))`;

const COLUMNS = 'scope, subject_key, arm, first_at, holdout_bp, orders, paid_minor, revenue_minor, margin_minor, took';

/** Of each scope and arm. In numeric, so that taking one subject's share out again leaves what was there without them. */
const SUMS = (from: string): string => {
  const moment = (value: string): string => `COALESCE(sum(${value}) FILTER (WHERE orders > 0), 0)`;
  return `
  SELECT scope, arm, count(*) AS subjects, count(*) FILTER (WHERE orders > 0) AS buyers, count(*) FILTER (WHERE took) AS takers, min(first_at) AS first_at, sum(holdout_bp::numeric) AS holdout_bp,
         ${moment('orders')} AS orders, ${moment('paid_minor')} AS paid, ${moment('revenue_minor')} AS revenue, ${moment('margin_minor')} AS margin, ${moment('revenue_minor::numeric ^ 2')} AS revenue_2,
         ${moment('margin_minor::numeric ^ 2')} AS margin_2, ${moment('paid_minor::numeric ^ 2')} AS paid_2, ${moment('orders ^ 2')}::numeric AS orders_2,
         ${moment('margin_minor::numeric * paid_minor')} AS margin_paid, ${moment('margin_minor::numeric * orders')} AS margin_orders, ${moment('paid_minor::numeric * orders')} AS paid_orders
    FROM ${from} GROUP BY scope, arm`;
};
const ADDED = ['subjects', 'buyers', 'takers', 'holdout_bp', 'orders', 'paid', 'revenue', 'margin', 'revenue_2', 'margin_2', 'paid_2', 'orders_2', 'margin_paid', 'margin_orders', 'paid_orders'];

const OF_GIVEN = 'asked AS MATERIALIZED (SELECT unnest($3::text[]) AS subject)';
const OF_EVERYBODY = `asked AS MATERIALIZED (${EVERYBODY})`;
const LIVE = `SELECT 1 AS sign, scope, arm, first_at, ${ADDED.join(', ')} FROM (${SUMS('outcomes')}) live`;
/** The kept sums, less the kept outcomes of those who are stale. */
const KEPT = `
         SELECT 1 AS sign, t.* FROM outcome_rollups, jsonb_to_recordset(totals) AS t (scope text, arm text, first_at timestamptz, ${ADDED.map((name) => `${name} numeric`).join(', ')}) WHERE shop_id = $1
         UNION ALL
         SELECT -1, scope, arm, NULL, ${ADDED.join(', ')} FROM (${SUMS('(SELECT o.* FROM asked a JOIN subject_outcomes o ON o.shop_id = $1 AND o.subject_key = a.subject) kept')}) stale`;
const summed = (asked: string, parts: string): string =>
  `${asked}, ${OUTCOMES}, summed AS (SELECT scope, arm, min(first_at) AS first_at, ${ADDED.map((name) => `sum(sign * ${name}) AS ${name}`).join(', ')} FROM (${parts}) parts GROUP BY 1, 2 HAVING sum(sign * subjects) > 0)`;

/**
 * The sums over every subject's outcome in each scope, at one moment.
 * @param select made of `summed`; further values are $4 and on
 */
export function readSummed<Row extends QueryResultRow>(shopId: bigint, defaultCostBp: number | null, select: string, values: readonly unknown[]): Promise<Row[]> {
  return withTransaction(async (client) => {
    await client.query(`SET TRANSACTION ISOLATION LEVEL REPEATABLE READ; ${ROOM}`);
    const { rows: kept } = await client.query(`SELECT 1 FROM outcome_rollups WHERE shop_id = $1 AND basis = ${BASIS}`, [shopId, defaultCostBp]);
    if (kept.length === 0) return (await client.query<Row>(`WITH unused AS (SELECT $3::text[]), ${summed(OF_EVERYBODY, LIVE)} ${select}`, [shopId, defaultCostBp, [], ...values])).rows;
    const { rows: stale } = await client.query<{ subject: string }>(`WITH marked AS (SELECT about FROM stale_outcomes WHERE shop_id = $1), ${SUBJECTS_OF_MARKS} SELECT subject FROM of_marks`, [shopId]);
    return (await client.query<Row>(`WITH ${summed(OF_GIVEN, `${KEPT} UNION ALL ${LIVE}`)} ${select}`, [shopId, defaultCostBp, stale.map(({ subject }) => subject), ...values])).rows;
  });
}

/** Computes what is stale and keeps it. One refresh of a shop at a time. @returns how many outcomes were computed anew */
export function refreshOutcomes(shopId: bigint, defaultCostBp: number | null): Promise<number> {
  return withTransaction(async (client) => {
    await client.query(ROOM);
    await client.query(`INSERT INTO outcome_rollups (shop_id, basis, totals) VALUES ($1, '', '[]') ON CONFLICT DO NOTHING`, [shopId]);
    await client.query('SELECT 1 FROM outcome_rollups WHERE shop_id = $1 FOR UPDATE', [shopId]);
    // The basis is read and the marks are taken before anything is computed: what changes in between is computed with it, and marked again.
    const { rows } = await client.query<{ basis: string; holds: boolean }>(`SELECT now.basis, r.basis = now.basis AS holds FROM outcome_rollups r, (SELECT ${BASIS} AS basis) now WHERE r.shop_id = $1`, [shopId, defaultCostBp]);
    const computed = rows[0]?.holds ? await computeMarked(shopId, defaultCostBp, client) : await computeAll(shopId, defaultCostBp, client);
    if (computed > 0 || !rows[0]?.holds)
      await client.query(`UPDATE outcome_rollups SET basis = $2, totals = COALESCE((SELECT jsonb_agg(to_jsonb(t)) FROM (${SUMS('(SELECT * FROM subject_outcomes WHERE shop_id = $1) kept')}) t), '[]') WHERE shop_id = $1`, [shopId, rows[0]?.basis]);
    return computed;
  });
}

async function computeAll(shopId: bigint, defaultCostBp: number | null, on: Queryable): Promise<number> {
  for (const table of ['stale_outcomes', 'subject_outcomes']) await on.query(`DELETE FROM ${table} WHERE shop_id = $1`, [shopId]);
  return keep(OF_EVERYBODY, [shopId, defaultCostBp], on);
}

async function computeMarked(shopId: bigint, defaultCostBp: number | null, on: Queryable): Promise<number> {
  const { rows } = await on.query<{ subject: string }>(
    `WITH marked AS (DELETE FROM stale_outcomes WHERE shop_id = $1 AND mark_id IN (SELECT mark_id FROM stale_outcomes WHERE shop_id = $1 ORDER BY mark_id LIMIT ${MARKS}) RETURNING about),
          ${SUBJECTS_OF_MARKS}
     SELECT subject FROM of_marks`,
    [shopId],
  );
  const subjects = rows.map(({ subject }) => subject);
  if (subjects.length === 0) return 0;
  const gone = await on.query('DELETE FROM subject_outcomes WHERE shop_id = $1 AND subject_key = ANY($2::text[])', [shopId, subjects]);
  return (gone.rowCount ?? 0) + (await keep(OF_GIVEN, [shopId, defaultCostBp, subjects], on));
}

async function keep(asked: string, values: unknown[], on: Queryable): Promise<number> {
  const { rowCount } = await on.query(`WITH ${asked}, ${OUTCOMES} INSERT INTO subject_outcomes (shop_id, ${COLUMNS}) SELECT $1, ${COLUMNS} FROM outcomes`, values);
  return rowCount ?? 0;
}
