// products/delete: the first word of it counts.
import { takeDeletedProducts } from '../take-deleted-products.ts';
import type { Apply } from './delivery.ts';

export const applyProductDeleted: Apply<{ id: bigint }> = async (told, { shop, on }) => {
  const deleted = new Map<bigint, Date>();
  for (const { payload, triggeredAt } of told) if (!deleted.has(payload.id)) deleted.set(payload.id, triggeredAt);
  await takeDeletedProducts(shop.shopId, deleted, on);
};
