// Products that are gone, as it was told or found: a tombstone, final, also for a product whose creation has not arrived
// yet.
import { recordChanges } from '#app/db/changes.ts';
import type { Queryable } from '#app/db/pool.ts';
import { deleteProducts } from '#app/db/products.ts';
import { republish } from './watch-product.ts';

/** @param deleted each with the moment at which it was known to be gone */
export async function takeDeletedProducts(shopId: bigint, deleted: ReadonlyMap<bigint, Date>, on: Queryable): Promise<void> {
  const titles = await deleteProducts(shopId, [...deleted].map(([productId, at]) => ({ productId, at })), on);
  const changes = [...titles].map(([productId, title]) => ({
    changedAt: deleted.get(productId) as Date,
    actor: 'shopify',
    event: 'product_deleted',
    detail: { productId: String(productId), title },
  }));
  await recordChanges(shopId, changes, on);
  await republish(shopId, [...titles.keys()], on);
}
