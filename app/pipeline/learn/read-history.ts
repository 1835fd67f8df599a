// The shop's orders as learning takes them, and where the last of them stands.
import { type OrderPlace, streamOrderHistory } from '#app/db/order-history.ts';
import { createHistoryBuilder, type OrderHistory } from '#app/domain/association/order-history.ts';

/**
 * @param onBatch called as reading goes on
 * @param after only orders behind this one
 */
export async function readHistory(shopId: bigint, onBatch: () => void, after?: OrderPlace): Promise<{ history: OrderHistory; last: OrderPlace | undefined }> {
  const builder = createHistoryBuilder();
  const last = await streamOrderHistory(shopId, (orders) => {
    for (const order of orders) builder.add(order.orderKey, order.orderedAtMs, order.customerKey, order.productKeys);
    onBatch();
  }, after);
  return { history: builder.finish(), last };
}
