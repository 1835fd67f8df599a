// A merge that no webhook told of. Shopify deletes no customer who has ordered, so one who is gone, and whose orders are
// another's now, has become that other. What they were shown and sent follows, as when it is told.
import { unexplainedlyGone } from '#app/db/customer-merges.ts';
import type { OrderRow, OrderState } from '#app/db/orders.ts';
import type { Queryable } from '#app/db/pool.ts';
import { takeMerge } from '../take-merge.ts';

/**
 * @param before the orders as they stood here
 * @param orders the same as the store has them
 */
export async function takeUntoldMerges(shopId: bigint, before: ReadonlyMap<bigint, OrderState>, orders: readonly OrderRow[], at: Date, on: Queryable): Promise<void> {
  const moved = new Map<bigint, Set<bigint>>();
  for (const { orderId, customerId } of orders) {
    const former = before.get(orderId)?.customerId ?? null;
    if (former === null || customerId === null || former === customerId) continue;
    moved.set(former, (moved.get(former) ?? new Set()).add(customerId));
  }
  for (const deletedId of await unexplainedlyGone(shopId, [...moved.keys()], on)) {
    const [keptId, another] = moved.get(deletedId) ?? [];
    // Orders that went to several people say nothing.
    if (keptId === undefined || another !== undefined) continue;
    await takeMerge(shopId, { deletedId, keptId, at }, on);
  }
}
