// products/delete: a tombstone, final, also for a product whose creation has not arrived yet.
import { recordChange } from '#app/db/changes.ts';
import { deleteProduct } from '#app/db/products.ts';
import { republish } from '../watch-product.ts';
import { eachOf } from './delivery.ts';

export const applyProductDeleted = eachOf<{ id: bigint }>(async (payload, { shop, triggeredAt, on }) => {
  const title = await deleteProduct(shop.shopId, payload.id, triggeredAt, on);
  if (title === undefined) return;
  await recordChange(shop.shopId, { changedAt: triggeredAt, actor: 'shopify', event: 'product_deleted', detail: { productId: String(payload.id), title } }, on);
  await republish(shop.shopId, payload.id, on);
});
