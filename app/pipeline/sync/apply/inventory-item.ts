// inventory_items/update: what it costs, and whether its stock is counted.
import type { z } from 'zod';
import type { inventoryItemPayload } from '#app/contract/webhooks/inventory.ts';
import { upsertInventoryItems } from '#app/db/inventory.ts';
import { costMinor } from '../amounts.ts';
import { watchProductsOfItems } from '../watch-product.ts';
import { type Apply, newest } from './delivery.ts';

export const applyInventoryItem: Apply<z.infer<typeof inventoryItemPayload>> = async (told, { shop, on }) => {
  const items = newest(told, ({ id }) => id).map(({ payload, triggeredAt }) => ({
    inventoryItemId: payload.id,
    tracked: payload.tracked,
    unitCostMinor: costMinor(payload.cost, shop.currency),
    updatedAt: payload.updated_at,
    triggeredAt,
  }));
  await watchProductsOfItems(shop.shopId, items, on, () => upsertInventoryItems(shop.shopId, items, on));
};
