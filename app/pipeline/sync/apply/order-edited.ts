// orders/edited: only deltas are told, so the order is read whole, once however many edits came meanwhile, and taken like
// any newer version. What was edited out is owned no more, what was put in is.
import type { z } from 'zod';
import type { orderEditedPayload } from '#app/contract/webhooks/order.ts';
import { fetchOrder } from '#app/jobs/definitions/fetch-order.ts';
import { enqueueAll } from '#app/jobs/enqueue.ts';
import type { Apply } from './delivery.ts';

export const applyOrderEdited: Apply<z.infer<typeof orderEditedPayload>> = async (told, { shop, on }) => {
  const shopId = String(shop.shopId);
  const orderIds = new Set(told.map(({ payload }) => String(payload.order_edit.order_id)));
  await enqueueAll(fetchOrder, [...orderIds].map((orderId) => ({ shopId, orderId })), ({ orderId }) => `fetch-order:${shopId}:${orderId}`, on);
};
