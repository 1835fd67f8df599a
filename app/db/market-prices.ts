// What markets ask, in the shop's own currency where that is not what it costs at home, and in others: of products that approved sets name, and of what was learned to stand in for them.
// Whose price at home moved is forgotten here, until it was read anew.
import type { MarketPrice } from '#app/domain/catalog/product.ts';
import { jsonRows } from './json-rows.ts';
import type { Queryable } from './pool.ts';
import { pool } from './pool.ts';

export type MarketPriceTuple = [variantId: string, marketId: string, currency: string, priceMinor: number];

/** SQL over a row of products, by its alias; null: none. */
export const marketPricesJson = (p: string): string =>
  `(SELECT json_agg(json_build_array(m.variant_id::text, m.market_id::text, m.currency, m.price_minor)) FROM market_prices m WHERE m.shop_id = ${p}.shop_id AND m.product_id = ${p}.product_id)`;

const NONE: readonly MarketPrice[] = [];

export const marketPricesFrom = (tuples: readonly MarketPriceTuple[] | null): readonly MarketPrice[] =>
  tuples?.map(([variantId, marketId, currency, priceMinor]) => ({ variantId: BigInt(variantId), marketId: BigInt(marketId), currency, priceMinor })) ?? NONE;

/** Anchors and candidates of approved sets. */
const OF_SETS = `SELECT a.product_id FROM set_anchors a JOIN sets s ON s.shop_id = a.shop_id AND s.set_id = a.set_id WHERE a.shop_id = $1 AND s.status = 'approved'
  UNION SELECT c.product_id FROM set_candidates c JOIN sets s ON s.shop_id = c.shop_id AND s.set_id = c.set_id WHERE c.shop_id = $1 AND s.status = 'approved'`;

export interface VariantToPrice {
  variantId: bigint;
  productId: bigint;
  /** What it costs at home, minor units. */
  homeMinor: bigint;
}

/** What was read of it, while it cost so much at home. */
export type ReadMarketPrice = MarketPrice & Omit<VariantToPrice, 'variantId'>;

/** Of those, and of what the current model has stand in for them. */
export async function variantsToPrice(shopId: bigint, on: Queryable = pool()): Promise<VariantToPrice[]> {
  const { rows } = await on.query<VariantToPrice>(
    `WITH named AS (${OF_SETS}),
          wanted AS (SELECT product_id FROM named
                     UNION SELECT unnest(b.substitute_ids) FROM product_substitutes b JOIN named USING (product_id)
                      WHERE b.shop_id = $1 AND b.model_id = (SELECT model_id FROM association_models WHERE shop_id = $1 AND current))
     SELECT v.variant_id AS "variantId", v.product_id AS "productId", v.price_minor AS "homeMinor" FROM variants v JOIN wanted USING (product_id) WHERE v.shop_id = $1 AND v.deleted_at IS NULL ORDER BY v.variant_id`,
    [shopId],
  );
  return rows;
}

/** @returns whether something that sets name has no price in a currency, other than the shop's, whose rate is known */
export async function lacksMarketPrices(shopId: bigint, on: Queryable = pool()): Promise<boolean> {
  const { rows } = await on.query<{ lacks: boolean }>(
    `SELECT EXISTS (SELECT FROM market_currencies k CROSS JOIN (${OF_SETS}) AS named JOIN variants v ON v.shop_id = $1 AND v.product_id = named.product_id AND v.deleted_at IS NULL
                     WHERE k.shop_id = $1 AND k.rate IS NOT NULL AND k.currency <> (SELECT currency FROM shops WHERE shop_id = $1)
                       AND NOT EXISTS (SELECT FROM market_prices m WHERE m.shop_id = $1 AND m.product_id = v.product_id AND m.variant_id = v.variant_id AND m.market_id = k.market_id AND m.currency = k.currency)) AS lacks`,
    [shopId],
  );
  return rows[0]?.lacks ?? false;
}

/** @returns whether several markets sell in the shop's own currency: what one of them asks there is kept only where it is not home's, so that nothing tells what was not read */
export async function hasMarketsAtHome(shopId: bigint, on: Queryable = pool()): Promise<boolean> {
  const { rows } = await on.query<{ has: boolean }>('SELECT count(*) > 1 AS has FROM market_currencies k WHERE k.shop_id = $1 AND k.currency = (SELECT currency FROM shops WHERE shop_id = $1)', [shopId]);
  return rows[0]?.has ?? false;
}

/** @param prices all that there are now; whose price at home moved meanwhile is left out, and read anew @returns whether anything is otherwise than before */
export async function replaceMarketPrices(shopId: bigint, prices: readonly ReadMarketPrice[], on: Queryable): Promise<boolean> {
  const said = `jsonb_to_recordset($2::jsonb) AS r("productId" bigint, "variantId" bigint, "marketId" bigint, currency text, "priceMinor" bigint, "homeMinor" bigint)`;
  const rows = jsonRows(prices);
  const gone = await on.query(
    `DELETE FROM market_prices m WHERE m.shop_id = $1
        AND (m.product_id, m.variant_id, m.market_id, m.currency) NOT IN (SELECT r."productId", r."variantId", r."marketId", r.currency FROM ${said})`,
    [shopId, rows],
  );
  const written = await on.query(
    `INSERT INTO market_prices AS m (shop_id, product_id, variant_id, market_id, currency, price_minor)
     SELECT $1, r."productId", r."variantId", r."marketId", r.currency, r."priceMinor" FROM ${said}
       JOIN variants v ON v.shop_id = $1 AND v.variant_id = r."variantId" AND v.price_minor = r."homeMinor"
     ON CONFLICT (shop_id, product_id, variant_id, market_id, currency) DO UPDATE SET price_minor = excluded.price_minor WHERE m.price_minor <> excluded.price_minor`,
    [shopId, rows],
  );
  return (gone.rowCount ?? 0) + (written.rowCount ?? 0) > 0;
}

/** Of variants whose price at home moved: what is shown must not be the price of before. */
export async function forgetMarketPrices(shopId: bigint, productIds: readonly bigint[], variantIds: readonly bigint[], on: Queryable): Promise<void> {
  await on.query('DELETE FROM market_prices WHERE shop_id = $1 AND product_id = ANY($2::bigint[]) AND variant_id = ANY($3::bigint[])', [shopId, productIds, variantIds]);
}
