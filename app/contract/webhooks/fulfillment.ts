// fulfillments/create and fulfillments/update: a parcel. Where it goes is not read.
import { z } from 'zod';
import { id, wholeSecond } from './values.ts';

export const fulfillmentPayload = z.object({
  id,
  order_id: id,
  /** "delivered" once it has arrived; null until a carrier says anything. */
  shipment_status: z.string().nullish(),
  updated_at: wholeSecond,
});
export type FulfillmentPayload = z.infer<typeof fulfillmentPayload>;
