// What became of each counted subject, in each scope of the results page: computed here, for whoever it is asked about. Kept
// with its sums in subject_outcomes and outcome_rollups; triggers note in stale_outcomes to whom something has happened since.
// A reader takes the kept sums, less the share of those, and computes what became of them: exact at any moment. A refresh
// makes them few, so that it is fast as well (docs/decisions/0018-results-are-kept.md).
//
// What counts, and why, is docs/decisions/0014-results.md. In short: a subject counts once in each scope, from their first
// exposure there and in the arm of that one, with the orders and messages of the window after it. Visitors who turned out to
// be one customer are one subject. Shopify dates orders by whole seconds: one in the second of the exposure came after it.
import { BEFORE_DAYS, WINDOW_DAYS } from '#app/domain/experiment/window.ts';
import type { QueryResultRow } from 'pg';
import { type Queryable, withTransaction } from './pool.ts';

/** All on-site placements together. */
export const ON_SITE = 'on_site';

/** What outcomes depend on beside their subjects' own rows, as the merchant says it. */
export interface OutcomeTerms {
  /** Assumed unit cost, basis points of the price; null: what has no cost earns nothing. */
  defaultCostBp: number | null;
  /** Payment fee of an order: basis points of what was paid, rounded half up to a minor unit, and a fixed part. */
  feeBp: number;
  feeMinor: number;
  /** Thousandths of a minor unit. */
  messageCostMilli: number;
  /** The most of one subject that counts where the capped mean is compared; null: all of it. */
  capMinor: number | null;
}

/** $1 to $6 of every statement here; $7 are the subjects that are asked about. */
const given = (shopId: bigint, { defaultCostBp, feeBp, feeMinor, messageCostMilli, capMinor }: OutcomeTerms): unknown[] => [shopId, defaultCostBp, feeBp, feeMinor, messageCostMilli, capMinor];
const [COST_BP, FEE_BP, FEE, MESSAGE, CAP] = ['$2::int', '$3::int', '$4::bigint', '$5::bigint', '$6::bigint'];

/**
 * Room for a hundred thousand subjects beside each other; with the usual 4 MB they go through temporary files. The planner
 * takes them for a few hundred, and would sort them all to merge what a hash finds at once.
 */
const ROOM = `SET LOCAL work_mem = '64MB'; SET LOCAL enable_mergejoin = off`;

/** So many marks at once; what one refresh leaves, the next takes. */
const MARKS = 50_000;

/** Raised when what is computed here changes: what an older release kept is then computed anew. */
const FORMULA = 4;

/** Ended tests stay readable; a placement that begins anew is another experiment, and the old one is done with. */
const COUNTED = `(x.ended_at IS NULL OR x.subject_of LIKE 'test:%')`;

/** What all outcomes depend on beside their subjects' own rows. */
const BASIS = `jsonb_build_array(${FORMULA}, ${WINDOW_DAYS}, ${BEFORE_DAYS}, ${COST_BP}, ${FEE_BP}, ${FEE}, ${MESSAGE}, ${CAP},
  (SELECT string_agg(x.experiment_id || '=' || x.holdout_bp, ' ' ORDER BY x.experiment_id) FROM experiments x WHERE x.shop_id = $1 AND ${COUNTED}))::text`;

const DAY_MS = 86_400_000;
const MS = (time: string): string => `(date_part('epoch', ${time}) * 1000)::bigint`;
const VISITOR = (key: string): string => `CASE WHEN ${key} LIKE 'v:%' THEN substr(${key}, 3) END`;
const CUSTOMER = (key: string): string => `CASE WHEN ${key} LIKE 'c:%' THEN substr(${key}, 3)::bigint END`;

/** CTEs from marks (marked.about) to subjects: the names themselves, and the customers that they turned out to be. */
const SUBJECTS_OF_MARKS = `
       of_orders AS (SELECT o.customer_id, o.visitor_id FROM marked m JOIN orders o ON o.shop_id = $1 AND o.order_id = CASE WHEN m.about LIKE 'o:%' THEN substr(m.about, 3)::bigint END),
       touched AS (
         SELECT about AS key FROM marked WHERE about NOT LIKE 'o:%'
         UNION SELECT 'c:' || customer_id FROM of_orders WHERE customer_id IS NOT NULL
         UNION SELECT 'v:' || visitor_id FROM of_orders WHERE visitor_id IS NOT NULL),
       of_marks AS (
         SELECT key AS subject FROM touched
         UNION SELECT 'c:' || l.customer_id FROM touched t JOIN subject_links l ON l.shop_id = $1 AND l.visitor_id = ${VISITOR('t.key')})`;

