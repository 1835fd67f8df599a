// inventory_levels/disconnect: an item is no longer stocked at a location. A tombstone that only a later word lifts.
import type { z } from 'zod';
import type { inventoryLeftPayload } from '#app/contract/webhooks/inventory.ts';
import { leaveInventoryLevels } from '#app/db/inventory.ts';
import { watchProductsOfItems } from '../watch-product.ts';
import type { Apply } from './delivery.ts';

export const applyInventoryLeft: Apply<z.infer<typeof inventoryLeftPayload>> = async (told, { shop, on }) => {
  const last = new Map<string, { inventoryItemId: bigint; locationId: bigint; triggeredAt: Date }>();
  for (const { payload: { inventory_item_id: inventoryItemId, location_id: locationId }, triggeredAt } of told) {
    const key = `${inventoryItemId}:${locationId}`;
    const other = last.get(key);
    if (!other || other.triggeredAt <= triggeredAt) last.set(key, { inventoryItemId, locationId, triggeredAt });
  }
  const left = [...last.values()];
  await watchProductsOfItems(shop.shopId, left, on, () => leaveInventoryLevels(shop.shopId, left, on));
};
