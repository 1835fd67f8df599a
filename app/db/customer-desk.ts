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
  /** As reported. */
  deliveredAt: Date | null;
  /** Parcels that nobody reported as delivered. */
  onTheWay: { shippedAt: Date; countryCode: string | null }[];
  returns: { status: string; requestedAt: Date | null; closedAt: Date | null }[];
  cancelled: boolean;
  currency: string;
  totalMinor: number;
  /** Of each product: how many were bought, how many came back. */
  products: { productId: bigint; bought: number; returned: number }[];
}

type CustomerOrderColumns = Omit<CustomerOrder, 'totalMinor' | 'products' | 'onTheWay' | 'returns'> & {
  totalMinor: bigint;
  onTheWay: { shippedAt: string; countryCode: string | null }[] | null;
  returns: { status: string; requestedAt: string | null; closedAt: string | null }[] | null;
  products: [productId: string, bought: number, returned: number][] | null;
};

const dateOrNull = (time: string | null): Date | null => (time === null ? null : new Date(time));

/** Newest first. */
export async function ordersOfCustomer(shopId: bigint, customerId: bigint, limit: number, on: Queryable = pool()): Promise<CustomerOrder[]> {
  const { rows } = await on.query<CustomerOrderColumns>(
    `SELECT o.order_id AS "orderId", o.name, o.ordered_at AS "orderedAt", o.cancelled_at IS NOT NULL AS cancelled, o.currency, o.total_minor AS "totalMinor",
            (SELECT max(delivered_at(f)) FROM fulfillments f WHERE f.shop_id = $1 AND f.order_id = o.order_id) AS "deliveredAt",
            (SELECT json_agg(json_build_object('shippedAt', f.shipped_at, 'countryCode', f.country_code)) FROM fulfillments f
              WHERE f.shop_id = $1 AND f.order_id = o.order_id AND f.shipped_at IS NOT NULL AND delivered_at(f) IS NULL) AS "onTheWay",
            (SELECT json_agg(json_build_object('status', t.status, 'requestedAt', t.requested_at, 'closedAt', t.closed_at) ORDER BY t.return_id) FROM returns t
              WHERE t.shop_id = $1 AND t.order_id = o.order_id) AS returns,
            (SELECT json_agg(json_build_array(p.product_id::text, p.bought, p.returned)) FROM (
               SELECT l.product_id, sum(l.quantity)::int AS bought, sum(GREATEST(COALESCE(r.quantity, 0), l.removed_quantity))::int AS returned FROM order_lines l
                 LEFT JOIN LATERAL (SELECT sum(quantity) AS quantity FROM refund_lines WHERE shop_id = $1 AND order_id = l.order_id AND line_id = l.line_id) r ON true
                WHERE l.shop_id = $1 AND l.order_id = o.order_id AND l.product_id IS NOT NULL GROUP BY l.product_id) p) AS products
       FROM orders o WHERE o.shop_id = $1 AND o.customer_id = $2 AND o.deleted_at IS NULL ORDER BY o.ordered_at DESC, o.order_id DESC LIMIT $3`,
    [shopId, customerId, limit],
  );
  return rows.map(({ totalMinor, onTheWay, returns, products, ...order }) => ({
    ...order,
    totalMinor: Number(totalMinor),
    onTheWay: (onTheWay ?? []).map(({ shippedAt, countryCode }) => ({ shippedAt: new Date(shippedAt), countryCode })),
    returns: (returns ?? []).map(({ status, requestedAt, closedAt }) => ({ status, requestedAt: dateOrNull(requestedAt), closedAt: dateOrNull(closedAt) })),
    products: (products ?? []).map(([productId, bought, returned]) => ({ productId: BigInt(productId), bought, returned })),
  }));
}
