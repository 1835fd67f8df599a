// products/delete: a tombstone, final, also for a product whose creation has not arrived yet.
import { recordChanges } from '#app/db/changes.ts';
import { deleteProducts } from '#app/db/products.ts';
import { republish } from '../watch-product.ts';
import type { Apply } from './delivery.ts';

export const applyProductDeleted: Apply<{ id: bigint }> = async (told, { shop, on }) => {
  const deleted = new Map<bigint, Date>();
  for (const { payload, triggeredAt } of told) if (!deleted.has(payload.id)) deleted.set(payload.id, triggeredAt);
  const titles = await deleteProducts(shop.shopId, [...deleted].map(([productId, at]) => ({ productId, at })), on);
  const changes = [...titles].map(([productId, title]) => ({
    changedAt: deleted.get(productId) as Date,
    actor: 'shopify',
    event: 'product_deleted',
    detail: { productId: String(productId), title },
  }));
  await recordChanges(shop.shopId, changes, on);
  await republish(shop.shopId, [...titles.keys()], on);
};
