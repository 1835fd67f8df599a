// Where the shop sells. Only markets by region count: one for companies or shops of brick is no place where a message's reader
// buys. One that is a draft serves no country; it is kept all the same, so that a shop that sells nowhere is known from one
// whose markets were never read.
import type { AdminClient } from '#app/adapters/shopify/admin-client.ts';
import { gidNumber } from '#app/adapters/shopify/gid.ts';
import { MARKET_REGIONS, type MarketNode, type MarketRegionsAnswer, MARKETS, type RegionNode } from '#app/adapters/shopify/operations/markets.ts';
import { recordChange } from '#app/db/changes.ts';
import { replaceMarketCurrencies } from '#app/db/market-currencies.ts';
import { type MarketRow, marketsOf, replaceMarkets } from '#app/db/markets.ts';
import { withTransaction } from '#app/db/pool.ts';
import { currenciesOfMarkets, type MarketCountries } from '#app/domain/market/market-currency.ts';
import type { Reread } from './reread-fact.ts';
import { ring } from './ring.ts';

export const rereadMarkets: Reread = async ({ shopId, currency }, client, at) => {
  const now: MarketRow[] = [];
  const regions: MarketCountries[] = [];
  for (const { id, name, status } of await allMarkets(client)) {
    const { isEverywhere, countries } = status === 'ACTIVE' ? await countriesOf(client, id) : NOWHERE;
    now.push({ marketId: gidNumber(id), name, countries: isEverywhere ? ['*'] : countries.map(({ code }) => code) });
    regions.push({ marketId: gidNumber(id), countries });
  }
  await withTransaction(async (on) => {
    const before = await marketsOf(shopId, on);
    await replaceMarkets(shopId, now, on);
    await replaceMarketCurrencies(shopId, currenciesOfMarkets(regions, currency), on);
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

type Countries = { isEverywhere: boolean; countries: readonly MarketCountries['countries'][number][] };
const NOWHERE: Countries = { isEverywhere: false, countries: [] };

/** Of a market that is everywhere Shopify names no countries, so that no currency of it is known. */
async function countriesOf(client: AdminClient, id: string): Promise<Countries> {
  const countries: MarketCountries['countries'][number][] = [];
  for (let after: string | null | undefined; after !== null; ) {
    const { market }: MarketRegionsAnswer = await client.run(MARKET_REGIONS, { id, after: after ?? null });
    const condition = market?.conditions?.regionsCondition;
    if (!condition) return { isEverywhere: false, countries };
    if (condition.applicationLevel === 'ALL') return { isEverywhere: true, countries: [] };
    countries.push(...condition.regions.nodes.flatMap(countryOf));
    after = condition.regions.pageInfo.hasNextPage ? condition.regions.pageInfo.endCursor : null;
  }
  return { isEverywhere: false, countries };
}

function countryOf({ code, currency }: RegionNode): MarketCountries['countries'] {
  if (code === undefined || !currency) return [];
  const rate = Number(currency.manualRate ?? 0);
  return [{ code, currency: currency.currencyCode, manualRate: rate > 0 ? rate : null }];
}

/** Countries of the first that are not among those of the second. */
function newIn(markets: readonly MarketRow[], others: readonly MarketRow[]): string[] {
  const there = new Set(others.flatMap(({ countries }) => countries));
  return [...new Set(markets.flatMap(({ countries }) => countries))].filter((country) => !there.has(country)).sort();
}
