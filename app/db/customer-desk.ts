// What a customer bought, kept and sent back, and whether they may be written to: for the merchant's page about them.
import type { Queryable } from './pool.ts';
import { pool } from './pool.ts';

export interface CustomerFacts {
  customerId: bigint;
  tags: string[];
  createdAt: Date;
  emailConsent: string | null;
  emailConsentAt: Date | null;
  locale: string | null;
}

export async function customerFacts(shopId: bigint, customerId: bigint, on: Queryable = pool()): Promise<CustomerFacts | undefined> {
  const { rows } = await on.query<CustomerFacts>(
    `SELECT customer_id AS "customerId", tags, created_at AS "createdAt", email_consent AS "emailConsent", email_consent_at AS "emailConsentAt", locale
       FROM customers WHERE shop_id = $1 AND customer_id = $2 AND deleted_at IS NULL`,
    [shopId, customerId],
  );
  return rows[0];
}

export interface CustomerOrder {
  orderId: bigint;
  name: string;
  orderedAt: Date;
  deliveredAt: Date | null;
  cancelled: boolean;
  currency: string;
  totalMinor: number;
  /** Of each product: how many were bought, how many came back. */
  products: { productId: bigint; bought: number; returned: number }[];
}

type CustomerOrderColumns = Omit<CustomerOrder, 'totalMinor' | 'products'> & { totalMinor: bigint; products: [productId: string, bought: number, returned: number][] | null };

/** Newest first. */
export async function ordersOfCustomer(shopId: bigint, customerId: bigint, limit: number, on: Queryable = pool()): Promise<CustomerOrder[]> {
  const { rows } = await on.query<CustomerOrderColumns>(
    `SELECT o.order_id AS "orderId", o.name, o.ordered_at AS "orderedAt", o.cancelled_at IS NOT NULL AS cancelled, o.currency, o.total_minor AS "totalMinor",
            (SELECT max(f.delivered_at) FROM fulfillments f WHERE f.shop_id = $1 AND f.order_id = o.order_id) AS "deliveredAt",
            (SELECT json_agg(json_build_array(p.product_id::text, p.bought, p.returned)) FROM (
               SELECT l.product_id, sum(l.quantity)::int AS bought, COALESCE(sum(r.quantity), 0)::int AS returned FROM order_lines l
                 LEFT JOIN LATERAL (SELECT sum(quantity) AS quantity FROM refund_lines WHERE shop_id = $1 AND order_id = l.order_id AND line_id = l.line_id) r ON true
                WHERE l.shop_id = $1 AND l.order_id = o.order_id AND l.product_id IS NOT NULL GROUP BY l.product_id) p) AS products
       FROM orders o WHERE o.shop_id = $1 AND o.customer_id = $2 AND o.deleted_at IS NULL ORDER BY o.ordered_at DESC, o.order_id DESC LIMIT $3`,
    [shopId, customerId, limit],
  );
  return rows.map(({ totalMinor, products, ...order }) => ({
    ...order,
    totalMinor: Number(totalMinor),
    products: (products ?? []).map(([productId, bought, returned]) => ({ productId: BigInt(productId), bought, returned })),
  }));
}
