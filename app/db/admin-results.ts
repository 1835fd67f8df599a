// What followed an offer: lines that are attributed, net of refunds. Beside results, never added to them: some of it would
// have been bought anyway.
import type { Queryable } from './pool.ts';
import { pool } from './pool.ts';
import { ON_SITE } from './results.ts';

export interface AttributedSums {
  /** An experiment's id, or on_site. */
  scope: string;
  revenueMinor: number;
  orders: number;
}

export async function attributedSums(shopId: bigint, on: Queryable = pool()): Promise<AttributedSums[]> {
  const { rows } = await on.query<AttributedSums>(
    `WITH lines AS (
       SELECT a.experiment_id, x.subject_of LIKE 'placement:%' AS on_site, a.order_id, a.line_id,
              v.net - r.amount - v.net * GREATEST(0, l.removed_quantity - r.quantity) / NULLIF(l.quantity, 0) AS net
         FROM attributions a
         JOIN experiments x ON x.shop_id = a.shop_id AND x.experiment_id = a.experiment_id AND x.ended_at IS NULL
         JOIN orders o ON o.shop_id = a.shop_id AND o.order_id = a.order_id AND o.cancelled_at IS NULL AND o.deleted_at IS NULL
         JOIN order_lines l ON l.shop_id = a.shop_id AND l.order_id = a.order_id AND l.line_id = a.line_id
         CROSS JOIN LATERAL (SELECT l.unit_price_minor * l.quantity - l.discount_minor - CASE WHEN o.taxes_included THEN l.tax_minor ELSE 0 END AS net) v
         CROSS JOIN LATERAL (SELECT COALESCE(sum(amount_minor - CASE WHEN o.taxes_included THEN tax_minor ELSE 0 END), 0)::bigint AS amount, COALESCE(sum(quantity), 0) AS quantity
                               FROM refund_lines WHERE shop_id = $1 AND order_id = a.order_id AND line_id = a.line_id) r
        WHERE a.shop_id = $1)
     SELECT experiment_id::text AS scope, sum(net)::float8 AS "revenueMinor", count(DISTINCT order_id)::int AS orders FROM lines GROUP BY 1
     UNION ALL
     SELECT '${ON_SITE}', COALESCE(sum(net), 0)::float8, count(DISTINCT order_id)::int FROM (SELECT DISTINCT order_id, line_id, net FROM lines WHERE on_site) once
     UNION ALL
     SELECT e.experiment_id::text, COALESCE(sum(net), 0)::float8, count(DISTINCT order_id)::int FROM (SELECT DISTINCT order_id, line_id, net FROM lines) once
      CROSS JOIN experiments e WHERE e.shop_id = $1 AND e.subject_of = 'global' AND e.ended_at IS NULL GROUP BY e.experiment_id`,
    [shopId],
  );
  return rows;
}

/** @returns whether anybody was counted yet */
export async function anyExposure(shopId: bigint, on: Queryable = pool()): Promise<boolean> {
  return (await on.query<{ found: boolean }>('SELECT EXISTS (SELECT 1 FROM exposures WHERE shop_id = $1) AS found', [shopId])).rows[0]?.found ?? false;
}