/** All who were ever counted. */
const EVERYBODY = `
  SELECT DISTINCT COALESCE('c:' || l.customer_id, e.subject_key) AS subject FROM exposures e LEFT JOIN subject_links l ON l.shop_id = e.shop_id AND 'v:' || l.visitor_id = e.subject_key WHERE e.shop_id = $1`;

/**
 * Which exposure was a subject's first, and in which arm, found without a sort: the least of texts that begin with the moment.
 * Of two at once the name decides.
 */
const [FIRST, FIRST_AT, FIRST_NAME, FIRST_ARM] = [
  `(lpad(${MS('e.first_at')}::text, 14, '0') || n.key || E'\\n' || e.arm) COLLATE "C"`, 'substr(first, 1, 14)::bigint', `split_part(substr(first, 15), E'\\n', 1)`, `split_part(first, E'\\n', 2)`,
];

/** CTEs from subjects (asked.subject) to `scoped`, each scope that they count in, and to their orders. Names that are a customer's by now have nothing of their own. */
const SCOPED = `
       names AS MATERIALIZED (
         SELECT a.subject, a.subject AS key, ${CUSTOMER('a.subject')} AS customer_id, ${VISITOR('a.subject')} AS visitor_id, 0::bigint AS known_at FROM asked a
          WHERE NOT EXISTS (SELECT 1 FROM subject_links l WHERE l.shop_id = $1 AND l.visitor_id = ${VISITOR('a.subject')})
         UNION ALL
         SELECT a.subject, 'v:' || l.visitor_id, NULL, l.visitor_id, ${MS('l.linked_at')} FROM asked a JOIN subject_links l ON l.shop_id = $1 AND l.customer_id = ${CUSTOMER('a.subject')}),
       exposed AS MATERIALIZED (
         SELECT x.experiment_id, x.subject_of LIKE 'placement:%' AS on_site, x.holdout_bp, n.subject, ${FIRST} AS first
           FROM names n
           JOIN experiments x ON x.shop_id = $1 AND ${COUNTED}
           JOIN exposures e ON e.shop_id = $1 AND e.experiment_id = x.experiment_id AND e.subject_key = n.key),
       scoped AS MATERIALIZED (
         SELECT scope, subject, holdout_bp, ${FIRST_AT} AS at, ${FIRST_NAME} AS name, ${FIRST_ARM} AS arm
           FROM (SELECT experiment_id::text AS scope, subject, min(first) AS first, min(holdout_bp)::float8 AS holdout_bp FROM exposed GROUP BY 1, 2
                 UNION ALL
                 SELECT '${ON_SITE}', subject, min(first), avg(holdout_bp::float8) FROM exposed WHERE on_site GROUP BY 2) each),
       placed AS MATERIALIZED (
         SELECT n.subject, n.key, n.known_at, true AS theirs, o.order_id, ${MS('o.ordered_at')} AS at, ${MS('LEAST(o.cancelled_at, o.deleted_at)')} AS undone_at FROM names n JOIN orders o ON o.shop_id = $1 AND o.customer_id = n.customer_id
         UNION ALL
         SELECT n.subject, n.key, n.known_at, o.customer_id IS NULL, o.order_id, ${MS('o.ordered_at')}, ${MS('LEAST(o.cancelled_at, o.deleted_at)')} FROM names n JOIN orders o ON o.shop_id = $1 AND o.visitor_id = n.visitor_id)`;

/** What is left of a line's price, without the tax; and what was paid back of it. */
const TAX = (order: string, row: string): string => `CASE WHEN ${order}.taxes_included THEN ${row}.tax_minor ELSE 0 END`;
const NET = (order: string, line: string): string => `${line}.unit_price_minor * ${line}.quantity - ${line}.discount_minor - ${TAX(order, line)}`;

