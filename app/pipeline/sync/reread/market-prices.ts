// What the shop's markets ask, in its own currency where that is not what it costs at home, and in others, with the rate to hold
// costs against it: of products that approved sets name and of what may stand in for them. Another currency is read only once its rate is known: as the merchant set
// it, else as the shop's own latest orders in it were converted. Prices alone tell no rate, as a market may ask more or less.
import type { AdminClient } from '#app/adapters/shopify/admin-client.ts';
import { gidNumber, toGid } from '#app/adapters/shopify/gid.ts';
import { MARKET_PRICES, ORDER_MONEY, VARIANTS_A_QUERY } from '#app/adapters/shopify/operations/market-prices.ts';
import { type MarketCurrencyRow, marketCurrenciesOf, saveRates } from '#app/db/market-currencies.ts';
import { type ReadMarketPrice, replaceMarketPrices, type VariantToPrice, variantsToPrice } from '#app/db/market-prices.ts';
import { latestOrdersAbroad } from '#app/db/orders-abroad.ts';
import { withTransaction } from '#app/db/pool.ts';
import { daysBefore } from '#app/domain/days.ts';
import { parseMinor } from '#app/domain/money/money.ts';
import { publishSets } from '#app/jobs/definitions/publish-sets.ts';
import { enqueue } from '#app/jobs/enqueue.ts';
import type { Reread } from './reread-fact.ts';

/** A rate is no older than this. */
const RATE_DAYS = 60;
/** So many orders of a currency say its rate together: one alone is rounded. */
const ORDERS_A_RATE = 5;

export const rereadMarketPrices: Reread = async ({ shopId, currency }, client, at) => {
  const markets = await marketCurrenciesOf(shopId);
  const rates = await ratesNow(shopId, currency, markets, client, at);
  const rated = markets.map((market) => ({ ...market, rate: market.currency === currency ? 1 : (market.manualRate ?? rates.get(market.currency) ?? null) }));
  const known = rated.filter(({ rate }) => rate !== null);
  const variants = known.length > 0 ? await variantsToPrice(shopId) : [];
  const prices: ReadMarketPrice[] = [];
  for (const market of known) {
    const asked = await pricesIn(market, variants, client);
    prices.push(...(market.currency === currency ? asked.filter(({ priceMinor, homeMinor }) => BigInt(priceMinor) !== homeMinor) : asked));
  }
  await withTransaction(async (on) => {
    const rateMoved = await saveRates(shopId, rated, on);
    const pricesMoved = await replaceMarketPrices(shopId, prices, on);
    if (rateMoved || pricesMoved) await enqueue(publishSets, { shopId: String(shopId) }, { client: on, jobKey: `publish-sets:${shopId}` });
  });
};

/** @returns by currency: what of it was paid for one of the shop's own, over the latest orders together */
async function ratesNow(shopId: bigint, shopCurrency: string, markets: readonly MarketCurrencyRow[], client: AdminClient, at: Date): Promise<Map<string, number>> {
  const asked = [...new Set(markets.filter((market) => market.manualRate === null && market.currency !== shopCurrency).map(({ currency }) => currency))];
  const ids = await latestOrdersAbroad(shopId, asked, daysBefore(at, RATE_DAYS), ORDERS_A_RATE);
  const paid = new Map<string, { here: number; there: number }>();
  for (const some of inParts(ids)) {
    const { nodes } = await client.run(ORDER_MONEY, { ids: some.map((id) => toGid('Order', id)) });
    for (const node of nodes) {
      if (!node?.totalPriceSet || node.totalPriceSet.shopMoney.currencyCode !== shopCurrency) continue;
      const { shopMoney, presentmentMoney } = node.totalPriceSet;
      const sum = paid.get(presentmentMoney.currencyCode) ?? { here: 0, there: 0 };
      paid.set(presentmentMoney.currencyCode, { here: sum.here + Number(shopMoney.amount), there: sum.there + Number(presentmentMoney.amount) });
    }
  }
  return new Map([...paid].flatMap(([currency, { here, there }]) => (here > 0 && there > 0 ? [[currency, there / here] as const] : [])));
}

/** Asked as any of the market's countries: they have one currency and one price list. What comes in another currency is not the price that was asked for. */
async function pricesIn({ marketId, currency, countries }: MarketCurrencyRow, variants: readonly VariantToPrice[], client: AdminClient): Promise<ReadMarketPrice[]> {
  const [country] = countries;
  if (country === undefined) return [];
  const asked = new Map(variants.map((variant) => [variant.variantId, variant]));
  const prices: ReadMarketPrice[] = [];
  for (const some of inParts([...asked.keys()])) {
    const { nodes } = await client.run(MARKET_PRICES, { ids: some.map((id) => toGid('ProductVariant', id)), country });
    for (const node of nodes) {
      const price = node?.contextualPricing?.price;
      const priceMinor = price?.currencyCode === currency ? parseMinor(price.amount, currency) : undefined;
      const variant = node?.id === undefined ? undefined : asked.get(gidNumber(node.id));
      if (variant && priceMinor !== undefined) prices.push({ ...variant, marketId, currency, priceMinor });
    }
  }
  return prices;
}

function inParts(ids: readonly bigint[]): bigint[][] {
  return Array.from({ length: Math.ceil(ids.length / VARIANTS_A_QUERY) }, (_, at) => ids.slice(at * VARIANTS_A_QUERY, (at + 1) * VARIANTS_A_QUERY));
}
