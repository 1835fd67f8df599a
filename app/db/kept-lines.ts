// What of an order a customer kept, line by line, and what it brought: the same for one customer, whom a shopper waits for,
// and for all of a shop, at night. The results page counts by the same words (outcomes.ts), with the cost beside it.

/**
 * CTEs from `own` (orders that are not deleted, with the columns below), $1 the shop: `refunded` with what was paid back for
 * no line, `paid_back` by line, and `lines` with what was kept of each and its worth: after discounts, without tax, less what
 * was paid back or edited out.
 */
export const KEPT_LINES = `
       refunded AS MATERIALIZED (
         SELECT o.customer_id, o.taxes_included, f.refund_id, f.refunded_at, CASE WHEN o.stands THEN f.adjustment_minor ELSE 0 END AS adjustment
           FROM own o JOIN refunds f ON f.shop_id = $1 AND f.order_id = o.order_id),
       paid_back AS MATERIALIZED (
         SELECT rl.order_id, rl.line_id, sum(rl.quantity)::int AS quantity, sum(rl.amount_minor - CASE WHEN f.taxes_included THEN rl.tax_minor ELSE 0 END)::bigint AS amount, max(f.refunded_at) AS refunded_at
           FROM refunded f JOIN refund_lines rl ON rl.shop_id = $1 AND rl.refund_id = f.refund_id
          GROUP BY 1, 2),
       lines AS MATERIALIZED (
         SELECT o.order_id, o.customer_id, o.ordered_at, l.product_id, l.line_id, l.quantity, COALESCE(b.quantity, 0) AS sent_back, b.refunded_at, l.discount_minor > 0 AS discounted,
                o.stands AND l.quantity > GREATEST(COALESCE(b.quantity, 0), l.removed_quantity) AS kept,
                CASE WHEN o.stands THEN v.net - COALESCE(b.amount, 0) - COALESCE(v.net * GREATEST(0, l.removed_quantity - COALESCE(b.quantity, 0)) / NULLIF(l.quantity, 0), 0) ELSE 0 END AS worth
           FROM own o
           JOIN order_lines l ON l.shop_id = $1 AND l.order_id = o.order_id
           LEFT JOIN paid_back b ON b.order_id = l.order_id AND b.line_id = l.line_id
          CROSS JOIN LATERAL (SELECT l.unit_price_minor * l.quantity - l.discount_minor - CASE WHEN o.taxes_included THEN l.tax_minor ELSE 0 END AS net) v)`;

/** Columns of `own`, of `orders`. */
export const OWN = 'order_id, customer_id, ordered_at, cancelled_at IS NULL AS stands, taxes_included';
