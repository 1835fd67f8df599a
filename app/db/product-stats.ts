// What the shop's own orders say of each product: how much of it comes back, and after how long customers buy it again.
import { KEPT_LINES, OWN } from './kept-lines.ts';
import type { Queryable } from './pool.ts';

/** Fewer repurchases than this have no median worth the name. */
const LEAST_GAPS = 5;
/** So many of a product's buyers must have bought it again: what a few buy twice, as a present or a spare, is not used up. */
const LEAST_SHARE_AGAIN = 0.2;
/** Bounds of the prior's weight in units: a shop whose products are all alike, and one in which each is its own. */
const [MOST_WEIGHT, LEAST_WEIGHT] = [1_000, 1];

/**
 * Counts anew over orders that stand, placed at `since` or later.
 *
 * Return rates are posterior means of a beta-binomial, (returned + m·p) / (sold + m): p is the shop's mean, and the weight m of
 * it follows from how far products differ beyond chance, by moments: γ = 1 / (m + 1) as in Kleinman, "Proportions with
 * extraneous variance", JASA 68 (1973), pp. 46–54, with units sold as weights. A product of which two were sold and one came
 * back is not a product of which half comes back.
 */
export async function countProductStats(shopId: bigint, since: Date, now: Date, on: Queryable): Promise<void> {
  await on.query('DELETE FROM product_stats WHERE shop_id = $1', [shopId]);
  await on.query(
    `WITH own AS MATERIALIZED (SELECT ${OWN} FROM orders WHERE shop_id = $1 AND ordered_at >= $2 AND cancelled_at IS NULL AND deleted_at IS NULL),
          ${KEPT_LINES},
          exchanged AS (SELECT t.order_id, t.line_id, sum(t.quantity) AS quantity FROM return_lines t JOIN returns r ON r.shop_id = t.shop_id AND r.return_id = t.return_id
                         WHERE t.shop_id = $1 AND r.status IN ('open', 'closed') GROUP BY 1, 2),
          units AS MATERIALIZED (
            SELECT l.product_id, sum(l.quantity)::float8 AS sold, sum(LEAST(l.quantity, GREATEST(l.sent_back, COALESCE(e.quantity, 0))))::float8 AS back
              FROM lines l LEFT JOIN exchanged e ON e.order_id = l.order_id AND e.line_id = l.line_id WHERE l.product_id IS NOT NULL AND l.quantity > 0 GROUP BY 1),
          shop AS (SELECT sum(back) / sum(sold) AS p, count(*) - 1 AS others, sum(sold) - sum(sold ^ 2) / sum(sold) AS spread FROM units),
          beyond AS (
            SELECT p, (SELECT sum(sold * (back / sold - p) ^ 2) FROM units) - p * (1 - p) * others AS variance, p * (1 - p) * (spread - others) AS most FROM shop),
          prior AS (SELECT p, 1 / LEAST(${1 / (LEAST_WEIGHT + 1)}, GREATEST(${1 / (MOST_WEIGHT + 1)}::float8, CASE WHEN most > 0 THEN variance / most END)) - 1 AS m FROM beyond),
          days AS (SELECT DISTINCT customer_id, product_id, (ordered_at AT TIME ZONE 'UTC')::date AS day FROM lines WHERE kept AND customer_id IS NOT NULL AND product_id IS NOT NULL),
          gaps AS (SELECT customer_id, product_id, day - lag(day) OVER (PARTITION BY customer_id, product_id ORDER BY day) AS gap FROM days),
          again AS (
            SELECT product_id, count(DISTINCT customer_id)::int AS buyers, (count(DISTINCT customer_id) FILTER (WHERE gap IS NOT NULL))::int AS buyers_again, count(gap)::int AS gaps,
                   percentile_cont(0.5) WITHIN GROUP (ORDER BY gap) AS median
              FROM gaps GROUP BY 1)
     INSERT INTO product_stats (shop_id, product_id, sold_units, returned_units, return_rate, buyers, buyers_again, reorder_gaps, reorder_days, counted_at)
     SELECT $1::bigint, u.product_id, u.sold, u.back, (u.back + r.m * r.p) / (u.sold + r.m), COALESCE(a.buyers, 0), COALESCE(a.buyers_again, 0), COALESCE(a.gaps, 0),
            CASE WHEN a.gaps >= ${LEAST_GAPS} AND a.buyers_again >= a.buyers * ${LEAST_SHARE_AGAIN} THEN round(a.median) END, $3
       FROM units u CROSS JOIN prior r LEFT JOIN again a ON a.product_id = u.product_id`,
    [shopId, since, now],
  );
}
