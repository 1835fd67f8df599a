// inventory_levels/update, inventory_levels/connect: how many there are at one place. null means not stocked there any more: none.
import type { z } from 'zod';
import type { inventoryLevelPayload } from '#app/contract/webhooks/inventory.ts';
import { upsertInventoryLevels } from '#app/db/inventory.ts';
import { watchProductsOfItems } from '../watch-product.ts';
import { type Apply, newest } from './delivery.ts';

export const applyInventoryLevel: Apply<z.infer<typeof inventoryLevelPayload>> = async (told, { shop, on }) => {
  const levels = newest(told, (payload) => `${payload.inventory_item_id}:${payload.location_id}`).map(({ payload, triggeredAt }) => ({
    inventoryItemId: payload.inventory_item_id,
    locationId: payload.location_id,
    available: payload.available ?? 0,
    updatedAt: payload.updated_at,
    triggeredAt,
  }));
  await watchProductsOfItems(shop.shopId, levels, on, () => upsertInventoryLevels(shop.shopId, levels, on));
};