/**
 * Orders of the window. Revenue is what lines brought after discounts and without tax, less what was refunded or edited out,
 * and what was refunded for no line. Profit is what they were paid less the unit cost at the time of sale (or guardrails'
 * assumption; else all of the price, so that what is not known earns nothing), the payment fee, which a refund does not bring
 * back, and what was taken off sending it. Goods that come back are worth their cost; but no refund earns, each by itself.
 */
const BOUGHT = `
       in_window AS MATERIALIZED (
         SELECT s.scope, s.subject, p.order_id FROM placed p JOIN scoped s ON s.subject = p.subject AND p.at BETWEEN s.at / 1000 * 1000 AND s.at + ${WINDOW_DAYS * DAY_MS - 1} WHERE p.theirs AND p.undone_at IS NULL),
       wanted AS MATERIALIZED (SELECT DISTINCT order_id FROM in_window),
       sold AS MATERIALIZED (
         SELECT w.order_id, l.line_id, l.quantity, l.removed_quantity, o.taxes_included, l.unit_price_minor * l.quantity - l.discount_minor AS paid, ${NET('o', 'l')} AS net,
                COALESCE(l.unit_cost_minor, ceil(u.price * ${COST_BP}::numeric / 10000)::bigint, u.price) AS cost
           FROM wanted w
           JOIN orders o ON o.shop_id = $1 AND o.order_id = w.order_id
           JOIN order_lines l ON l.shop_id = $1 AND l.order_id = w.order_id
          CROSS JOIN LATERAL (SELECT (l.unit_price_minor * l.quantity - ${TAX('o', 'l')} + l.quantity - 1) / NULLIF(l.quantity, 0) AS price) u),
       back AS MATERIALIZED (
         SELECT r.refund_id, r.order_id, r.line_id, r.quantity, r.amount_minor - ${TAX('s', 'r')} AS amount, GREATEST(0, r.amount_minor - ${TAX('s', 'r')} - s.cost * r.quantity) AS lost
           FROM sold s JOIN refund_lines r ON r.shop_id = $1 AND r.order_id = s.order_id AND r.line_id = s.line_id),
       lines AS (
         SELECT s.order_id, sum(s.paid)::bigint AS paid, sum(s.net - e.worth - COALESCE(b.amount, 0))::bigint AS revenue, sum(s.net - s.cost * s.quantity - GREATEST(0, e.worth - s.cost * e.units))::bigint AS margin,
                sum(s.quantity - e.units)::bigint AS units, COALESCE(sum(b.quantity), 0)::bigint AS returned
           FROM sold s
           LEFT JOIN (SELECT order_id, line_id, sum(quantity)::bigint AS quantity, sum(amount)::bigint AS amount FROM back GROUP BY 1, 2) b ON b.order_id = s.order_id AND b.line_id = s.line_id
          CROSS JOIN LATERAL (SELECT GREATEST(0, s.removed_quantity - COALESCE(b.quantity, 0)) AS units) u
          CROSS JOIN LATERAL (SELECT u.units, COALESCE(s.net * u.units / NULLIF(s.quantity, 0), 0) AS worth) e
          GROUP BY 1),
       refunded AS (
         SELECT order_id, sum(adjustment)::bigint AS adjustment, sum(GREATEST(0, lost + adjustment))::bigint AS lost
           FROM (SELECT order_id, refund_id, sum(lost) AS lost, sum(adjustment) AS adjustment
                   FROM (SELECT order_id, refund_id, lost, 0 AS adjustment FROM back
                         UNION ALL SELECT f.order_id, f.refund_id, 0, f.adjustment_minor FROM wanted w JOIN refunds f ON f.shop_id = $1 AND f.order_id = w.order_id) part GROUP BY 1, 2) refund
          GROUP BY 1),
       worth AS (
         SELECT w.order_id, COALESCE(l.units, 0) AS units, COALESCE(l.returned, 0) AS returned, COALESCE(l.revenue, 0) - COALESCE(r.adjustment, 0) AS revenue,
                COALESCE(l.margin, 0) - COALESCE(r.lost, 0) - o.shipping_discount_minor - (COALESCE(l.paid, 0) * ${FEE_BP} + 5000) / 10000 - ${FEE} AS profit
           FROM wanted w JOIN orders o ON o.shop_id = $1 AND o.order_id = w.order_id LEFT JOIN lines l ON l.order_id = w.order_id LEFT JOIN refunded r ON r.order_id = w.order_id),
       spent AS (
         SELECT i.scope, i.subject, count(*)::int AS orders, sum(w.units)::int AS units, sum(w.returned)::int AS returned, sum(w.revenue)::bigint AS revenue, sum(w.profit)::bigint AS profit
           FROM in_window i JOIN worth w USING (order_id) GROUP BY 1, 2)`;

