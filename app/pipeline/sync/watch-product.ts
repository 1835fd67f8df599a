// Around every write that may change products: notes in the change log what did, and has the sets published anew where
// one of them holds such a product, and worked out anew where one goes by a tag or type that it got or lost.
import { recordChanges } from '#app/db/changes.ts';
import { forgetMarketPrices, hasMarketsAtHome } from '#app/db/market-prices.ts';
import type { Queryable } from '#app/db/pool.ts';
import { productStates, productsOfInventoryItems } from '#app/db/products.ts';
import { anyInApprovedSet } from '#app/db/publications.ts';
import { anyNamedByRule } from '#app/db/set-definitions.ts';
import { publishSets } from '#app/jobs/definitions/publish-sets.ts';
import { resolveSets } from '#app/jobs/definitions/resolve-sets.ts';
import { enqueue } from '#app/jobs/enqueue.ts';
import { productDifferences } from './product-differences.ts';
import { ring } from './reread/ring.ts';

/**
 * @param products the products that may change, each with the moment that its changes are noted with
 * @param write writes what came; whatever it does to the products is noticed
 */
export async function watchProducts(shopId: bigint, products: ReadonlyMap<bigint, Date>, on: Queryable, write: () => Promise<unknown>): Promise<void> {
  const ids = [...products.keys()];
  const before = await productStates(shopId, ids, on);
  await write();
  const after = await productStates(shopId, ids, on);
  const differences = [...products].map(([productId, at]) => ({ productId, at, ...productDifferences(before.get(productId), after.get(productId)) }));
  const repricedOnes = differences.filter(({ repriced }) => repriced.length > 0);
  if (repricedOnes.length > 0) await priceAnew(shopId, repricedOnes.map(({ productId }) => productId), repricedOnes.flatMap(({ repriced }) => repriced), on);
  await recordChanges(shopId, differences.flatMap(({ changes, at }) => changes.map((change) => ({ ...change, changedAt: at, actor: 'shopify' }))), on);
  await republish(shopId, differences.filter(({ concernsSets }) => concernsSets).map(({ productId }) => productId), on);
  await resolveAnew(shopId, { tags: differences.flatMap(({ moved }) => moved.tags), types: differences.flatMap(({ moved }) => moved.types) }, on);
}

/** A market that has a price of its own may have kept it, and asked the same as home until now. */
async function priceAnew(shopId: bigint, productIds: readonly bigint[], variantIds: readonly bigint[], on: Queryable): Promise<void> {
  await forgetMarketPrices(shopId, productIds, variantIds, on);
  if ((await hasMarketsAtHome(shopId, on)) && (await anyInApprovedSet(shopId, productIds, on))) await ring(shopId, 'market_prices', on);
}

async function resolveAnew(shopId: bigint, moved: { tags: readonly string[]; types: readonly string[] }, on: Queryable): Promise<void> {
  if (moved.tags.length + moved.types.length === 0 || !(await anyNamedByRule(shopId, moved, on))) return;
  await enqueue(resolveSets, { shopId: String(shopId) }, { client: on, jobKey: `resolve-sets:${shopId}` });
}

/** The same for what belongs to products by their inventory items; an item whose product is not known yet is only written. */
export async function watchProductsOfItems(shopId: bigint, items: readonly { inventoryItemId: bigint; triggeredAt: Date }[], on: Queryable, write: () => Promise<unknown>): Promise<void> {
  const products = await productsOfInventoryItems(shopId, items.map(({ inventoryItemId }) => inventoryItemId), on);
  const touched = new Map<bigint, Date>();
  for (const { inventoryItemId, triggeredAt } of items) {
    const productId = products.get(inventoryItemId);
    if (productId !== undefined) touched.set(productId, triggeredAt);
  }
  await watchProducts(shopId, touched, on, write);
}

export async function watchProduct(shopId: bigint, productId: bigint, at: Date, on: Queryable, write: () => Promise<unknown>): Promise<void> {
  await watchProducts(shopId, new Map([[productId, at]]), on, write);
}

export async function republish(shopId: bigint, productIds: readonly bigint[], on: Queryable): Promise<void> {
  if (productIds.length === 0 || !(await anyInApprovedSet(shopId, productIds, on))) return;
  await enqueue(publishSets, { shopId: String(shopId) }, { client: on, jobKey: `publish-sets:${shopId}` });
}
