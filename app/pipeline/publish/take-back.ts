// Takes back from the store everything that Setwise put there, and then asks the store what is left. Nothing else may be
// touched: only our namespace, our discount, our codes. What somebody has deleted by hand already is no error.
import type { AdminClient } from '#app/adapters/shopify/admin-client.ts';
import { DELETE_METAFIELDS, DELETE_SET_DISCOUNT } from '#app/adapters/shopify/operations/publish.ts';
import { DELETE_DEFINITION, DELETE_DISCOUNT_CODE, DELETE_WEB_PIXEL, OWN_METAFIELDS, PRODUCTS_WITH_METAFIELDS, STILL_THERE } from '#app/adapters/shopify/operations/take-back.ts';
import { mintedCodes } from '#app/db/discount-codes.ts';
import { deletePublications, publications } from '#app/db/publications.ts';
import { type ShopRow, saveDiscountNode } from '#app/db/shops.ts';
import { EXPERIMENTS_NAMESPACE, METAFIELD_NAMESPACE } from '#app/domain/portable/names.ts';
import { pixelId } from './pixel-id.ts';
import { deleteMetafields } from './write-metafields.ts';

/** Kinds of what Setwise puts into a store. */
export type StoreKind = 'metafields' | 'definitions' | 'experiments' | 'discount' | 'codes' | 'pixel';
export type StoreCounts = Record<StoreKind, number>;

export interface TakenBack {
  removed: StoreCounts;
  /** As the store says afterwards. */
  left: StoreCounts;
}

/** The most ids that one `nodes` takes. */
const IDS_A_CALL = 250;
/** So many owners of metafields: each costs more than an id. */
const OWNERS_A_CALL = 50;

/** @throws AppError from Shopify; run again, it goes on where it stopped */
export async function takeBack(shop: ShopRow, client: AdminClient): Promise<TakenBack> {
  const written = (await publications(shop.shopId)).filter(({ ownerId }) => ownerId.startsWith('gid://shopify/Product/'));
  const codes = await mintedCodes(shop.shopId);
  const removed: StoreCounts = {
    metafields: await deleteMetafields(shop.shopId, client, written),
    discount: await removeDiscount(shop, client),
    codes: await removeCodes(codes, client),
    pixel: await removePixel(client),
    ...(await removeNamespaces(client)),
  };
  await deletePublications(shop.shopId, await publications(shop.shopId));
  const owners = [...new Set(written.map(({ ownerId }) => ownerId))];
  return { removed, left: await readBack(client, owners, shop.discountNodeId, codes) };
}

async function removeDiscount(shop: ShopRow, client: AdminClient): Promise<number> {
  if (!shop.discountNodeId) return 0;
  const { discountAutomaticDelete: answer } = await client.run(DELETE_SET_DISCOUNT, { id: shop.discountNodeId });
  await saveDiscountNode(shop.shopId, null);
  return answer?.userErrors.length === 0 ? 1 : 0;
}

async function removeCodes(ids: readonly string[], client: AdminClient): Promise<number> {
  let removed = 0;
  for (const id of ids) if ((await client.run(DELETE_DISCOUNT_CODE, { id })).discountCodeDelete?.deletedCodeDiscountId) removed += 1;
  return removed;
}

async function removePixel(client: AdminClient): Promise<number> {
  const id = await pixelId(client);
  return id && (await client.run(DELETE_WEB_PIXEL, { id })).webPixelDelete?.deletedWebPixelId ? 1 : 0;
}

/** The definitions, with what was written under them and is not known here; and the experiments on the app's installation. */
async function removeNamespaces(client: AdminClient): Promise<Pick<StoreCounts, 'definitions' | 'experiments'>> {
  const { definitions, experiments, installationId } = await ownMetafields(client);
  let gone = 0;
  for (const key of definitions) if ((await client.run(DELETE_DEFINITION, { namespace: METAFIELD_NAMESPACE, key })).metafieldDefinitionDelete?.deletedDefinitionId) gone += 1;
  if (experiments.length > 0) await client.run(DELETE_METAFIELDS, { metafields: experiments.map((key) => ({ ownerId: installationId, namespace: EXPERIMENTS_NAMESPACE, key })) });
  return { definitions: gone, experiments: experiments.length };
}

async function ownMetafields(client: AdminClient) {
  const { metafieldDefinitions, currentAppInstallation } = await client.run(OWN_METAFIELDS, { onProducts: METAFIELD_NAMESPACE, onInstallation: EXPERIMENTS_NAMESPACE });
  return {
    definitions: metafieldDefinitions.nodes.map(({ key }) => key),
    experiments: currentAppInstallation.metafields.nodes.map(({ key }) => key),
    installationId: currentAppInstallation.id,
  };
}

async function readBack(client: AdminClient, owners: readonly string[], discountNodeId: string | null, codes: readonly string[]): Promise<StoreCounts> {
  const { definitions, experiments } = await ownMetafields(client);
  let metafields = 0;
  for (const ids of batches(owners, OWNERS_A_CALL)) {
    const { nodes } = await client.run(PRODUCTS_WITH_METAFIELDS, { ids, namespace: METAFIELD_NAMESPACE });
    metafields += nodes.reduce((sum, node) => sum + (node?.metafields?.nodes.length ?? 0), 0);
  }
  return {
    metafields,
    definitions: definitions.length,
    experiments: experiments.length,
    discount: await countThere(client, discountNodeId ? [discountNodeId] : []),
    codes: await countThere(client, codes),
    pixel: (await pixelId(client)) ? 1 : 0,
  };
}

async function countThere(client: AdminClient, all: readonly string[]): Promise<number> {
  let there = 0;
  for (const ids of batches(all, IDS_A_CALL)) there += (await client.run(STILL_THERE, { ids })).nodes.filter(Boolean).length;
  return there;
}

function* batches(items: readonly string[], size: number): Generator<string[]> {
  for (let start = 0; start < items.length; start += size) yield items.slice(start, start + size);
}
