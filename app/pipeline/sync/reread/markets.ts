// Where the shop sells. Only markets by region count: one for companies or shops of brick is no place where a message's reader
// buys. One that is a draft serves no country; it is kept all the same, so that a shop that sells nowhere is known from one
// whose markets were never read.
import type { AdminClient } from '#app/adapters/shopify/admin-client.ts';
import { gidNumber } from '#app/adapters/shopify/gid.ts';
import { MARKET_REGIONS, type MarketNode, type MarketRegionsAnswer, MARKETS } from '#app/adapters/shopify/operations/markets.ts';
import { recordChange } from '#app/db/changes.ts';
import { type MarketRow, marketsOf, replaceMarkets } from '#app/db/markets.ts';
import { withTransaction } from '#app/db/pool.ts';
import type { Reread } from './reread-fact.ts';

export const rereadMarkets: Reread = async ({ shopId }, client, at) => {
  const now: MarketRow[] = [];
  for (const { id, name, status } of await allMarkets(client)) now.push({ marketId: gidNumber(id), name, countries: status === 'ACTIVE' ? await countriesOf(client, id) : [] });
  await withTransaction(async (on) => {
    const before = await marketsOf(shopId, on);
    await replaceMarkets(shopId, now, on);
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

async function countriesOf(client: AdminClient, id: string): Promise<string[]> {
  const countries: string[] = [];
  for (let after: string | null | undefined; after !== null; ) {
    const { market }: MarketRegionsAnswer = await client.run(MARKET_REGIONS, { id, after: after ?? null });
    const condition = market?.conditions?.regionsCondition;
    if (!condition) return countries;
    if (condition.applicationLevel === 'ALL') return ['*'];
    countries.push(...condition.regions.nodes.flatMap(({ code }) => code ?? []));
    after = condition.regions.pageInfo.hasNextPage ? condition.regions.pageInfo.endCursor : null;
  }
  return countries;
}

/** Countries of the first that are not among those of the second. */
function newIn(markets: readonly MarketRow[], others: readonly MarketRow[]): string[] {
  const there = new Set(others.flatMap(({ countries }) => countries));
  return [...new Set(markets.flatMap(({ countries }) => countries))].filter((country) => !there.has(country)).sort();
}
