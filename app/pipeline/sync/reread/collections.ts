// The products of the collections that the block list, a set or a discount of the shop names. Whatever comes in or goes out is published anew, and what
// sets come to by it is resolved again. Nothing tells when a product moves into an automatic collection: for those the nightly
// reading has to do.
import { type AdminClient, adminClient } from '#app/adapters/shopify/admin-client.ts';
import { gidNumber, toGid } from '#app/adapters/shopify/gid.ts';
import { COLLECTION_PRODUCTS, PAGES_A_CONNECTION, PRODUCTS_BEYOND } from '#app/adapters/shopify/operations/collection.ts';
import { namedCollections, nameCollection, type ReadCollection, replaceCollection, setCollections } from '#app/db/collections.ts';
import { withTransaction } from '#app/db/pool.ts';
import { shopById } from '#app/db/shops.ts';
import { resolveSets } from '#app/jobs/definitions/resolve-sets.ts';
import { enqueue } from '#app/jobs/enqueue.ts';
import { republish } from '../watch-product.ts';
import type { Reread } from './reread-fact.ts';

export const rereadCollections: Reread = async ({ shopId }, client, at) => {
  for (const collectionId of await namedCollections(shopId, null)) {
    const read = await readCollection(client, collectionId);
    await withTransaction(async (on) => {
      const moved = await replaceCollection(shopId, read, at, on);
      await republish(shopId, moved, on);
      if (moved.length > 0) await enqueue(resolveSets, { shopId: String(shopId) }, { client: on, jobKey: `resolve-sets:${shopId}` });
    });
  }
};

/** Before a set or a discount may name them: those that were never read are read. What is gone from the store stays unknown. @throws AppError from Shopify */
export async function readUnknownCollections(shopId: bigint, collectionIds: readonly bigint[], at: Date): Promise<void> {
  const known = await setCollections(shopId, collectionIds);
  const unknown = collectionIds.filter((collectionId) => !known.has(collectionId));
  const shop = unknown.length > 0 ? await shopById(shopId) : undefined;
  if (!shop) return;
  const client = adminClient(shop.domain);
  for (const collectionId of unknown) {
    const read = await readCollection(client, collectionId);
    await withTransaction(async (on) => {
      await nameCollection(shopId, read, at, on);
      await replaceCollection(shopId, read, at, on);
    });
  }
}

async function readCollection(client: AdminClient, collectionId: bigint): Promise<ReadCollection> {
  const productIds: bigint[] = [];
  let title: string | null = null;
  let after: string | null = null;
  for (let page = 0; page < PAGES_A_CONNECTION; page++) {
    const { collection }: { collection: { title: string; products: { nodes: { id: string }[]; pageInfo: { hasNextPage: boolean; endCursor: string | null } } } | null } =
      await client.run(COLLECTION_PRODUCTS, { id: toGid('Collection', collectionId), after });
    if (!collection) return { collectionId, title: null, productIds: [] };
    title = collection.title;
    productIds.push(...collection.products.nodes.map(({ id }) => gidNumber(id)));
    if (!collection.products.pageInfo.hasNextPage) return { collectionId, title, productIds };
    after = collection.products.pageInfo.endCursor;
  }
  return { collectionId, title, productIds: [...productIds, ...(await beyond(client, collectionId, productIds.at(-1)))] };
}

async function beyond(client: AdminClient, collectionId: bigint, last = 0n): Promise<bigint[]> {
  const productIds: bigint[] = [];
  for (;;) {
    const { products } = await client.run(PRODUCTS_BEYOND, { filter: `collection_id:${collectionId} AND id:>${productIds.at(-1) ?? last}` });
    productIds.push(...products.nodes.map(({ id }) => gidNumber(id)));
    if (!products.pageInfo.hasNextPage) return productIds;
  }
}
