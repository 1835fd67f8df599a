// The order history as learning reads it: what customers ordered and kept. Cancelled orders and lines that were wholly
// sent back are left out. Streamed through a cursor, so that memory does not grow with what a query returns.
import { pool, withTransaction } from './pool.ts';

export interface HistoryOrder {
  /** Ids as decimal text, the keys of the model. */
  orderKey: string;
  orderedAtMs: number;
  customerKey: string | null;
  productKeys: string[];
}

/** Small enough that no request waits noticeably while a batch is taken in. */
const BATCH = 1_000;

/**
 * @param onBatch called with every batch, by time; at most 1,000 orders each
 * @returns how many orders were read
 */
export async function streamOrderHistory(shopId: bigint, onBatch: (orders: readonly HistoryOrder[]) => void): Promise<number> {
  return withTransaction(async (client) => {
    await client.query('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY');
    await client.query(
      `DECLARE history NO SCROLL CURSOR FOR
       WITH returned AS (SELECT order_id, line_id, sum(quantity) AS quantity FROM refund_lines WHERE shop_id = $1 GROUP BY order_id, line_id)
       SELECT o.order_id::text AS "orderKey", extract(epoch FROM o.ordered_at)::float8 * 1000 AS "orderedAtMs", o.customer_id::text AS "customerKey",
              array_agg(DISTINCT l.product_id::text) AS "productKeys"
         FROM orders o
         JOIN order_lines l ON l.shop_id = o.shop_id AND l.order_id = o.order_id
         LEFT JOIN returned r ON r.order_id = l.order_id AND r.line_id = l.line_id
        WHERE o.shop_id = $1 AND o.cancelled_at IS NULL AND o.deleted_at IS NULL AND l.product_id IS NOT NULL AND l.quantity > COALESCE(r.quantity, 0)
        GROUP BY o.ordered_at, o.order_id, o.customer_id
        ORDER BY o.ordered_at, o.order_id`,
      [shopId],
    );
    let orders = 0;
    for (;;) {
      const { rows } = await client.query<HistoryOrder>(`FETCH ${BATCH} FROM history`);
      if (rows.length === 0) return orders;
      onBatch(rows);
      orders += rows.length;
    }
  });
}

/** @returns lines of the shop, one per order and product; and per product the other products' lines in its orders */
export async function companyOf(shopId: bigint, productIds: readonly bigint[]): Promise<{ lines: number; company: Map<bigint, number> }> {
  const { rows } = await pool().query<{ lines: number; product_id: bigint | null; company: number }>(
    `WITH held AS MATERIALIZED (
       SELECT DISTINCT l.order_id, l.product_id FROM order_lines l
         JOIN orders o ON o.shop_id = l.shop_id AND o.order_id = l.order_id AND o.cancelled_at IS NULL AND o.deleted_at IS NULL
        WHERE l.shop_id = $1 AND l.product_id IS NOT NULL),
     sizes AS (SELECT order_id, count(*) AS size FROM held GROUP BY order_id)
     SELECT NULL::bigint AS product_id, (SELECT count(*)::float8 FROM held) AS lines, 0::float8 AS company
     UNION ALL
     SELECT h.product_id, 0, sum(s.size - 1)::float8 FROM held h JOIN sizes s USING (order_id) WHERE h.product_id = ANY($2::bigint[]) GROUP BY h.product_id`,
    [shopId, productIds],
  );
  return {
    lines: rows.find((row) => row.product_id === null)?.lines ?? 0,
    company: new Map(rows.flatMap((row) => (row.product_id === null ? [] : [[row.product_id, row.company] as const]))),
  };
}
