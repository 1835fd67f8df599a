// Refunds as they were told or read: written, and, the first time, what follows: the log says so, and what the order's
// customer was still to be sent about it is looked at again. May come before their orders; the lines then wait for them in
// their own table.
import type pg from 'pg';
import { recordChanges } from '#app/db/changes.ts';
import { orderStates } from '#app/db/orders.ts';
import { insertRefundLines, insertRefunds, type RefundLineRow, type RefundRow } from '#app/db/refunds.ts';
import { stopEnrollments } from '#app/jobs/definitions/stop-enrollments.ts';
import { enqueueAll } from '#app/jobs/enqueue.ts';

export interface ToldRefund {
  refund: RefundRow;
  lines: readonly RefundLineRow[];
  /** When it was told or read, business time. */
  at: Date;
}

/** @param told one a refund */
export async function takeRefunds(shopId: bigint, told: readonly ToldRefund[], on: pg.PoolClient): Promise<void> {
  const unknown = new Set(await insertRefunds(shopId, told.map(({ refund }) => refund), on));
  await insertRefundLines(shopId, told.flatMap(({ lines }) => lines), on);
  const fresh = told.filter(({ refund }) => unknown.has(refund.refundId));
  const orders = await orderStates(shopId, fresh.map(({ refund }) => refund.orderId), on);
  const changes = fresh.map(({ refund: { orderId }, lines, at }) => ({
    changedAt: at,
    actor: 'shopify',
    event: 'order_refunded',
    detail: { orderId: String(orderId), name: orders.get(orderId)?.name ?? null, lineIds: lines.map(({ lineId }) => String(lineId)) },
  }));
  await recordChanges(shopId, changes, on);
  const stopped = [...orders].flatMap(([orderId, { customerId }]) => (customerId === null ? [] : [{ shopId: String(shopId), orderId: String(orderId), customerId: String(customerId), why: 'returned' as const }]));
  await enqueueAll(stopEnrollments, stopped, ({ orderId }) => `stop:returned:${shopId}:${orderId}`, on);
}
