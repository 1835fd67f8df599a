// fulfillments/create, fulfillments/update: a parcel is on its way, or has arrived. May come before its order.
import type { FulfillmentPayload } from '#app/contract/webhooks/fulfillment.ts';
import { takeFulfillments } from '../take-order.ts';
import { eachOf } from './delivery.ts';

export const applyFulfillment = eachOf<FulfillmentPayload>(async (payload, { shop, triggeredAt, on }) => {
  const deliveredAt = payload.shipment_status === 'delivered' ? payload.updated_at : null;
  await takeFulfillments(shop.shopId, [{ fulfillmentId: payload.id, orderId: payload.order_id, deliveredAt, updatedAt: payload.updated_at }], triggeredAt, on);
});
