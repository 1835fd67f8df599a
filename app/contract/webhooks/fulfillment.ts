// fulfillments/create and fulfillments/update: a parcel; of where it goes only the country is read. fulfillment_events/*:
// what its carrier reports of it.
import { z } from 'zod';
import { id, time, wholeSecond } from './values.ts';

export const fulfillmentPayload = z.object({
  id,
  order_id: id,
  /** "cancelled", "error" and "failure" parcels go nowhere. */
  status: z.string().nullish(),
  /** "delivered" once it has arrived; null until a carrier says anything. */
  shipment_status: z.string().nullish(),
  destination: z.object({ country_code: z.string().nullish() }).nullish(),
  created_at: wholeSecond,
  updated_at: wholeSecond,
});
export type FulfillmentPayload = z.infer<typeof fulfillmentPayload>;

export const fulfillmentEventPayload = z.object({
  id,
  fulfillment_id: id,
  order_id: id,
  /** delivered, in_transit, attempted_delivery, … */
  status: z.string(),
  happened_at: time,
});
export type FulfillmentEventPayload = z.infer<typeof fulfillmentEventPayload>;