/** Messages of the window, whichever workflow sent them; and whether one of them lost the subject. */
const MESSAGES = `
       sent AS MATERIALIZED (SELECT n.subject, t.step_id, ${MS('t.sent_at')} AS at FROM names n JOIN steps t ON t.shop_id = $1 AND t.customer_id = n.customer_id WHERE t.sent_at IS NOT NULL),
       written AS (SELECT s.scope, s.subject, count(*)::int AS messages FROM sent t JOIN scoped s ON s.subject = t.subject AND t.at BETWEEN s.at AND s.at + ${WINDOW_DAYS * DAY_MS - 1} GROUP BY 1, 2),
       unsubscribed AS (
         SELECT DISTINCT s.scope, s.subject FROM sent t
           JOIN message_events m ON m.shop_id = $1 AND m.step_id = t.step_id AND m.event IN ('unsubscribed', 'marked_as_spam')
           JOIN scoped s ON s.subject = t.subject AND ${MS('m.happened_at')} BETWEEN s.at / 1000 * 1000 AND s.at + ${WINDOW_DAYS * DAY_MS - 1})`;

/**
 * What the subject had brought before, as it was known when they were first exposed: orders that carry the visitor's own id, or,
 * where it was known who they are, the customer's and those of their devices. Were it counted by what is known today, buying in
 * the window would itself make "before" known, and more often in the arm that buys more. So nothing later lowers it either:
 * neither refunds nor cancellations; and edits, of which nobody says when they were, never do.
 */
const BEFORE = `
       earlier AS MATERIALIZED (
         SELECT DISTINCT s.scope, s.subject, s.at / 1000 * 1000 AS until, p.order_id
           FROM placed p
           JOIN scoped s ON s.subject = p.subject AND p.at >= s.at - ${BEFORE_DAYS * DAY_MS} AND p.at < s.at / 1000 * 1000
           JOIN names n ON n.subject = s.subject AND n.key = s.name
          WHERE (p.undone_at IS NULL OR p.undone_at >= s.at / 1000 * 1000) AND (p.key = s.name OR (p.theirs AND p.known_at <= s.at AND n.known_at <= s.at))),
       before AS (
         SELECT e.scope, e.subject, LEAST(sum(l.net - b.amount - f.amount), ${CAP})::bigint AS brought
           FROM earlier e
           JOIN orders o ON o.shop_id = $1 AND o.order_id = e.order_id
          CROSS JOIN LATERAL (SELECT COALESCE(sum(${NET('o', 'l')}), 0) AS net FROM order_lines l WHERE l.shop_id = $1 AND l.order_id = e.order_id) l
          CROSS JOIN LATERAL (SELECT COALESCE(sum(r.amount_minor - ${TAX('o', 'r')}), 0) AS amount FROM refund_lines r JOIN refunds f ON f.shop_id = $1 AND f.refund_id = r.refund_id
                               WHERE r.shop_id = $1 AND r.order_id = e.order_id AND ${MS('f.refunded_at')} < e.until) b
          CROSS JOIN LATERAL (SELECT COALESCE(sum(f.adjustment_minor), 0) AS amount FROM refunds f WHERE f.shop_id = $1 AND f.order_id = e.order_id AND ${MS('f.refunded_at')} < e.until) f
          GROUP BY 1, 2)`;

