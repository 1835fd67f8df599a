// Counts of a shop's orders by which its strategies are judged: one pass over what customers kept, at night; the result is kept.
import type { Opportunity } from '#app/domain/set/opportunities.ts';
import type { StrategyCounts } from '#app/domain/set/strategy-support.ts';
import { KEPT_LINES } from './order-history.ts';
import { pool, type Queryable } from './pool.ts';
import { canBeBought } from './stock.ts';

/** So many times the price is clearly dearer. */
const DEARER = 1.15;
/** A maker of more of the range than this is the shop itself: to own two of its things says nothing. */
const MOST_OF_RANGE = 0.5;

/** @param anchors products with enough company to start a set */
export async function countStrategies(shopId: bigint, anchors: number, on: Queryable = pool()): Promise<StrategyCounts> {
  const { rows } = await on.query<Omit<StrategyCounts, 'anchors'>>(
    `WITH priced AS MATERIALIZED (
       SELECT p.product_id, lower(btrim(p.product_type)) AS type, lower(btrim(p.vendor)) AS vendor, min(v.price_minor) AS price,
              bool_or(${canBeBought('v', 'i')}) AS in_stock,
              p.deleted_at IS NULL AND p.status = 'ACTIVE' AND p.published_at IS NOT NULL AND NOT p.gift_card AS offered
         FROM products p JOIN variants v ON v.shop_id = p.shop_id AND v.product_id = p.product_id AND v.deleted_at IS NULL
         LEFT JOIN inventory_items i ON i.shop_id = v.shop_id AND i.inventory_item_id = v.inventory_item_id
        WHERE p.shop_id = $1 GROUP BY p.shop_id, p.product_id),
     range AS (SELECT count(*) AS products FROM priced WHERE offered),
     makers AS MATERIALIZED (SELECT vendor FROM priced WHERE offered AND vendor <> '' GROUP BY vendor HAVING count(*) >= 2 AND count(*) <= ${MOST_OF_RANGE} * (SELECT products FROM range)),
     shared AS (SELECT type FROM priced WHERE offered AND type <> '' GROUP BY type HAVING count(*) >= 2),
     middle AS MATERIALIZED (SELECT type, percentile_disc(0.5) WITHIN GROUP (ORDER BY price) AS price FROM priced WHERE offered AND type <> '' GROUP BY type HAVING count(*) >= 3),
     ladders AS MATERIALIZED (SELECT m.type, m.price FROM middle m WHERE EXISTS (SELECT FROM priced p WHERE p.type = m.type AND p.offered AND p.in_stock AND p.price >= ${DEARER} * m.price)),
     kept AS MATERIALIZED (SELECT DISTINCT order_id, ordered_at, customer_id, product_id FROM (${KEPT_LINES}) AS lines),
     held AS MATERIALIZED (SELECT k.*, p.type, p.vendor, p.price FROM kept k LEFT JOIN priced p USING (product_id)),
     sizes AS (SELECT count(*) AS lines FROM kept GROUP BY order_id),
     again AS MATERIALIZED (SELECT customer_id FROM kept WHERE customer_id IS NOT NULL GROUP BY customer_id HAVING count(DISTINCT order_id) >= 2),
     grown AS (
       SELECT customer_id, price, max(price) OVER past AS most, min(price) OVER past AS least
         FROM held JOIN again USING (customer_id) WHERE type <> ''
       WINDOW past AS (PARTITION BY customer_id, type ORDER BY ordered_at, order_id GROUPS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)),
     moved AS (SELECT count(DISTINCT customer_id) FILTER (WHERE price >= ${DEARER} * most) AS up, count(DISTINCT customer_id) FILTER (WHERE price * ${DEARER} <= least) AS down FROM grown),
     families AS (
       SELECT customer_id FROM held JOIN again USING (customer_id) JOIN makers USING (vendor)
        GROUP BY customer_id, vendor HAVING count(DISTINCT product_id) >= 2 AND count(DISTINCT order_id) >= 2),
     laddered AS (SELECT h.order_id, bool_or(h.price >= ${DEARER} * l.price) AS dearer FROM held h JOIN ladders l USING (type) GROUP BY h.order_id)
     SELECT (SELECT count(*)::int FROM sizes) AS orders, (SELECT (count(*) FILTER (WHERE lines >= 2))::int FROM sizes) AS "severalOrders",
            (SELECT count(*)::int FROM again) AS "repeatCustomers", (SELECT GREATEST(0, up - down)::int FROM moved) AS "evolvedCustomers",
            (SELECT count(DISTINCT customer_id)::int FROM families) AS "familyCustomers", (SELECT count(*)::int FROM ladders) AS "ladderTypes",
            (SELECT count(*)::int FROM shared) AS "sharedTypes", (SELECT count(*)::int FROM makers) AS makers,
            (SELECT count(*)::int FROM laddered) AS "ladderOrders", (SELECT (count(*) FILTER (WHERE dearer))::int FROM laddered) AS "dearerOrders"`,
    [shopId],
  );
  return { ...(rows[0] as Omit<StrategyCounts, 'anchors'>), anchors };
}

