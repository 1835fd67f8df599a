// fulfillment_events/create, fulfillment_events/delete: what a carrier reports. Only that a parcel arrived, and when, decides
// anything; a report that was wrong is deleted by the merchant.
import type { FulfillmentEventPayload } from '#app/contract/webhooks/fulfillment.ts';
import { takeBackReports, takeReports, type ToldReport } from '../take-parcels.ts';
import type { Apply, Told } from './delivery.ts';

export const applyFulfillmentEvent: Apply<FulfillmentEventPayload> = (told, { shop, on }) => takeReports(shop.shopId, reportsOf(told), on);

export const applyFulfillmentEventDeleted: Apply<FulfillmentEventPayload> = (told, { shop, on }) => takeBackReports(shop.shopId, reportsOf(told), on);

const reportsOf = (told: readonly Told<FulfillmentEventPayload>[]): ToldReport[] =>
  told.flatMap(({ payload, triggeredAt }) =>
    payload.status === 'delivered'
      ? [{ report: { eventId: payload.id, fulfillmentId: payload.fulfillment_id, orderId: payload.order_id, happenedAt: payload.happened_at, toldAt: triggeredAt }, at: triggeredAt }]
      : []);
