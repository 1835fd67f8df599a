// orders/create, orders/updated, orders/cancelled: who bought what, for how much, at which cost, through which set.
import type { OrderPayload } from '#app/contract/webhooks/order.ts';
import { recordChange } from '#app/db/changes.ts';
import { noteCustomer } from '#app/db/customers.ts';
import { type OrderRow, orderState, upsertOrders } from '#app/db/orders.ts';
import { amountMinor } from '../amounts.ts';
import { setOfLine } from '../line-set.ts';
import type { Apply } from './delivery.ts';

export const applyOrder: Apply<OrderPayload> = async (payload, { shop, triggeredAt, on }) => {
  const order = orderOf(payload, triggeredAt);
  const before = await orderState(shop.shopId, order.orderId, on);
  const written = await upsertOrders(shop.shopId, [order], on);
  if (written.length === 0) return;
  if (order.customerId !== null) await noteCustomer(shop.shopId, order.customerId, order.orderedAt, on);
  if (order.cancelledAt && before && !before.cancelled)
    await recordChange(shop.shopId, { changedAt: triggeredAt, actor: 'shopify', event: 'order_cancelled', detail: { orderId: String(order.orderId), name: order.name } }, on);
};

export function orderOf(payload: OrderPayload, triggeredAt: Date): OrderRow {
  return {
    orderId: payload.id,
    name: payload.name,
    customerId: payload.customer?.id ?? null,
    currency: payload.currency,
    totalMinor: amountMinor(payload.total_price, payload.currency),
    orderedAt: payload.processed_at ?? payload.created_at,
    cancelledAt: payload.cancelled_at ?? null,
    updatedAt: payload.updated_at,
    triggeredAt,
    lines: payload.line_items.map((line) => ({
      lineId: line.id,
      productId: line.product_id ?? null,
      variantId: line.variant_id ?? null,
      quantity: line.quantity,
      unitPriceMinor: amountMinor(line.price, payload.currency),
      discountMinor: line.discount_allocations.reduce((sum, { amount }) => sum + amountMinor(amount, payload.currency), 0),
      setId: setOfLine(line.properties),
    })),
  };
}
