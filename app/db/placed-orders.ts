// One order as what comes after it needs to know it: whose it is and what is in it.
import { pool } from './pool.ts';

export interface PlacedOrder {
  customerId: bigint | null;
  /** Where they consented. */
  visitorId: string | null;
  /** What it was paid in; null: not known. */
  paidIn: string | null;
  /** Where its customer lives, ISO 3166; null: not known. */
  country: string | null;
  cancelled: boolean;
  /** Lines of products that the store no longer has are left out. */
  items: { variantId: bigint; quantity: number }[];
}

const PLACED = `
  SELECT o.customer_id AS "customerId", o.visitor_id AS "visitorId", o.presentment_currency AS "paidIn",
         (SELECT c.country_code FROM customers c WHERE c.shop_id = o.shop_id AND c.customer_id = o.customer_id) AS country, o.cancelled_at IS NOT NULL AS cancelled,
         COALESCE((SELECT json_agg(json_build_array(l.variant_id::text, l.quantity) ORDER BY l.line_id) FROM order_lines l
                    WHERE l.shop_id = o.shop_id AND l.order_id = o.order_id AND l.variant_id IS NOT NULL AND l.quantity > 0), '[]') AS items
    FROM orders o WHERE o.shop_id = $1 AND o.order_id = $2 AND o.deleted_at IS NULL`;

/** @returns undefined for an order that has not arrived */
export async function placedOrder(shopId: bigint, orderId: bigint): Promise<PlacedOrder | undefined> {
  const { rows } = await pool().query<Omit<PlacedOrder, 'items'> & { items: [variantId: string, quantity: number][] }>({ name: 'placed-order', text: PLACED, values: [shopId, orderId] });
  const row = rows[0];
  return row && { ...row, items: row.items.map(([variantId, quantity]) => ({ variantId: BigInt(variantId), quantity })) };
}
