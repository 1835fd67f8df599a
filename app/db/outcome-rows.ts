// What became of each counted subject, in each scope of the results page: computed for whoever it is asked about. Kept with its
// sums by outcomes.ts.
//
// What counts, and why, is docs/decisions/0045-what-a-subject-counts-as.md. In short: a subject counts once in each scope, from their first
// exposure there and in the arm of that one, with the orders and messages of the window after it. Visitors who turned out to
// be one customer are one subject. Shopify dates orders by whole seconds: one in the second of the exposure came after it.
import { DAY_MS } from '#app/domain/days.ts';
import { BEFORE_DAYS, WINDOW_DAYS } from '#app/domain/experiment/window.ts';
import { each } from './each-row.ts';

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
export const given = (shopId: bigint, { defaultCostBp, feeBp, feeMinor, messageCostMilli, capMinor }: OutcomeTerms): unknown[] => [shopId, defaultCostBp, feeBp, feeMinor, messageCostMilli, capMinor];
export const [COST_BP, FEE_BP, FEE, MESSAGE, CAP] = ['$2::int', '$3::int', '$4::bigint', '$5::bigint', '$6::bigint'];

/** Ended tests stay readable; a placement that begins anew is another experiment, and the old one is done with. */
export const COUNTED = `(x.ended_at IS NULL OR x.subject_of LIKE 'test:%')`;

const NEVER = Number.MAX_SAFE_INTEGER;
const MS = (time: string): string => `(date_part('epoch', ${time}) * 1000)::bigint`;
const VISITOR = (key: string): string => `CASE WHEN ${key} LIKE 'v:%' THEN substr(${key}, 3) END`;
const CUSTOMER = (key: string): string => `CASE WHEN ${key} LIKE 'c:%' THEN substr(${key}, 3)::bigint END`;

/** CTEs from marks (marked.about) to subjects: the names themselves, and the customers that they turned out to be. */
export const SUBJECTS_OF_MARKS = `
       of_orders AS (SELECT o.customer_id, o.visitor_id FROM (SELECT DISTINCT substr(about, 3)::bigint AS order_id FROM marked WHERE about LIKE 'o:%') m CROSS JOIN ${each('SELECT customer_id, visitor_id FROM orders WHERE shop_id = $1 AND order_id = m.order_id')} o),
       touched AS (
         SELECT about AS key FROM marked WHERE about NOT LIKE 'o:%'
         UNION SELECT 'c:' || customer_id FROM of_orders WHERE customer_id IS NOT NULL
         UNION SELECT 'v:' || visitor_id FROM of_orders WHERE visitor_id IS NOT NULL),
       of_marks AS (
         SELECT key AS subject FROM touched
         UNION SELECT 'c:' || l.customer_id FROM touched t CROSS JOIN ${each(`SELECT customer_id FROM subject_links WHERE shop_id = $1 AND visitor_id = ${VISITOR('t.key')}`)} l)`;

/** All who were ever counted. */
export const EVERYBODY = `
  SELECT DISTINCT COALESCE('c:' || l.customer_id, e.subject_key) AS subject FROM exposures e LEFT JOIN subject_links l ON l.shop_id = e.shop_id AND 'v:' || l.visitor_id = e.subject_key WHERE e.shop_id = $1`;

/**
 * Which exposure was a subject's first, and in which arm, found without a sort: the least of texts that begin with the moment.
 * Of two at once the name decides.
 */
const [FIRST, FIRST_AT, FIRST_NAME, FIRST_ARM] = [
  `(lpad(${MS('e.first_at')}::text, 14, '0') || n.key || E'\\n' || e.arm) COLLATE "C"`, 'substr(first, 1, 14)::bigint', `split_part(substr(first, 15), E'\\n', 1)`, `split_part(first, E'\\n', 2)`,
];

