// fulfillments/create, fulfillments/update: a parcel is on its way, has arrived, or was called off. May come before its order.
import type { FulfillmentPayload } from '#app/contract/webhooks/fulfillment.ts';
import type { FulfillmentRow } from '#app/db/fulfillments.ts';
import { GOES_NOWHERE } from '../parcel-states.ts';
import { takeFulfillments } from '../take-parcels.ts';
import { type Apply, newest } from './delivery.ts';

export const applyFulfillment: Apply<FulfillmentPayload> = async (told, { shop, on }) => {
  const parcels = newest(told, ({ id }) => id).map(({ payload, triggeredAt }) => ({ fulfillment: fulfillmentOf(payload, triggeredAt), at: triggeredAt }));
  await takeFulfillments(shop.shopId, parcels, on);
};

function fulfillmentOf(payload: FulfillmentPayload, triggeredAt: Date): FulfillmentRow {
  const goes = !GOES_NOWHERE.has(payload.status ?? '');
  return {
    fulfillmentId: payload.id,
    orderId: payload.order_id,
    deliveredAt: goes && payload.shipment_status === 'delivered' ? payload.updated_at : null,
    shippedAt: goes ? payload.created_at : null,
    countryCode: payload.destination?.country_code ?? null,
    updatedAt: payload.updated_at,
    triggeredAt,
  };
}
