// Where the shop sells: its active markets by region. All of a shop's are read at once, and written as they were read.
import { jsonRows } from './json-rows.ts';
import type { Queryable } from './pool.ts';
import { pool } from './pool.ts';

export interface MarketRow {
  marketId: bigint;
  name: string;
  /** ISO 3166 codes; "*": every country. */
  countries: readonly string[];
}

/** SQL: whether the shop sells to a country. One that is not known, and a shop whose markets are not, refuse nobody. */
export const sellsTo = (shopId: string, country: string): string =>
  `(${country} IS NULL OR EXISTS (SELECT FROM markets m WHERE m.shop_id = ${shopId} AND m.countries && ARRAY[upper(${country}), '*'])
    OR NOT EXISTS (SELECT FROM markets m WHERE m.shop_id = ${shopId}))`;

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