/** Who took up an offer of the scope; of the global one and of a test's, any offer: of a test's, in its window. */
const TAKEN = `
       taken AS (
         SELECT s.scope, s.subject
           FROM names n
           JOIN attributions a ON a.shop_id = $1 AND a.subject_key = n.key
           JOIN experiments x ON x.shop_id = $1 AND x.experiment_id = a.experiment_id
           JOIN scoped s ON s.subject = n.subject
            AND (s.scope = a.experiment_id::text OR (s.scope = '${ON_SITE}' AND x.subject_of LIKE 'placement:%')
                 OR s.scope = (SELECT experiment_id::text FROM experiments WHERE shop_id = $1 AND subject_of = 'global' AND ended_at IS NULL))
         UNION
         SELECT i.scope, i.subject FROM experiments x JOIN in_window i ON i.scope = x.experiment_id::text JOIN attributions a ON a.shop_id = $1 AND a.order_id = i.order_id WHERE x.shop_id = $1 AND x.subject_of LIKE 'test:%')`;

/** CTEs from subjects (asked.subject) to `outcomes`. */
const OUTCOMES = `${SCOPED}, ${BOUGHT}, ${MESSAGES}, ${BEFORE}, ${TAKEN},
       outcomes AS (
         SELECT s.scope, s.subject AS subject_key, s.arm, to_timestamp(s.at / 1000.0)::timestamptz(3) AS first_at, s.holdout_bp, COALESCE(p.orders, 0) AS orders, COALESCE(p.units, 0) AS units,
                COALESCE(p.returned, 0) AS returned_units, COALESCE(w.messages, 0) AS messages, COALESCE(p.revenue, 0) AS revenue_minor, v.profit AS profit_milli, LEAST(v.profit, ${CAP} * 1000) AS capped_milli,
                COALESCE(b.brought, 0) AS before_minor, t.subject IS NOT NULL AS took, u.subject IS NOT NULL AS unsubscribed
           FROM scoped s
           LEFT JOIN spent p USING (scope, subject) LEFT JOIN written w USING (scope, subject) LEFT JOIN before b USING (scope, subject)
           LEFT JOIN taken t USING (scope, subject) LEFT JOIN unsubscribed u USING (scope, subject)
          CROSS JOIN LATERAL (SELECT COALESCE(p.profit, 0) * 1000 - COALESCE(w.messages, 0) * ${MESSAGE} AS profit) v)`;

const COLUMNS = 'scope, subject_key, arm, first_at, holdout_bp, orders, units, returned_units, messages, revenue_minor, profit_milli, capped_milli, before_minor, took, unsubscribed';

/** What is multiplied with itself or another, for variances; each a name of `sums` and a column. */
const VALUES = { orders: 'orders', units: 'units', returned: 'returned_units', messages: 'messages', revenue: 'revenue_minor', profit: 'profit_milli', capped: 'capped_milli', before: 'before_minor' };
type Value = keyof typeof VALUES;
const PRODUCTS: readonly [Value, Value][] = [
  ...(Object.keys(VALUES) as Value[]).map((name): [Value, Value] => [name, name]), ['units', 'returned'], ['orders', 'revenue'], ['revenue', 'profit'], ['before', 'revenue'], ['before', 'profit'], ['before', 'capped'],
];

/** In whole numbers without bounds, so that taking one subject's share out again leaves what was there without them. Most are 0, and not multiplied. */
const SUMMED: readonly (readonly [name: string, sum: string])[] = [
  ['subjects', 'count(*)'],
  ['buyers', 'count(*) FILTER (WHERE orders > 0)'],
  ['takers', 'count(*) FILTER (WHERE took)'],
  ['unsubscribers', 'count(*) FILTER (WHERE unsubscribed)'],
  ['holdout_bp', 'sum(holdout_bp::numeric)'],
  ...Object.entries(VALUES).map(([name, column]) => [name, `sum(${column})`] as const),
  ...PRODUCTS.map(([one, other]) => [`${one}_${other}`, `COALESCE(sum(${VALUES[one]}::numeric * ${VALUES[other]}) FILTER (WHERE ${VALUES[one]} <> 0), 0)`] as const),
];
const ADDED = SUMMED.map(([name]) => name);

/** Of each scope and arm, and whatever else is named first. */
const SUMS = (from: string): string => `SELECT scope, arm, min(first_at) AS first_at, ${SUMMED.map(([name, sum]) => `${sum} AS ${name}`).join(', ')} FROM ${from} GROUP BY scope, arm`;

const OF_GIVEN = 'asked AS MATERIALIZED (SELECT unnest($7::text[]) AS subject)';
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
 * @param select made of `summed`, and of the terms as $2 to $6
 */
