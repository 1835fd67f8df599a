// fulfillments/create, fulfillments/update: a parcel is on its way, or has arrived. May come before its order.
import type { FulfillmentPayload } from '#app/contract/webhooks/fulfillment.ts';
import { takeFulfillments } from '../take-order.ts';
import type { Apply } from './delivery.ts';

export const applyFulfillment: Apply<FulfillmentPayload> = async (told, { shop, on }) => {
  const parcels = told.map(({ payload, triggeredAt }) => ({
    fulfillment: {
      fulfillmentId: payload.id,
      orderId: payload.order_id,
      deliveredAt: payload.shipment_status === 'delivered' ? payload.updated_at : null,
      updatedAt: payload.updated_at,
    },
    at: triggeredAt,
  }));
  await takeFulfillments(shop.shopId, parcels, on);
};
