// What orders say for ladders and families: who went from which product to which of its kind, and who came back to a maker. And
// what sets of these strategies stand already.
import type { Transition } from '#app/domain/set/propose-ladders.ts';
import { jsonRows } from './json-rows.ts';
import { KEPT_LINES } from './order-history.ts';
import { pool, type Queryable } from './pool.ts';

/** Who owns more different things is a reseller, and says nothing of outgrowing. */
const MOST_OWNED = 200;
/** Such a share of its buyers bought it again. */
const USED_UP = 0.1;

/** First purchases of each customer, of the products given: (product_id, kind) in $2. */
const FIRSTS = `
  named AS MATERIALIZED (SELECT r."productId" AS product_id, r.kind FROM jsonb_to_recordset($2::jsonb) AS r("productId" bigint, kind text)),
  firsts AS MATERIALIZED (
    SELECT customer_id, product_id, kind, min(ordered_at) AS ordered_at FROM (${KEPT_LINES} AND o.customer_id IS NOT NULL) AS kept JOIN named USING (product_id) GROUP BY customer_id, product_id, kind),
  people AS MATERIALIZED (SELECT customer_id FROM firsts GROUP BY customer_id HAVING count(*) BETWEEN 2 AND ${MOST_OWNED})`;

/** @param kinds of the products that are looked at. @returns of so many customers at the least, and the way back of each, however few took it */
export async function transitionsOf(shopId: bigint, kinds: readonly { productId: bigint; kind: string }[], least: number, on: Queryable = pool()): Promise<Transition[]> {
  const { rows } = await on.query<Transition>(
    `WITH ${FIRSTS},
     pairs AS MATERIALIZED (
       SELECT a.product_id AS from_id, b.product_id AS to_id, count(*)::int AS customers,
              percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM b.ordered_at - a.ordered_at) / 86400)::float8 AS days
         FROM firsts a JOIN people USING (customer_id) JOIN firsts b ON b.customer_id = a.customer_id AND b.kind = a.kind AND b.ordered_at > a.ordered_at
        GROUP BY a.product_id, b.product_id)
     SELECT from_id AS "fromId", to_id AS "toId", customers, days FROM pairs
      WHERE customers >= $3 OR (to_id, from_id) IN (SELECT from_id, to_id FROM pairs WHERE customers >= $3)`,
    [shopId, jsonRows(kinds), least],
  );
  return rows;
}

/** @returns of the products given those that people buy again and again: used up, never outgrown */
export async function usedUp(shopId: bigint, productIds: readonly bigint[], on: Queryable = pool()): Promise<Set<bigint>> {
  const { rows } = await on.query<{ product_id: bigint }>(
    `SELECT product_id FROM (
       SELECT customer_id, product_id, count(DISTINCT order_id) AS orders FROM (${KEPT_LINES} AND o.customer_id IS NOT NULL AND l.product_id = ANY($2::bigint[])) AS kept GROUP BY 1, 2) owned
      GROUP BY product_id HAVING (count(*) FILTER (WHERE orders >= 2)) >= ${USED_UP} * count(*)`,
    [shopId, productIds],
  );
  return new Set(rows.map((row) => row.product_id));
}

/** @returns by maker, lower case, customers who came back for something of another kind; of so many at the least */
export async function familyCustomers(shopId: bigint, kinds: readonly { productId: bigint; kind: string }[], least: number, on: Queryable = pool()): Promise<Map<string, number>> {
  const { rows } = await on.query<{ maker: string; customers: number }>(
    `WITH ${FIRSTS},
     owned AS (
       SELECT f.customer_id, lower(btrim(p.vendor)) AS maker FROM firsts f JOIN people USING (customer_id) JOIN products p ON p.shop_id = $1 AND p.product_id = f.product_id
        WHERE p.vendor <> '' GROUP BY 1, 2 HAVING count(DISTINCT f.kind) >= 2 AND count(DISTINCT f.ordered_at) >= 2)
     SELECT maker, count(*)::int AS customers FROM owned GROUP BY maker HAVING count(*) >= $3`,
    [shopId, jsonRows(kinds), least],
  );
  return new Map(rows.map((row) => [row.maker, row.customers]));
}

export interface StandingStrategySet {
  strategy: string;
  productIds: bigint[];
}

/** In whatever state: what was refused stands in the way as well. */
export async function standingStrategySets(shopId: bigint, on: Queryable = pool()): Promise<StandingStrategySet[]> {
  const { rows } = await on.query<StandingStrategySet>(
    `SELECT s.strategy, ARRAY(SELECT a.product_id FROM set_anchors a WHERE a.shop_id = s.shop_id AND a.set_id = s.set_id) AS "productIds" FROM sets s WHERE s.shop_id = $1 AND s.strategy <> 'completion'`, [shopId],
  );
  return rows;
}

/** What learning says of a set that was written from it. */
export async function saveSupport(shopId: bigint, setId: string, support: number, on: Queryable = pool()): Promise<void> {
  await on.query('UPDATE sets SET support = $3 WHERE shop_id = $1 AND set_id = $2', [shopId, setId, support]);
}
