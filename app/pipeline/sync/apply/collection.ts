// collections/update, collections/delete: of a collection that the block list, a set or a discount names, its products are read anew; one that is
// gone holds nothing any more. Others decide nothing.
import type { CollectionPayload } from '#app/contract/webhooks/collection.ts';
import { namedCollections } from '#app/db/collections.ts';
import { ring } from '../reread/ring.ts';
import type { Apply } from './delivery.ts';

export const applyCollection: Apply<CollectionPayload> = async (told, { shop, on }) => {
  const named = await namedCollections(shop.shopId, told.map(({ payload }) => payload.id), on);
  if (named.length > 0) await ring(shop.shopId, 'collections', on);
};
