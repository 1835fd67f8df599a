// Where the shop sells. Only markets by region count: one for companies or shops of brick is no place where a message's reader
// buys. One that is a draft serves no country; it is kept all the same, so that a shop that sells nowhere is known from one
// whose markets were never read.
import type { AdminClient } from '#app/adapters/shopify/admin-client.ts';
import { gidNumber } from '#app/adapters/shopify/gid.ts';
import { CURRENCY_OF_COUNTRY, type CurrencySettings, MARKET_REGIONS, type MarketNode, type MarketRegionsAnswer, MARKETS, type RegionNode, SHIPS_TO } from '#app/adapters/shopify/operations/markets.ts';
import { recordChange } from '#app/db/changes.ts';
import { replaceMarketCurrencies } from '#app/db/market-currencies.ts';
import { type MarketRow, marketsOf, replaceMarkets } from '#app/db/markets.ts';
import { withTransaction } from '#app/db/pool.ts';
import { countriesElsewhere, currenciesOfMarkets, type MarketCountries } from '#app/domain/market/market-currency.ts';
import type { Reread } from './reread-fact.ts';
import { ring } from './ring.ts';

export const rereadMarkets: Reread = async ({ shopId }, client, at) => {
  const now: MarketRow[] = [];
  const regions: MarketCountries[] = [];
  const everywhere: { marketId: bigint; settings: CurrencySettings | null }[] = [];
  for (const { id, name, status } of await allMarkets(client)) {
    const { isEverywhere, countries, settings } = status === 'ACTIVE' ? await countriesOf(client, id) : NOWHERE;
    const marketId = gidNumber(id);
    now.push({ marketId, name, countries: isEverywhere ? ['*'] : countries.map(({ code }) => code) });
    if (isEverywhere) everywhere.push({ marketId, settings });
    else regions.push({ marketId, countries });
  }
  if (everywhere.length > 0) {
    const elsewhere = countriesElsewhere(regions, (await client.run(SHIPS_TO, {})).shop.shipsToCountries);
    for (const { marketId, settings } of everywhere) regions.push({ marketId, countries: await withCurrencies(elsewhere, settings, client) });
  }
  await withTransaction(async (on) => {
    const before = await marketsOf(shopId, on);
    await replaceMarkets(shopId, now, on);
    await replaceMarketCurrencies(shopId, currenciesOfMarkets(regions), on);
    await ring(shopId, 'market_prices', on);
    const [begun, ended] = [newIn(now, before), newIn(before, now)];
    if (before.length > 0 && begun.length + ended.length > 0) await recordChange(shopId, { changedAt: at, actor: 'shopify', event: 'markets_changed', detail: { begun, ended } }, on);
  });
};

async function allMarkets(client: AdminClient): Promise<MarketNode[]> {
  const nodes: MarketNode[] = [];
  for (let after: string | null | undefined; after !== null; ) {
    const { markets }: { markets: { nodes: MarketNode[]; pageInfo: { hasNextPage: boolean; endCursor: string | null } } } = await client.run(MARKETS, { after: after ?? null });
    nodes.push(...markets.nodes);
    after = markets.pageInfo.hasNextPage ? markets.pageInfo.endCursor : null;
  }
  return nodes;
}

type Countries = { isEverywhere: boolean; countries: MarketCountries['countries']; settings: CurrencySettings | null };
const NOWHERE: Countries = { isEverywhere: false, countries: [], settings: null };

async function countriesOf(client: AdminClient, id: string): Promise<Countries> {
  const countries: MarketCountries['countries'][number][] = [];
  let settings: CurrencySettings | null = null;
  for (let after: string | null | undefined; after !== null; ) {
    const { market }: MarketRegionsAnswer = await client.run(MARKET_REGIONS, { id, after: after ?? null });
    const condition = market?.conditions?.regionsCondition;
    settings = market?.currencySettings ?? null;
    if (!condition) break;
    if (condition.applicationLevel === 'ALL') return { isEverywhere: true, countries: [], settings };
    countries.push(...condition.regions.nodes.flatMap(countryOf));
    after = condition.regions.pageInfo.hasNextPage ? condition.regions.pageInfo.endCursor : null;
  }
  return { isEverywhere: false, countries, settings };
}

const countryOf = ({ code, currency }: RegionNode): MarketCountries['countries'] => (code === undefined || !currency ? [] : [{ code, ...currencyOf(currency) }]);

/** One currency for all is asked for once; else each country is, as its own is used only where Shopify has it. */
async function withCurrencies(codes: readonly string[], settings: CurrencySettings | null, client: AdminClient): Promise<MarketCountries['countries']> {
  const base = settings && currencyOf(settings.baseCurrency);
  if (base && !settings.localCurrencies) return codes.map((code) => ({ code, ...base }));
  const countries: MarketCountries['countries'][number][] = [];
  for (const code of codes) {
    const currency = (await client.run(CURRENCY_OF_COUNTRY, { country: code })).marketsResolvedValues.currencyCode;
    countries.push({ code, currency, manualRate: currency === base?.currency ? base.manualRate : null });
  }
  return countries;
}

function currencyOf({ currencyCode, manualRate }: CurrencySettings['baseCurrency']): { currency: string; manualRate: number | null } {
  const rate = Number(manualRate ?? 0);
  return { currency: currencyCode, manualRate: rate > 0 ? rate : null };
}

/** Countries of the first that are not among those of the second. */
function newIn(markets: readonly MarketRow[], others: readonly MarketRow[]): string[] {
  const there = new Set(others.flatMap(({ countries }) => countries));
  return [...new Set(markets.flatMap(({ countries }) => countries))].filter((country) => !there.has(country)).sort();
}
