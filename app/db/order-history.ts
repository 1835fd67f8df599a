// The order history as learning reads it: what customers ordered and kept. Cancelled orders and lines that were wholly
// sent back, or edited out, are left out. Streamed through a cursor, so that memory does not grow with what a query returns.
import { pool, withTransaction } from './pool.ts';

export interface HistoryOrder {
  /** Ids as decimal text, the keys of the model. */
  orderKey: string;
  orderedAtMs: number;
  customerKey: string | null;
  productKeys: string[];
}

/** Small enough that no request waits noticeably while a batch is taken in. */
const BATCH = 250;

/** Lines that count: of orders that stand, with something of it kept. Shared, so that all that is counted agrees. */
export const KEPT_LINES = `
  SELECT o.order_id, o.ordered_at, o.customer_id, l.product_id
    FROM orders o
    JOIN order_lines l ON l.shop_id = o.shop_id AND l.order_id = o.order_id
    LEFT JOIN (SELECT order_id, line_id, sum(quantity) AS quantity FROM refund_lines WHERE shop_id = $1 GROUP BY order_id, line_id) r ON r.order_id = l.order_id AND r.line_id = l.line_id
   WHERE o.shop_id = $1 AND o.cancelled_at IS NULL AND o.deleted_at IS NULL AND l.product_id IS NOT NULL AND l.quantity > GREATEST(COALESCE(r.quantity, 0), l.removed_quantity)`;

/** A place in the history, by time and then by id. */
export interface OrderPlace {
  orderedAt: Date;
  orderId: bigint;
}

/**
 * @param onBatch called with every batch, by time; at most 250 orders each
 * @param after only orders behind this one
 * @returns where the last order stands; undefined when there was none
 */
export async function streamOrderHistory(shopId: bigint, onBatch: (orders: readonly HistoryOrder[]) => void, after?: OrderPlace): Promise<OrderPlace | undefined> {
  return withTransaction(async (client) => {
    await client.query('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY');
    await client.query(
      `DECLARE history NO SCROLL CURSOR FOR
       WITH kept AS (${KEPT_LINES} ${after ? 'AND (o.ordered_at, o.order_id) > ($2::timestamptz, $3::bigint)' : ''})
       SELECT order_id::text AS "orderKey", extract(epoch FROM ordered_at)::float8 * 1000 AS "orderedAtMs", customer_id::text AS "customerKey",
              array_agg(DISTINCT product_id::text) AS "productKeys"
         FROM kept
        GROUP BY ordered_at, order_id, customer_id
        ORDER BY ordered_at, order_id`,
      after ? [shopId, after.orderedAt, after.orderId] : [shopId],
    );
    let last: HistoryOrder | undefined;
    for (;;) {
      const { rows } = await client.query<HistoryOrder>(`FETCH ${BATCH} FROM history`);
      if (rows.length === 0) return last && { orderedAt: new Date(Math.round(last.orderedAtMs)), orderId: BigInt(last.orderKey) };
      onBatch(rows);
      last = rows.at(-1);
    }
  });
}

/** What a customer has bought and kept, as learning reads it: the products of each order, the newest order first. */
export async function pastOf(shopId: bigint, customerId: bigint, orders: number): Promise<bigint[][]> {
  const { rows } = await pool().query<{ product_ids: bigint[] }>(
    `WITH kept AS (${KEPT_LINES} AND o.customer_id = $2)
     SELECT array_agg(DISTINCT product_id) AS product_ids FROM kept GROUP BY ordered_at, order_id ORDER BY ordered_at DESC, order_id::text COLLATE "C" DESC LIMIT $3`,
    [shopId, customerId, orders],
  );
  return rows.map((row) => row.product_ids);
}

/** @returns lines of the shop, one per order and product; and per product the other products' lines in its orders */
export async function companyOf(shopId: bigint, productIds: readonly bigint[]): Promise<{ lines: number; company: Map<bigint, number> }> {
  const { rows } = await pool().query<{ lines: number; product_id: bigint | null; company: number }>(
    `WITH kept AS (${KEPT_LINES}),
     held AS MATERIALIZED (SELECT product_id, count(*) OVER (PARTITION BY order_id) - 1 AS others FROM (SELECT DISTINCT order_id, product_id FROM kept) AS once)
     SELECT NULL::bigint AS product_id, (SELECT count(*)::float8 FROM held) AS lines, 0::float8 AS company
     UNION ALL
     SELECT product_id, 0, sum(others)::float8 FROM held WHERE product_id = ANY($2::bigint[]) GROUP BY product_id`,
    [shopId, productIds],
  );
  return {
    lines: rows.find((row) => row.product_id === null)?.lines ?? 0,
    company: new Map(rows.flatMap((row) => (row.product_id === null ? [] : [[row.product_id, row.company] as const]))),
  };
}
