// refunds/create: what came back; what its customer was still to be sent is looked at again. May arrive before its order;
// the lines then wait for it in their own table.
import type { z } from 'zod';
import type { refundPayload } from '#app/contract/webhooks/order.ts';
import { recordChanges } from '#app/db/changes.ts';
import { orderStates } from '#app/db/orders.ts';
import { insertRefundLines, insertRefunds } from '#app/db/refunds.ts';
import type { ShopRow } from '#app/db/shops.ts';
import { stopEnrollments } from '#app/jobs/definitions/stop-enrollments.ts';
import { enqueueAll } from '#app/jobs/enqueue.ts';
import { amountMinor } from '../amounts.ts';
import type { Apply, Told } from './delivery.ts';

type RefundPayload = z.infer<typeof refundPayload>;

export const applyRefund: Apply<RefundPayload> = async (told, { shop, on }) => {
  const refunds = [...firstTold(told).values()].map((one) => refundOf(one, shop));
  const unknown = new Set(await insertRefunds(shop.shopId, refunds, on));
  await insertRefundLines(shop.shopId, refunds.flatMap(({ lines }) => lines), on);
  const fresh = refunds.filter(({ refundId }) => unknown.has(refundId));
  const orders = await orderStates(shop.shopId, fresh.map(({ orderId }) => orderId), on);
  const changes = fresh.map(({ orderId, lines, told: { triggeredAt } }) => ({
    changedAt: triggeredAt,
    actor: 'shopify',
    event: 'order_refunded',
    detail: { orderId: String(orderId), name: orders.get(orderId)?.name ?? null, lineIds: lines.map(({ lineId }) => String(lineId)) },
  }));
  await recordChanges(shop.shopId, changes, on);
  const shopId = String(shop.shopId);
  const stopped = [...orders].flatMap(([orderId, { customerId }]) => (customerId === null ? [] : [{ shopId, orderId: String(orderId), customerId: String(customerId), why: 'returned' as const }]));
  await enqueueAll(stopEnrollments, stopped, ({ orderId }) => `stop:returned:${shopId}:${orderId}`, on);
};

/** A refund never changes once it was made. */
function firstTold(told: readonly Told<RefundPayload>[]): Map<bigint, Told<RefundPayload>> {
  const first = new Map<bigint, Told<RefundPayload>>();
  for (const one of told) if (!first.has(one.payload.id)) first.set(one.payload.id, one);
  return first;
}

function refundOf(told: Told<RefundPayload>, shop: ShopRow) {
  const { payload } = told;
  const refund = { refundId: payload.id, orderId: payload.order_id };
  const lines = payload.refund_line_items.map((line) => ({
    ...refund,
    lineId: line.line_item_id,
    quantity: line.quantity,
    amountMinor: amountMinor(line.subtotal, line.subtotal_set?.shop_money.currency_code ?? shop.currency),
  }));
  return { ...refund, refundedAt: payload.created_at, lines, told };
}
