// collections/update, collections/delete: of a collection that the block list names, its products are read anew; one that is
// gone keeps nothing out any more. Others decide nothing.
import type { CollectionPayload } from '#app/contract/webhooks/collection.ts';
import { blockedCollections } from '#app/db/collections.ts';
import { ring } from '../reread/ring.ts';
import type { Apply } from './delivery.ts';

export const applyCollection: Apply<CollectionPayload> = async (told, { shop, on }) => {
  const blocked = await blockedCollections(shop.shopId, told.map(({ payload }) => payload.id), on);
  if (blocked.length > 0) await ring(shop.shopId, 'collections', on);
};
