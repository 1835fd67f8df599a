// refunds/create: what came back; what its customer was still to be sent is looked at again. May arrive before its order; the lines then wait for it in their own table.
import type { z } from 'zod';
import type { refundPayload } from '#app/contract/webhooks/order.ts';
import { recordChange } from '#app/db/changes.ts';
import { orderState } from '#app/db/orders.ts';
import { insertRefundLines, insertRefunds } from '#app/db/refunds.ts';
import { stopEnrollments } from '#app/jobs/definitions/stop-enrollments.ts';
import { enqueue } from '#app/jobs/enqueue.ts';
import { amountMinor } from '../amounts.ts';
import { eachOf } from './delivery.ts';

export const applyRefund = eachOf<z.infer<typeof refundPayload>>(async (payload, { shop, triggeredAt, on }) => {
  const refund = { refundId: payload.id, orderId: payload.order_id };
  const known = await insertRefunds(shop.shopId, [{ ...refund, refundedAt: payload.created_at }], on);
  const lines = payload.refund_line_items.map((line) => ({
    ...refund,
    lineId: line.line_item_id,
    quantity: line.quantity,
    amountMinor: amountMinor(line.subtotal, line.subtotal_set?.shop_money.currency_code ?? shop.currency),
  }));
  await insertRefundLines(shop.shopId, lines, on);
  if (known.length === 0) return;
  const order = await orderState(shop.shopId, refund.orderId, on);
  const detail = { orderId: String(refund.orderId), name: order?.name ?? null, lineIds: lines.map((line) => String(line.lineId)) };
  await recordChange(shop.shopId, { changedAt: triggeredAt, actor: 'shopify', event: 'order_refunded', detail }, on);
  if (!order?.customerId) return;
  const ids = { shopId: String(shop.shopId), orderId: detail.orderId, customerId: String(order.customerId) };
  await enqueue(stopEnrollments, { ...ids, why: 'returned' }, { client: on, jobKey: `stop:returned:${ids.shopId}:${ids.orderId}` });
});
