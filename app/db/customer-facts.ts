// What a decision knows about a customer, in one named prepared statement: a shopper waits.
import { type CustomerFacts, NOBODY } from '#app/domain/audience/customer-facts.ts';
import { hotRead } from './pool.ts';

export interface CustomerQuestion {
  customerId: bigint | null;
  visitorId: string | null;
  /** The products that the decision may name. */
  productIds: readonly bigint[];
}

interface CustomerRow {
  known: boolean;
  left_alone: boolean;
  tags: string[] | null;
  history: [productId: string, lastAt: string | null, times: number, returnedAt: string | null, openReturn: boolean | null][] | null;
  subscribed: string[] | null;
}

const CUSTOMER = `
  WITH history AS MATERIALIZED (
    SELECT l.product_id, max(o.ordered_at) FILTER (WHERE kept) AS last_at, count(DISTINCT o.order_id) FILTER (WHERE kept) AS times,
           max(GREATEST(r.refunded_at, b.closed_at)) AS returned_at, bool_or(b.open) AS open_return
      FROM orders o
      JOIN order_lines l ON l.shop_id = o.shop_id AND l.order_id = o.order_id AND l.product_id = ANY($3::bigint[])
      LEFT JOIN LATERAL (SELECT sum(rl.quantity) AS quantity, max(f.refunded_at) AS refunded_at
                           FROM refund_lines rl JOIN refunds f ON f.shop_id = rl.shop_id AND f.refund_id = rl.refund_id
                          WHERE rl.shop_id = l.shop_id AND rl.order_id = l.order_id AND rl.line_id = l.line_id) r ON true
      LEFT JOIN LATERAL (SELECT max(b.closed_at) AS closed_at, bool_or(b.closed_at IS NULL) AS open FROM returned_products b
                          WHERE b.shop_id = l.shop_id AND b.order_id = l.order_id AND b.line_id = l.line_id) b ON true
     CROSS JOIN LATERAL (SELECT o.cancelled_at IS NULL AND l.quantity > GREATEST(COALESCE(r.quantity, 0), l.removed_quantity) AS kept) k
     WHERE o.shop_id = $1 AND o.customer_id = $2 AND o.deleted_at IS NULL
     GROUP BY l.product_id)
  SELECT c.customer_id IS NOT NULL AS known, is_left_alone($1, $2) AS left_alone,
         ARRAY(SELECT lower(tag) FROM unnest(c.tags) AS tag) AS tags,
         (SELECT json_agg(json_build_array(product_id::text, last_at, times, returned_at, open_return)) FROM history) AS history,
         ARRAY(SELECT DISTINCT product_id::text FROM subscription_contracts s, unnest(s.product_ids) AS product_id
                WHERE s.shop_id = $1 AND s.customer_id = $2 AND s.status = 'ACTIVE' AND s.deleted_at IS NULL AND product_id = ANY($3::bigint[])) AS subscribed
    FROM (SELECT) one LEFT JOIN customers c ON c.shop_id = $1 AND c.customer_id = $2 AND c.deleted_at IS NULL`;

/** Of a visitor nobody knows nothing is asked. */
export async function customerFacts(shopId: bigint, { customerId, productIds }: CustomerQuestion): Promise<CustomerFacts> {
  if (customerId === null) return NOBODY;
  const { rows } = await hotRead<CustomerRow>({ name: 'decision-customer', text: CUSTOMER, values: [shopId, customerId, productIds] });
  const row = rows[0];
  if (!row) return NOBODY;
  const history = (row.history ?? []).map(([productId, lastAt, times, returnedAt, openReturn]) => ({ productId: BigInt(productId), lastAt: dated(lastAt), times, returnedAt: dated(returnedAt), openReturn }));
  return {
    ...NOBODY,
    isKnown: row.known,
    leftAlone: row.left_alone,
    tags: row.tags ?? [],
    bought: new Map(history.flatMap(({ productId, lastAt, times }) => (lastAt ? [[productId, { lastAt, times }] as const] : []))),
    subscribed: new Set(row.subscribed?.map(BigInt)),
    returnedAt: new Map(history.flatMap(({ productId, returnedAt }) => (returnedAt ? [[productId, returnedAt] as const] : []))),
    openReturns: new Set(history.flatMap(({ productId, openReturn }) => (openReturn ? [productId] : []))),
  };
}

const dated = (text: string | null): Date | null => (text === null ? null : new Date(text));
