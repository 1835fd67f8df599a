// The tax that the shop's prices hold, as its own orders show it.
import type { Queryable } from './pool.ts';

/** Fewer lines than this say nothing. */
const ENOUGH_LINES = 20;
/** Of what cost less, rounding to whole minor units hides the rate. */
const LEAST_NET_MINOR = 500;

/**
 * Counts it anew: of the rates that lines bore (tax over the price without it), the highest but for one line in twenty, so
 * that goods at the usual rate keep their floor and a stray tax on one order changes nothing. Orders whose prices hold no
 * tax count as a rate of none.
 * @returns whether it is another rate than before
 */
export async function countIncludedTax(shopId: bigint, since: Date, on: Queryable): Promise<boolean> {
  const { rowCount } = await on.query(
    `WITH rates AS (
       SELECT CASE WHEN o.taxes_included THEN round(l.tax_minor * 10000.0 / (v.paid - l.tax_minor), -1)::int ELSE 0 END AS rate_bp
         FROM orders o
         JOIN order_lines l ON l.shop_id = o.shop_id AND l.order_id = o.order_id
        CROSS JOIN LATERAL (SELECT l.unit_price_minor * l.quantity - l.discount_minor AS paid) v
        WHERE o.shop_id = $1 AND o.ordered_at >= $2 AND o.deleted_at IS NULL AND v.paid - l.tax_minor >= $4),
     counted AS (SELECT count(*) AS lines, LEAST(5000, percentile_disc(0.95) WITHIN GROUP (ORDER BY rate_bp))::int AS rate_bp FROM rates)
     UPDATE shops s SET included_tax_bp = c.rate_bp FROM counted c WHERE s.shop_id = $1 AND c.lines >= $3 AND s.included_tax_bp <> c.rate_bp`,
    [shopId, since, ENOUGH_LINES, LEAST_NET_MINOR],
  );
  return (rowCount ?? 0) > 0;
}