export interface KeptCounts {
  counts: StrategyCounts;
  opportunities: Opportunity[];
  countedAt: Date;
}

export async function writeStrategyCounts(shopId: bigint, { counts, opportunities, countedAt }: KeptCounts, on: Queryable = pool()): Promise<void> {
  await on.query(
    `INSERT INTO strategy_counts (shop_id, counts, opportunities, counted_at) VALUES ($1, $2, $3, $4)
     ON CONFLICT (shop_id) DO UPDATE SET counts = excluded.counts, opportunities = excluded.opportunities, counted_at = excluded.counted_at`,
    [shopId, JSON.stringify(counts), JSON.stringify(opportunities), countedAt],
  );
}

/** @returns undefined: nothing was counted yet */
export async function strategyCountsOf(shopId: bigint, on: Queryable = pool()): Promise<KeptCounts | undefined> {
  const { rows } = await on.query<KeptCounts>('SELECT counts, opportunities, counted_at AS "countedAt" FROM strategy_counts WHERE shop_id = $1', [shopId]);
  return rows[0];
}

export interface OpenSuggestion {
  setId: string;
  support: number;
  evidence: string;
  strategy: string;
  snoozed: boolean;
  /** Somebody refused, paused or took it back once. */
  wasJudged: boolean;
}

/** All that wait for a person and that learning suggested. */
export async function openSuggestions(shopId: bigint, at: Date, on: Queryable = pool()): Promise<OpenSuggestion[]> {
  const { rows } = await on.query<OpenSuggestion>(
    `SELECT s.set_id AS "setId", s.support, s.evidence, s.strategy, COALESCE(s.snoozed_until > $2, false) AS snoozed,
            EXISTS (SELECT FROM changes c WHERE c.shop_id = s.shop_id AND c.detail->>'setId' = s.set_id::text AND c.event IN ('set_refused', 'set_paused', 'set_returned')) AS "wasJudged"
       FROM sets s WHERE s.shop_id = $1 AND s.status = 'suggested' AND s.origin = 'learned' ORDER BY s.support DESC, s.set_id`,
    [shopId, at],
  );
  return rows;
}

/** @returns those of the sets that still wait for a person, with their goals */
export async function stillSuggested(shopId: bigint, setIds: readonly string[], on: Queryable = pool()): Promise<Map<string, string>> {
  const { rows } = await on.query<{ set_id: string; goal: string }>(`SELECT set_id, goal FROM sets WHERE shop_id = $1 AND set_id = ANY($2::uuid[]) AND status = 'suggested'`, [shopId, setIds]);
  return new Map(rows.map((row) => [row.set_id, row.goal]));
}