const UNDONE_AT = `COALESCE(${MS('LEAST(o.cancelled_at, o.deleted_at)')}, ${NEVER})`;

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
         SELECT n.subject, n.key, n.known_at, true AS theirs, o.order_id, ${MS('o.ordered_at')} AS at, ${UNDONE_AT} AS undone_at FROM names n JOIN orders o ON o.shop_id = $1 AND o.customer_id = n.customer_id
         UNION ALL
         SELECT n.subject, n.key, n.known_at, o.customer_id IS NULL, o.order_id, ${MS('o.ordered_at')}, ${UNDONE_AT} FROM names n JOIN orders o ON o.shop_id = $1 AND o.visitor_id = n.visitor_id)`;

/** What is left of a line's price, without the tax; and what was paid back of it. */
const TAX = (order: string, row: string): string => `CASE WHEN ${order}.taxes_included THEN ${row}.tax_minor ELSE 0 END`;
const NET = (order: string, line: string): string => `${line}.unit_price_minor * ${line}.quantity - ${line}.discount_minor - ${TAX(order, line)}`;

/**
 * Orders of the window. Revenue is what lines brought after discounts and without tax, less what was refunded or edited out,
 * and what was refunded for no line. Profit is what they were paid less the unit cost at the time of sale (or guardrails'
 * assumption; else all of the price, so that what is not known earns nothing), the payment fee, which a refund does not bring
 * back, and what was taken off sending it. Goods that come back are worth their cost; but no refund earns, each by itself.
 *
 * What belongs together is put under each other and added up, where joining it would do as well: the planner takes all of this
 * for a few rows, and compared each with each.
 */
const BOUGHT = `
       in_window AS (
         SELECT s.scope, s.subject, p.order_id FROM placed p
           JOIN scoped s ON s.subject = p.subject AND p.at BETWEEN s.at / 1000 * 1000 AND CASE WHEN p.theirs AND p.undone_at = ${NEVER} THEN s.at + ${WINDOW_DAYS * DAY_MS - 1} END),
       wanted AS MATERIALIZED (SELECT order_id, any_value(subject) AS subject, array_agg(scope) AS scopes FROM in_window GROUP BY 1),
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
         SELECT order_id, sum(quantity) AS quantity, max(cost) AS cost, sum(paid) AS paid, sum(net)::bigint AS net, sum(back) AS back, sum(amount) AS amount, GREATEST(0, sum(removed_quantity) - sum(back)) AS edited_out
           FROM (SELECT order_id, line_id, quantity, removed_quantity, cost, paid, net, 0 AS back, 0 AS amount FROM sold
                 UNION ALL SELECT order_id, line_id, 0, 0, NULL, 0, 0, quantity, amount FROM back) part
          GROUP BY order_id, line_id),
       worth AS (
         SELECT any_value(subject) AS subject, any_value(scopes) AS scopes, sum(units) AS units, sum(returned) AS returned, sum(revenue) AS revenue,
                sum(profit) - (sum(paid)::bigint * ${FEE_BP} + 5000) / 10000 - ${FEE} AS profit
           FROM (SELECT order_id, subject, scopes, 0 AS paid, 0 AS units, 0 AS returned, 0 AS revenue, - o.shipping_discount_minor AS profit FROM wanted w JOIN orders o USING (order_id) WHERE o.shop_id = $1
                 UNION ALL
                 SELECT l.order_id, NULL, NULL, l.paid, l.quantity - l.edited_out, l.back, l.net - e.worth - l.amount, l.net - l.cost * l.quantity - GREATEST(0, e.worth - l.cost * l.edited_out)
                   FROM lines l CROSS JOIN LATERAL (SELECT COALESCE(l.net * l.edited_out / NULLIF(l.quantity, 0), 0) AS worth) e
                 UNION ALL
                 SELECT order_id, NULL, NULL, 0, 0, 0, - sum(adjustment), - GREATEST(0, sum(lost) + sum(adjustment))
                   FROM (SELECT order_id, refund_id, lost, 0 AS adjustment FROM back
                         UNION ALL SELECT order_id, f.refund_id, 0, f.adjustment_minor FROM wanted w JOIN refunds f USING (order_id) WHERE f.shop_id = $1) refund
                  GROUP BY order_id, refund_id) part
          GROUP BY order_id)`;

/** Messages of the window, whichever workflow sent them; and whether one of them lost the subject. */
const MESSAGES = `
       sent AS MATERIALIZED (SELECT n.subject, t.step_id, ${MS('t.sent_at')} AS at FROM names n JOIN steps t ON t.shop_id = $1 AND t.customer_id = n.customer_id WHERE t.sent_at IS NOT NULL),
       written AS (SELECT s.scope, s.subject FROM sent t JOIN scoped s ON s.subject = t.subject AND t.at BETWEEN s.at AND s.at + ${WINDOW_DAYS * DAY_MS - 1}),
       unsubscribed AS (
         SELECT s.scope, s.subject FROM sent t
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
          WHERE p.undone_at >= s.at / 1000 * 1000 AND (p.key = s.name OR (p.theirs AND p.known_at <= s.at AND n.known_at <= s.at))),
       before AS (
         SELECT e.scope, e.subject, l.net - b.amount - f.amount AS brought
           FROM earlier e
           JOIN orders o ON o.shop_id = $1 AND o.order_id = e.order_id
          CROSS JOIN LATERAL (SELECT COALESCE(sum(${NET('o', 'l')}), 0) AS net FROM order_lines l WHERE l.shop_id = $1 AND l.order_id = e.order_id) l
          CROSS JOIN LATERAL (SELECT COALESCE(sum(r.amount_minor - ${TAX('o', 'r')}), 0) AS amount FROM refund_lines r JOIN refunds f ON f.shop_id = $1 AND f.refund_id = r.refund_id
                               WHERE r.shop_id = $1 AND r.order_id = e.order_id AND ${MS('f.refunded_at')} < e.until) b
          CROSS JOIN LATERAL (SELECT COALESCE(sum(f.adjustment_minor), 0) AS amount FROM refunds f WHERE f.shop_id = $1 AND f.order_id = e.order_id AND ${MS('f.refunded_at')} < e.until) f)`;

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
         UNION ALL
         SELECT x.experiment_id::text, w.subject FROM experiments x JOIN wanted w ON x.experiment_id::text = ANY(w.scopes) JOIN attributions a ON a.shop_id = $1 AND a.order_id = w.order_id WHERE x.shop_id = $1 AND x.subject_of LIKE 'test:%')`;