export function readSummed<Row extends QueryResultRow>(shopId: bigint, terms: OutcomeTerms, select: string): Promise<Row[]> {
  return withTransaction(async (client) => {
    await client.query(`SET TRANSACTION ISOLATION LEVEL REPEATABLE READ; ${ROOM}`);
    const values = given(shopId, terms);
    const { rows: kept } = await client.query(`SELECT 1 FROM outcome_rollups WHERE shop_id = $1 AND basis = ${BASIS}`, values);
    if (kept.length === 0) return (await client.query<Row>(`WITH ${summed(OF_EVERYBODY, LIVE)} ${select}`, values)).rows;
    const { rows: stale } = await client.query<{ subject: string }>(`WITH marked AS (SELECT about FROM stale_outcomes WHERE shop_id = $1), ${SUBJECTS_OF_MARKS} SELECT subject FROM of_marks`, [shopId]);
    return (await client.query<Row>(`WITH ${summed(OF_GIVEN, `${KEPT} UNION ALL ${LIVE}`)} ${select}`, [...values, stale.map(({ subject }) => subject)])).rows;
  });
}

/** Computes what is stale and keeps it. One refresh of a shop at a time. @returns how many outcomes were computed anew */
export function refreshOutcomes(shopId: bigint, terms: OutcomeTerms): Promise<number> {
  return withTransaction(async (client) => {
    const values = given(shopId, terms);
    await client.query(ROOM);
    await client.query(`INSERT INTO outcome_rollups (shop_id, basis, totals) VALUES ($1, '', '[]') ON CONFLICT DO NOTHING`, [shopId]);
    await client.query('SELECT 1 FROM outcome_rollups WHERE shop_id = $1 FOR UPDATE', [shopId]);
    // The basis is read and the marks are taken before anything is computed: what changes in between is computed with it, and marked again.
    const { rows } = await client.query<{ basis: string; holds: boolean }>(`SELECT now.basis, r.basis = now.basis AS holds FROM outcome_rollups r, (SELECT ${BASIS} AS basis) now WHERE r.shop_id = $1`, values);
    const computed = rows[0]?.holds ? await computeMarked(values, client) : await computeAll(values, client);
    if (computed > 0 || !rows[0]?.holds)
      await client.query(`UPDATE outcome_rollups SET basis = $2, totals = COALESCE((SELECT jsonb_agg(to_jsonb(t)) FROM (${SUMS('(SELECT * FROM subject_outcomes WHERE shop_id = $1) kept')}) t), '[]') WHERE shop_id = $1`, [shopId, rows[0]?.basis]);
    return computed;
  });
}

async function computeAll(values: readonly unknown[], on: Queryable): Promise<number> {
  for (const table of ['stale_outcomes', 'subject_outcomes']) await on.query(`DELETE FROM ${table} WHERE shop_id = $1`, values.slice(0, 1));
  return keep(OF_EVERYBODY, values, on);
}

async function computeMarked(values: readonly unknown[], on: Queryable): Promise<number> {
  const { rows } = await on.query<{ subject: string }>(
    `WITH marked AS (DELETE FROM stale_outcomes WHERE shop_id = $1 AND mark_id IN (SELECT mark_id FROM stale_outcomes WHERE shop_id = $1 ORDER BY mark_id LIMIT ${MARKS}) RETURNING about),
          ${SUBJECTS_OF_MARKS}
     SELECT subject FROM of_marks`,
    values.slice(0, 1),
  );
  const subjects = rows.map(({ subject }) => subject);
  if (subjects.length === 0) return 0;
  const gone = await on.query('DELETE FROM subject_outcomes WHERE shop_id = $1 AND subject_key = ANY($2::text[])', [values[0], subjects]);
  return (gone.rowCount ?? 0) + (await keep(OF_GIVEN, [...values, subjects], on));
}

async function keep(asked: string, values: readonly unknown[], on: Queryable): Promise<number> {
  const { rowCount } = await on.query(`WITH ${asked}, ${OUTCOMES} INSERT INTO subject_outcomes (shop_id, ${COLUMNS}) SELECT $1, ${COLUMNS} FROM outcomes`, [...values]);
  return rowCount ?? 0;
}
