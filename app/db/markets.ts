// Where the shop sells: its markets by region, of which a draft serves no country. All of a shop's are read at once, and written as they were read.
import { jsonRows } from './json-rows.ts';
import type { Queryable } from './pool.ts';
import { pool } from './pool.ts';

export interface MarketRow {
  marketId: bigint;
  name: string;
  /** ISO 3166 codes; "*": every country; none: it is a draft. */
  countries: readonly string[];
}

/** SQL: whether the shop sells to a country; to one that is not known, while it sells anywhere. A shop whose markets are not known refuses nobody. */
export const sellsTo = (shopId: string, country: string): string =>
  `(EXISTS (SELECT FROM markets m WHERE m.shop_id = ${shopId} AND CASE WHEN ${country} IS NULL THEN m.countries <> '{}' ELSE m.countries && ARRAY[upper(${country}), '*'] END)
    OR NOT EXISTS (SELECT FROM markets m WHERE m.shop_id = ${shopId}))`;

/** SQL: ids of the markets that serve a country; null where it, or the markets, are not known. */
export const marketsServing = (shopId: string, country: string): string =>
  `(SELECT array_agg(m.market_id ORDER BY m.market_id) FROM markets m WHERE m.shop_id = ${shopId} AND ${country} IS NOT NULL AND m.countries && ARRAY[upper(${country}), '*'])`;

/** @returns whether its markets are known, and none of them serves any country */
export async function sellsNowhere(shopId: bigint, on: Queryable = pool()): Promise<boolean> {
  const { rows } = await on.query<{ nowhere: boolean }>(`SELECT count(*) > 0 AND bool_and(countries = '{}') AS nowhere FROM markets WHERE shop_id = $1`, [shopId]);
  return rows[0]?.nowhere ?? false;
}

export async function marketsOf(shopId: bigint, on: Queryable = pool()): Promise<MarketRow[]> {
  return (await on.query<MarketRow>(`SELECT market_id AS "marketId", name, countries FROM markets WHERE shop_id = $1 ORDER BY market_id`, [shopId])).rows;
}

export async function replaceMarkets(shopId: bigint, markets: readonly MarketRow[], on: Queryable): Promise<void> {
  await on.query('DELETE FROM markets WHERE shop_id = $1', [shopId]);
  await on.query(
    `INSERT INTO markets (shop_id, market_id, name, countries)
     SELECT $1, r."marketId", r.name, r.countries FROM jsonb_to_recordset($2::jsonb) AS r("marketId" bigint, name text, countries text[])`,
    [shopId, jsonRows(markets)],
  );
}
