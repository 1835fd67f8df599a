// inventory_items/update: what it costs, and whether its stock is counted.
import type { z } from 'zod';
import type { inventoryItemPayload } from '#app/contract/webhooks/inventory.ts';
import { upsertInventoryItems } from '#app/db/inventory.ts';
import { productOfInventoryItem } from '#app/db/products.ts';
import { costMinor } from '../amounts.ts';
import { watchProduct } from '../watch-product.ts';
import { eachOf } from './delivery.ts';

export const applyInventoryItem = eachOf<z.infer<typeof inventoryItemPayload>>(async (payload, { shop, triggeredAt, on }) => {
  const item = {
    inventoryItemId: payload.id,
    tracked: payload.tracked,
    unitCostMinor: costMinor(payload.cost, shop.currency),
    updatedAt: payload.updated_at,
    triggeredAt,
  };
  const write = () => upsertInventoryItems(shop.shopId, [item], on);
  const productId = await productOfInventoryItem(shop.shopId, item.inventoryItemId, on);
  await (productId === undefined ? write() : watchProduct(shop.shopId, productId, triggeredAt, on, write));
});
