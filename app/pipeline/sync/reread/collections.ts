// The products of the collections that the block list names. Whatever comes in or goes out is published anew. Nothing tells
// when a product moves into an automatic collection: for those the nightly reading has to do.
import type { AdminClient } from '#app/adapters/shopify/admin-client.ts';
import { gidNumber, toGid } from '#app/adapters/shopify/gid.ts';
import { COLLECTION_PRODUCTS, PAGES_A_CONNECTION, PRODUCTS_BEYOND } from '#app/adapters/shopify/operations/collection.ts';
import { blockedCollections, type ReadCollection, replaceCollection } from '#app/db/collections.ts';
import { withTransaction } from '#app/db/pool.ts';
import { republish } from '../watch-product.ts';
import type { Reread } from './reread-fact.ts';

export const rereadCollections: Reread = async ({ shopId }, client, at) => {
  for (const collectionId of await blockedCollections(shopId, null)) {
    const read = await readCollection(client, collectionId);
    await withTransaction(async (on) => republish(shopId, await replaceCollection(shopId, read, at, on), on));
  }
};

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