/** CTEs from subjects (asked.subject) to `outcomes`. */
export const OUTCOMES = `${SCOPED}, ${BOUGHT}, ${MESSAGES}, ${BEFORE}, ${TAKEN},
       outcomes AS (
         SELECT scope, subject AS subject_key, arm, to_timestamp(at / 1000.0)::timestamptz(3) AS first_at, holdout_bp, orders, units, returned_units, messages, revenue_minor, v.profit AS profit_milli,
                LEAST(v.profit, ${CAP} * 1000) AS capped_milli, LEAST(brought, ${CAP}) AS before_minor, took, unsubscribed
           FROM (SELECT scope, subject, any_value(arm) AS arm, any_value(at) AS at, any_value(holdout_bp) AS holdout_bp, sum(orders)::int AS orders, sum(units)::int AS units, sum(returned)::int AS returned_units,
                        sum(messages)::int AS messages, sum(revenue)::bigint AS revenue_minor, sum(profit)::bigint AS profit, sum(brought)::bigint AS brought, bool_or(took) AS took, bool_or(unsubscribed) AS unsubscribed
                   FROM (SELECT scope, subject, arm, at, holdout_bp, 0 AS orders, 0 AS units, 0 AS returned, 0 AS messages, 0 AS revenue, 0 AS profit, 0 AS brought, false AS took, false AS unsubscribed FROM scoped
                         UNION ALL SELECT unnest(scopes), subject, NULL, NULL, NULL, 1, units, returned, 0, revenue, profit, 0, false, false FROM worth
                         UNION ALL SELECT scope, subject, NULL, NULL, NULL, 0, 0, 0, 1, 0, 0, 0, false, false FROM written
                         UNION ALL SELECT scope, subject, NULL, NULL, NULL, 0, 0, 0, 0, 0, 0, brought, false, false FROM before
                         UNION ALL SELECT scope, subject, NULL, NULL, NULL, 0, 0, 0, 0, 0, 0, 0, true, false FROM taken
                         UNION ALL SELECT scope, subject, NULL, NULL, NULL, 0, 0, 0, 0, 0, 0, 0, false, true FROM unsubscribed) part
                  GROUP BY scope, subject) of_subject
          CROSS JOIN LATERAL (SELECT profit * 1000 - messages * ${MESSAGE} AS profit) v)`;

export const COLUMNS = 'scope, subject_key, arm, first_at, holdout_bp, orders, units, returned_units, messages, revenue_minor, profit_milli, capped_milli, before_minor, took, unsubscribed';
