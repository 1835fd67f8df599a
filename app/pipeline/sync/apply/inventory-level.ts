// inventory_levels/update: how many there are at one place. null means not stocked there any more: none.
import type { z } from 'zod';
import type { inventoryLevelPayload } from '#app/contract/webhooks/inventory.ts';
import { upsertInventoryLevels } from '#app/db/inventory.ts';
import { productOfInventoryItem } from '#app/db/products.ts';
import { watchProduct } from '../watch-product.ts';
import { eachOf } from './delivery.ts';

export const applyInventoryLevel = eachOf<z.infer<typeof inventoryLevelPayload>>(async (payload, { shop, triggeredAt, on }) => {
  const level = {
    inventoryItemId: payload.inventory_item_id,
    locationId: payload.location_id,
    available: payload.available ?? 0,
    updatedAt: payload.updated_at,
    triggeredAt,
  };
  const write = () => upsertInventoryLevels(shop.shopId, [level], on);
  const productId = await productOfInventoryItem(shop.shopId, level.inventoryItemId, on);
  await (productId === undefined ? write() : watchProduct(shop.shopId, productId, triggeredAt, on, write));
});
