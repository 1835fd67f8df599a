// The currencies that the shop's markets sell in. All of a shop's are read at once, and written as they were
// read; the rate is found afterwards, and the tax counted (included-tax.ts): both outlive a reading that says nothing new.
import type { CurrencyOfMarket, MarketCurrency } from '#app/domain/market/market-currency.ts';
import { jsonRows } from './json-rows.ts';
import type { Queryable } from './pool.ts';
import { pool } from './pool.ts';

export type MarketCurrencyRow = MarketCurrency & CurrencyOfMarket;

/** Of the shop `$1`, as they stand in JSON: an id as text. */
export const MARKET_CURRENCIES_JSON = `(SELECT json_agg(json_build_object('marketId', c.market_id::text, 'currency', c.currency, 'countries', c.countries, 'rate', c.rate, 'includedTaxBp', c.included_tax_bp) ORDER BY c.market_id, c.currency)
    FROM market_currencies c WHERE c.shop_id = $1)`;

export type MarketCurrencyJson = Omit<MarketCurrency, 'marketId'> & { marketId: string };

export const marketCurrenciesFrom = (json: readonly MarketCurrencyJson[] | null): MarketCurrency[] => (json ?? []).map((one) => ({ ...one, marketId: BigInt(one.marketId) }));

export async function marketCurrenciesOf(shopId: bigint, on: Queryable = pool()): Promise<MarketCurrencyRow[]> {
  const text = `SELECT market_id AS "marketId", currency, countries, manual_rate AS "manualRate", rate, included_tax_bp AS "includedTaxBp" FROM market_currencies WHERE shop_id = $1 ORDER BY market_id, currency`;
  return (await on.query<MarketCurrencyRow>(text, [shopId])).rows;
}

export async function replaceMarketCurrencies(shopId: bigint, currencies: readonly CurrencyOfMarket[], on: Queryable): Promise<void> {
  const rows = jsonRows(currencies);
  await on.query(
    `DELETE FROM market_currencies c WHERE c.shop_id = $1
        AND NOT EXISTS (SELECT FROM jsonb_to_recordset($2::jsonb) AS r("marketId" bigint, currency text) WHERE r."marketId" = c.market_id AND r.currency = c.currency)`,
    [shopId, rows],
  );
  await on.query(
    `INSERT INTO market_currencies AS c (shop_id, market_id, currency, countries, manual_rate)
     SELECT $1, r."marketId", r.currency, r.countries, r."manualRate" FROM jsonb_to_recordset($2::jsonb) AS r("marketId" bigint, currency text, countries text[], "manualRate" float8)
     ON CONFLICT (shop_id, market_id, currency) DO UPDATE SET countries = excluded.countries, manual_rate = excluded.manual_rate
      WHERE (c.countries, c.manual_rate) IS DISTINCT FROM (excluded.countries, excluded.manual_rate)`,
    [shopId, rows],
  );
}

/** @returns whether any rate is another than before */
export async function saveRates(shopId: bigint, rates: readonly Pick<MarketCurrencyRow, 'marketId' | 'currency' | 'rate'>[], on: Queryable): Promise<boolean> {
  const { rowCount } = await on.query(
    `UPDATE market_currencies c SET rate = r.rate FROM jsonb_to_recordset($2::jsonb) AS r("marketId" bigint, currency text, rate float8)
      WHERE c.shop_id = $1 AND c.market_id = r."marketId" AND c.currency = r.currency AND c.rate IS DISTINCT FROM r.rate`,
    [shopId, jsonRows(rates)],
  );
  return (rowCount ?? 0) > 0;
}
