// orders/delete: the first word of it counts.
import { takeDeletedOrders } from '../take-order.ts';
import type { Apply } from './delivery.ts';

export const applyOrderDeleted: Apply<{ id: bigint }> = async (told, { shop, on }) => {
  const deleted = new Map<bigint, Date>();
  for (const { payload, triggeredAt } of told) if (!deleted.has(payload.id)) deleted.set(payload.id, triggeredAt);
  await takeDeletedOrders(shop.shopId, deleted, on);
};
