// What a decision knows about a customer, in one named prepared statement: a shopper waits. Of a visitor nobody knows only
// what they answered is read.
import { type Answer, type CustomerFacts, LAST_MESSAGES, LAST_ORDERS, NOBODY } from '#app/domain/audience/customer-facts.ts';
import type { OwnSegment } from '#app/domain/audience/own-segments.ts';
import { segmentsOf } from '#app/domain/audience/segments.ts';
import { each } from './each-row.ts';
import { KEPT_LINES, OWN } from './kept-lines.ts';
import { hotRead } from './pool.ts';
import { type AudienceColumns, audienceFromRow } from './shop-audiences.ts';
import { subjectsTold } from './subjects.ts';

export interface CustomerQuestion {
  customerId: bigint | null;
  visitorId: string | null;
  /** The products that the decision may name. */
  productIds: readonly bigint[];
  /** Of every product instead, and when they ordered: ladders and families begin with what somebody has. */
  withPast?: boolean;
}

interface AnswerColumns {
  answers: [productId: string, answer: Answer][] | null;
  wants_none: boolean;
}

interface CustomerRow extends AnswerColumns {
  known: boolean;
  left_alone: boolean;
  open_case: boolean;
  tags: string[];
  history: [productId: string, firstAt: string | null, lastAt: string | null, times: number, returnedAt: string | null, openReturn: boolean | null][] | null;
  subscribed: string[];
  suggested: [productId: string, at: string][] | null;
  types: [type: string, lastAt: string, orders: number][] | null;
  orders: number;
  discounted_orders: number;
  orders_at: Date[] | null;
  first_order_at: Date | null;
  last_order_at: Date | null;
  spent_minor: bigint;
  messages: number;
  messages_followed: number;
  last_delivered_at: Date | null;
  audience: AudienceColumns | null;
  own_segments: Omit<OwnSegment, 'title'>[] | null;
}

/** `names` (key) is the CTE before it, $3 the products, $5 whether all. */
const ANSWERS = `(SELECT json_agg(json_build_array(a.product_id::text, a.answer)) FROM (
           SELECT DISTINCT ON (a.product_id) a.product_id, a.answer FROM names n
            CROSS JOIN ${each('SELECT * FROM subject_answers WHERE shop_id = $1 AND subject_key = n.key AND ($5 OR product_id = ANY($3::bigint[]))')} a ORDER BY a.product_id, a.answered_at DESC) a) AS answers,
         EXISTS (SELECT 1 FROM names n CROSS JOIN ${each('SELECT FROM quiet_subjects WHERE shop_id = $1 AND subject_key = n.key')} q) AS wants_none`;

/** A device that somebody else had first says nothing of who is logged in on it now. */
const CUSTOMER = `
  WITH names AS MATERIALIZED (
         SELECT 'c:' || $2::bigint AS key
         UNION SELECT 'v:' || visitor_id FROM subject_links WHERE shop_id = $1 AND customer_id = $2
         UNION SELECT 'v:' || $4::text WHERE $4 IS NOT NULL AND NOT EXISTS (SELECT 1 FROM subject_links WHERE shop_id = $1 AND visitor_id = $4)),
       own AS MATERIALIZED (SELECT ${OWN} FROM orders WHERE shop_id = $1 AND customer_id = $2 AND deleted_at IS NULL),
       ${KEPT_LINES},
       returned AS (SELECT b.product_id, max(b.closed_at) AS closed_at, bool_or(b.closed_at IS NULL) AS open FROM own o JOIN returned_products b ON b.shop_id = $1 AND b.order_id = o.order_id GROUP BY 1),
       history AS (
         SELECT l.product_id, min(l.ordered_at) FILTER (WHERE l.kept) AS first_at, max(l.ordered_at) FILTER (WHERE l.kept) AS last_at, count(DISTINCT l.order_id) FILTER (WHERE l.kept) AS times,
                GREATEST(max(l.refunded_at), max(r.closed_at)) AS returned_at, bool_or(r.open) AS open
           FROM lines l LEFT JOIN returned r ON r.product_id = l.product_id WHERE l.product_id = ANY($3::bigint[]) OR $5 AND l.product_id IS NOT NULL GROUP BY 1),
       types AS (
         SELECT lower(btrim(p.product_type)) AS type, max(l.ordered_at) AS last_at, count(DISTINCT l.order_id) AS orders
           FROM lines l CROSS JOIN ${each('SELECT product_type FROM products WHERE shop_id = $1 AND product_id = l.product_id')} p WHERE l.kept AND btrim(p.product_type) <> '' GROUP BY 1),
       messages AS MATERIALIZED (SELECT step_id, decision_id, decided_at, sent_at FROM steps WHERE shop_id = $1 AND customer_id = $2 AND status = 'sent' ORDER BY sent_at DESC LIMIT ${LAST_MESSAGES}),
       suggested AS (
         SELECT item->>'p' AS product_id, max(s.sent_at) AS at
           FROM messages s
          CROSS JOIN ${each(`SELECT offered FROM decisions WHERE shop_id = $1 AND decision_id = s.decision_id AND decided_at BETWEEN s.decided_at - interval '1 day' AND s.decided_at + interval '1 day'`)} d
          CROSS JOIN LATERAL json_array_elements(d.offered) AS item
          WHERE $5 OR (item->>'p')::bigint = ANY($3::bigint[]) GROUP BY 1),
       standing AS (SELECT order_id, ordered_at, bool_or(discounted AND kept) AS discounted FROM lines GROUP BY 1, 2 HAVING bool_or(kept))
  SELECT c.customer_id IS NOT NULL AS known, is_left_alone($1, $2) AS left_alone, has_open_case($1, $2) AS open_case, ARRAY(SELECT lower(tag) FROM unnest(c.tags) AS tag) AS tags,
         (SELECT json_agg(json_build_array(product_id::text, first_at, last_at, times, returned_at, open)) FROM history) AS history,
         ARRAY(SELECT DISTINCT product_id::text FROM subscription_contracts s, unnest(s.product_ids) AS product_id
                WHERE s.shop_id = $1 AND s.customer_id = $2 AND s.status = 'ACTIVE' AND s.deleted_at IS NULL AND ($5 OR product_id = ANY($3::bigint[]))) AS subscribed,
         (SELECT json_agg(json_build_array(product_id, at)) FROM suggested) AS suggested,
         (SELECT json_agg(json_build_array(type, last_at, orders)) FROM types) AS types,
         o.orders, o.discounted_orders, CASE WHEN $5 THEN (SELECT array_agg(ordered_at ORDER BY ordered_at) FROM standing) END AS orders_at, o.first_order_at, o.last_order_at,
         (SELECT COALESCE(sum(worth), 0)::bigint FROM lines) - (SELECT COALESCE(sum(adjustment), 0)::bigint FROM refunded) AS spent_minor,
         (SELECT count(*)::int FROM messages) AS messages,
         (SELECT count(*)::int FROM messages m CROSS JOIN ${each(`SELECT FROM message_events WHERE shop_id = $1 AND step_id = m.step_id AND event = 'clicked'`)} e) AS messages_followed,
         (SELECT max(COALESCE(delivered_at(f.parcel), CASE WHEN a.handled_at IS NOT NULL AND f.shipped_at IS NOT NULL THEN a.due_at END))
            FROM (SELECT order_id FROM own WHERE stands ORDER BY ordered_at DESC LIMIT ${LAST_ORDERS}) latest
            CROSS JOIN ${each('SELECT p AS parcel, p.fulfillment_id, p.shipped_at FROM fulfillments p WHERE p.shop_id = $1 AND p.order_id = latest.order_id')} f
            LEFT JOIN ${each('SELECT handled_at, due_at FROM awaited_deliveries WHERE shop_id = $1 AND fulfillment_id = f.fulfillment_id')} a ON true) AS last_delivered_at,
         (SELECT to_json(s) FROM shop_audiences s WHERE s.shop_id = $1) AS audience,
         (SELECT json_agg(json_build_object('name', name, 'kind', kind, 'value', value) ORDER BY name) FROM segments WHERE shop_id = $1) AS own_segments,
         ${ANSWERS}
    FROM (SELECT count(*)::int AS orders, (count(*) FILTER (WHERE discounted))::int AS discounted_orders, min(ordered_at) AS first_order_at, max(ordered_at) AS last_order_at FROM standing) o
    LEFT JOIN customers c ON c.shop_id = $1 AND c.customer_id = $2 AND c.deleted_at IS NULL`;

