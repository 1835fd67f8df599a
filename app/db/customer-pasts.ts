// What customers did, each thing with its day, for whom decisions of then are judged again: some hundred people at a time.
// What counts as kept, and as arrived, is what customer-facts.ts counts.
import type { CustomerPast, PastMessage, PastOrder } from '#app/domain/audience/customer-past.ts';
import { each } from './each-row.ts';
import { KEPT_LINES, OWN } from './kept-lines.ts';
import type { Queryable } from './pool.ts';
import { pool } from './pool.ts';

interface OrderRow {
  customer_id: bigint;
  ordered_at: Date;
  cancelled_at: Date | null;
  lines: [type: string, lostAt: string | null][] | null;
  parcels: [reportedAt: string | null, dueAt: string | null, knownFrom: string | null][] | null;
}

const OF = 'FROM orders WHERE shop_id = $1 AND customer_id = ANY($2::bigint[]) AND deleted_at IS NULL';

/** Of a line that was edited out nobody says when: it counts as never kept. */
const ORDERS = `
  WITH own AS MATERIALIZED (SELECT ${OWN}, cancelled_at ${OF}),
       ${KEPT_LINES},
       kept AS (
         SELECT l.order_id, json_agg(json_build_array(COALESCE(lower(btrim(p.product_type)), ''),
                  CASE WHEN NOT l.kept THEN COALESCE(LEAST(o.cancelled_at, CASE WHEN l.sent_back >= l.quantity THEN l.refunded_at END), o.ordered_at) END)) AS lines
           FROM lines l JOIN own o ON o.order_id = l.order_id
           LEFT JOIN ${each('SELECT product_type FROM products WHERE shop_id = $1 AND product_id = l.product_id')} p ON true GROUP BY 1),
       sent AS (
         SELECT o.order_id, json_agg(json_build_array(delivered_at(f.parcel), CASE WHEN f.shipped_at IS NOT NULL THEN a.due_at END, a.handled_at)) AS parcels
           FROM own o
          CROSS JOIN ${each('SELECT p AS parcel, p.fulfillment_id, p.shipped_at FROM fulfillments p WHERE p.shop_id = $1 AND p.order_id = o.order_id')} f
           LEFT JOIN ${each('SELECT handled_at, due_at FROM awaited_deliveries WHERE shop_id = $1 AND fulfillment_id = f.fulfillment_id')} a ON true GROUP BY 1)
  SELECT o.customer_id, o.ordered_at, o.cancelled_at, kept.lines, sent.parcels
    FROM own o LEFT JOIN kept ON kept.order_id = o.order_id LEFT JOIN sent ON sent.order_id = o.order_id ORDER BY o.ordered_at, o.order_id`;

const SENT_BACK = `
  WITH own AS MATERIALIZED (SELECT order_id, customer_id ${OF})
  SELECT o.customer_id, l.product_id, f.refunded_at AS at
    FROM own o
   CROSS JOIN ${each('SELECT refund_id, refunded_at FROM refunds WHERE shop_id = $1 AND order_id = o.order_id')} f
    JOIN refund_lines b ON b.shop_id = $1 AND b.refund_id = f.refund_id
    JOIN order_lines l ON l.shop_id = $1 AND l.order_id = o.order_id AND l.line_id = b.line_id AND l.product_id IS NOT NULL
   UNION
  SELECT o.customer_id, r.product_id, r.closed_at FROM own o CROSS JOIN ${each('SELECT product_id, closed_at FROM returned_products WHERE shop_id = $1 AND order_id = o.order_id')} r WHERE r.closed_at IS NOT NULL`;

const MESSAGES = `
  SELECT s.customer_id, s.decision_id, s.sent_at, ARRAY(SELECT (item->>'p')::bigint FROM json_array_elements(d.offered) AS item) AS product_ids
    FROM steps s
   CROSS JOIN ${each(`SELECT offered FROM decisions WHERE shop_id = $1 AND decision_id = s.decision_id AND decided_at BETWEEN s.decided_at - interval '1 day' AND s.decided_at + interval '1 day'`)} d
   WHERE s.shop_id = $1 AND s.customer_id = ANY($2::bigint[]) AND s.status = 'sent' AND s.sent_at > $3 ORDER BY s.sent_at`;

/** @param messagesSince what was sent before is nobody's wait @returns an entry for each of them */
export async function customerPasts(shopId: bigint, customerIds: readonly bigint[], messagesSince: Date, on: Queryable = pool()): Promise<Map<bigint, CustomerPast>> {
  const { rows: orders } = await on.query<OrderRow>(ORDERS, [shopId, customerIds]);
  const { rows: sentBack } = await on.query<{ customer_id: bigint; product_id: bigint; at: Date }>(SENT_BACK, [shopId, customerIds]);
  const { rows: messages } = await on.query<{ customer_id: bigint; decision_id: string; sent_at: Date; product_ids: bigint[] }>(MESSAGES, [shopId, customerIds, messagesSince]);
  const pasts = new Map(customerIds.map((customerId) => [customerId, { orders: [] as PastOrder[], sentBack: [] as { productId: bigint; at: Date }[], messages: [] as PastMessage[] }]));
  for (const row of orders) pasts.get(row.customer_id)?.orders.push(orderOf(row));
  for (const { customer_id: customerId, product_id: productId, at } of sentBack) pasts.get(customerId)?.sentBack.push({ productId, at });
  for (const row of messages) pasts.get(row.customer_id)?.messages.push({ decisionId: row.decision_id, sentAt: row.sent_at, productIds: row.product_ids });
  return pasts;
}

function orderOf({ ordered_at: orderedAt, cancelled_at: cancelledAt, lines, parcels }: OrderRow): PastOrder {
  return {
    orderedAt,
    cancelledAt,
    lines: (lines ?? []).map(([type, lostAt]) => ({ type, lostAt: dateOf(lostAt) })),
    parcels: (parcels ?? []).map(([reportedAt, dueAt, knownFrom]) => ({ reportedAt: dateOf(reportedAt), estimate: dueAt && knownFrom ? { at: new Date(dueAt), knownFrom: new Date(knownFrom) } : null })),
  };
}

const dateOf = (text: string | null): Date | null => (text === null ? null : new Date(text));
