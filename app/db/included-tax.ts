// The tax that the shop's prices hold, as its own orders show it: at home, and in the currencies of its markets. Shopify tells
// of no rate, and of a market only whether prices hold tax at all.
import type { Queryable } from './pool.ts';

/** Fewer lines than this say nothing. */
const ENOUGH_LINES = 20;
/** Of what cost less, rounding to whole minor units hides the rate. */
const LEAST_NET_MINOR = 500;

/** Of each line of the shop `$1` that was sold since `$2`, and cost enough to tell: the rate, and what it was paid in. */
const RATES = `
  SELECT CASE WHEN o.taxes_included THEN round(l.tax_minor * 10000.0 / (v.paid - l.tax_minor), -1)::int ELSE 0 END AS rate_bp, COALESCE(o.presentment_currency, s.currency) AS paid_in
    FROM shops s
    JOIN orders o ON o.shop_id = s.shop_id
    JOIN order_lines l ON l.shop_id = o.shop_id AND l.order_id = o.order_id
   CROSS JOIN LATERAL (SELECT l.unit_price_minor * l.quantity - l.discount_minor AS paid) v
   WHERE s.shop_id = $1 AND o.ordered_at >= $2 AND o.deleted_at IS NULL AND v.paid - l.tax_minor >= ${LEAST_NET_MINOR}`;

/** The highest but for one in twenty; of fewer than that the highest. */
const USUAL_RATE = 'LEAST(5000, percentile_disc(0.95) WITHIN GROUP (ORDER BY rate_bp))::int';

/**
 * Counts it anew: of the rates that lines bore (tax over the price without it), the highest but for one line in twenty, so
 * that goods at the usual rate keep their floor and a stray tax on one order changes nothing. Orders whose prices hold no
 * tax count as a rate of none. What was paid in another currency says nothing of it.
 * @returns whether it is another rate than before
 */
export async function countIncludedTax(shopId: bigint, since: Date, on: Queryable): Promise<boolean> {
  const { rowCount } = await on.query(
    `WITH rates AS (${RATES}),
     counted AS (SELECT count(*) AS lines, ${USUAL_RATE} AS rate_bp FROM rates WHERE paid_in = (SELECT currency FROM shops WHERE shop_id = $1))
     UPDATE shops s SET included_tax_bp = c.rate_bp FROM counted c WHERE s.shop_id = $1 AND c.lines >= $3 AND s.included_tax_bp <> c.rate_bp`,
    [shopId, since, ENOUGH_LINES],
  );
  return (rowCount ?? 0) > 0;
}

/**
 * The same of what was paid in each of the markets' currencies. While too few lines were sold in one to say, the highest rate
 * among them is taken, and no lower one than the shop's own; where none was, what was known stands.
 * @returns whether any is another rate than before
 */
export async function countIncludedTaxAbroad(shopId: bigint, since: Date, on: Queryable): Promise<boolean> {
  const { rowCount } = await on.query(
    `WITH rates AS (${RATES}),
     counted AS (SELECT paid_in, count(*) AS lines, ${USUAL_RATE} AS rate_bp FROM rates GROUP BY paid_in),
     known AS (SELECT c.paid_in, CASE WHEN c.lines >= $3 THEN c.rate_bp ELSE GREATEST(c.rate_bp, s.included_tax_bp) END AS rate_bp FROM counted c JOIN shops s ON s.shop_id = $1)
     UPDATE market_currencies m SET included_tax_bp = k.rate_bp FROM known k WHERE m.shop_id = $1 AND m.currency = k.paid_in AND k.paid_in <> (SELECT currency FROM shops WHERE shop_id = $1) AND m.included_tax_bp IS DISTINCT FROM k.rate_bp`,
    [shopId, since, ENOUGH_LINES],
  );
  return (rowCount ?? 0) > 0;
}