/** @param now business time, by which they are new or lapsing */
export async function customerFacts(shopId: bigint, { customerId, visitorId, productIds, withPast = false }: CustomerQuestion, now: Date): Promise<CustomerFacts> {
  if (customerId === null) return visitorId === null ? NOBODY : visitorFacts(shopId, visitorId);
  const { rows } = await hotRead<CustomerRow>({ name: 'decision-customer', text: CUSTOMER, values: [shopId, customerId, productIds, visitorId, withPast] });
  const row = rows[0];
  if (!row) return NOBODY;
  const facts = fromRow(row);
  return { ...facts, segments: new Set(segmentsOf(facts, audienceFromRow(row.audience), row.own_segments ?? [], now).map(({ name }) => name)) };
}

async function visitorFacts(shopId: bigint, visitorId: string): Promise<CustomerFacts> {
  const [told] = await subjectsTold(shopId, [{ visitorId, customerId: null }], []);
  return told ? { ...NOBODY, answers: told.answers, wantsNone: told.wantsNone } : NOBODY;
}

function fromRow(row: CustomerRow): CustomerFacts {
  const history = (row.history ?? []).map(([productId, ...times]) => [BigInt(productId), ...times] as const);
  return {
    ...NOBODY,
    ...answered(row),
    isKnown: row.known,
    leftAlone: row.left_alone,
    openCase: row.open_case,
    tags: row.tags,
    bought: new Map(history.flatMap(([productId, firstAt, lastAt, times]) => (firstAt && lastAt ? [[productId, { firstAt: new Date(firstAt), lastAt: new Date(lastAt), times }] as const] : []))),
    subscribed: new Set(row.subscribed.map(BigInt)),
    boughtTypes: new Map(row.types?.map(([type, lastAt]) => [type, new Date(lastAt)])),
    ordersByType: new Map(row.types?.map(([type, , orders]) => [type, orders])),
    returnedAt: new Map(history.flatMap(([productId, , , , returnedAt]) => (returnedAt ? [[productId, new Date(returnedAt)] as const] : []))),
    openReturns: new Set(history.flatMap(([productId, , , , , open]) => (open ? [productId] : []))),
    suggestedAt: new Map(row.suggested?.map(([productId, at]) => [BigInt(productId), new Date(at)])),
    orders: row.orders,
    discountedOrders: row.discounted_orders,
    ordersAt: row.orders_at ?? [],
    firstOrderAt: row.first_order_at,
    lastOrderAt: row.last_order_at,
    spentMinor: Number(row.spent_minor),
    messages: row.messages,
    messagesFollowed: row.messages_followed,
    lastDeliveredAt: row.last_delivered_at,
  };
}

const answered = ({ answers, wants_none }: AnswerColumns): Pick<CustomerFacts, 'answers' | 'wantsNone'> => ({
  answers: new Map(answers?.map(([productId, answer]) => [BigInt(productId), answer])),
  wantsNone: wants_none,
});
