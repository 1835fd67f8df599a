// How the shop's customers buy, as the nightly count found it: what segments are told apart by.
import { type ShopAudience, UNKNOWN_AUDIENCE } from '#app/domain/audience/shop-audience.ts';
import { KEPT_LINES, OWN } from './kept-lines.ts';
import type { Queryable } from './pool.ts';
import { pool } from './pool.ts';

/** Fewer customers than this say nothing of quantiles. */
const ENOUGH_CUSTOMERS = 50;
/** Types of products that a customer may be fond of: the shop's most bought. */
const TYPES = 100;

/** As to_json() has them. */
export interface AudienceColumns {
  customers: number;
  gap_days_p25: number | null;
  gap_days_p90: number | null;
  orders_p80: number | null;
  spent_minor_p95: number | null;
  discounted_p50: number | null;
  discounted_p80: number | null;
  kinds: Record<string, number>;
}

export function audienceFromRow(row: AudienceColumns | null): ShopAudience {
  if (!row) return UNKNOWN_AUDIENCE;
  return {
    customers: row.customers,
    gapDaysP25: row.gap_days_p25,
    gapDaysP90: row.gap_days_p90,
    ordersP80: row.orders_p80,
    spentMinorP95: row.spent_minor_p95,
    discountedP50: row.discounted_p50,
    discountedP80: row.discounted_p80,
    typeShares: new Map(Object.entries(row.kinds)),
  };
}

export async function shopAudience(shopId: bigint, on: Queryable = pool()): Promise<ShopAudience> {
  const { rows } = await on.query<{ row: AudienceColumns }>('SELECT to_json(a) AS row FROM shop_audiences a WHERE shop_id = $1', [shopId]);
  return audienceFromRow(rows[0]?.row ?? null);
}

/** Over every order that stands, of customers who are known. */
export async function countShopAudience(shopId: bigint, now: Date, on: Queryable): Promise<void> {
  await on.query(
    `WITH own AS MATERIALIZED (SELECT ${OWN} FROM orders WHERE shop_id = $1 AND customer_id IS NOT NULL AND cancelled_at IS NULL AND deleted_at IS NULL),
          ${KEPT_LINES},
          adjusted AS (SELECT customer_id, sum(adjustment) AS minor FROM refunded WHERE adjustment <> 0 GROUP BY 1),
          standing AS MATERIALIZED (
            SELECT customer_id, order_id, ordered_at, bool_or(discounted AND kept) AS discounted, sum(worth) AS worth, bool_or(kept) AS kept FROM lines GROUP BY 1, 2, 3),
          gaps AS (SELECT date_part('epoch', ordered_at - lag(ordered_at) OVER (PARTITION BY customer_id ORDER BY ordered_at)) / 86400 AS days FROM standing WHERE kept),
          customers AS MATERIALIZED (
            SELECT s.customer_id, count(*) FILTER (WHERE s.kept) AS orders, avg(s.discounted::int) FILTER (WHERE s.kept)::float8 AS discounted, sum(s.worth) - COALESCE(max(a.minor), 0) AS spent
              FROM standing s LEFT JOIN adjusted a USING (customer_id) GROUP BY 1 HAVING bool_or(s.kept)),
          types AS (
            SELECT lower(btrim(p.product_type)) AS type, count(DISTINCT l.order_id) AS orders FROM lines l JOIN products p ON p.shop_id = $1 AND p.product_id = l.product_id
             WHERE l.kept AND btrim(p.product_type) <> '' GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT ${TYPES}),
          counted AS (SELECT count(*)::int AS customers, percentile_disc(0.8) WITHIN GROUP (ORDER BY orders) AS orders_p80, percentile_cont(0.95) WITHIN GROUP (ORDER BY spent) AS spent_p95 FROM customers),
          repeated AS (SELECT count(*) AS customers, percentile_cont(ARRAY[0.5, 0.8]) WITHIN GROUP (ORDER BY discounted) AS discounted FROM customers WHERE orders >= 2),
          gapped AS (SELECT count(*) AS gaps, percentile_cont(ARRAY[0.25, 0.9]) WITHIN GROUP (ORDER BY days) AS days FROM gaps WHERE days >= 1)
     INSERT INTO shop_audiences (shop_id, customers, gap_days_p25, gap_days_p90, orders_p80, spent_minor_p95, discounted_p50, discounted_p80, kinds, counted_at)
     SELECT $1, c.customers, CASE WHEN g.gaps >= $3 THEN g.days[1] END, CASE WHEN g.gaps >= $3 THEN g.days[2] END, CASE WHEN c.customers >= $3 THEN c.orders_p80 END, CASE WHEN c.customers >= $3 THEN c.spent_p95 END,
            CASE WHEN r.customers >= $3 THEN r.discounted[1] END, CASE WHEN r.customers >= $3 THEN r.discounted[2] END,
            COALESCE((SELECT json_object_agg(t.type, t.orders::float8 / (SELECT count(*) FROM standing WHERE kept)) FROM types t), '{}'), $2
       FROM counted c, repeated r, gapped g
     ON CONFLICT (shop_id) DO UPDATE SET customers = excluded.customers, gap_days_p25 = excluded.gap_days_p25, gap_days_p90 = excluded.gap_days_p90, orders_p80 = excluded.orders_p80,
       spent_minor_p95 = excluded.spent_minor_p95, discounted_p50 = excluded.discounted_p50, discounted_p80 = excluded.discounted_p80, kinds = excluded.kinds, counted_at = excluded.counted_at`,
    [shopId, now, ENOUGH_CUSTOMERS],
  );
}
