// orders/create, orders/updated, orders/cancelled, refunds/create: amounts are the shop's own currency. What names a
// person (address, email, phone) is not read; of an address only the country is.
import { z } from 'zod';
import { decimal, id, time, wholeSecond } from './values.ts';

export const orderPayload = z.object({
  id,
  name: z.string(),
  currency: z.string().length(3),
  total_price: decimal,
  created_at: time,
  processed_at: time.nullish(),
  cancelled_at: time.nullish(),
  updated_at: wholeSecond,
  customer: z.object({ id, default_address: z.object({ country_code: z.string().nullish() }).nullish() }).nullish(),
  customer_locale: z.string().nullish(),
  checkout_token: z.string().nullish(),
  /** Cart attributes. */
  note_attributes: z.array(z.object({ name: z.string(), value: z.unknown() })).default([]),
  discount_codes: z.array(z.object({ code: z.string() })).default([]),
  line_items: z.array(
    z.object({
      id,
      product_id: id.nullish(),
      variant_id: id.nullish(),
      quantity: z.number().int(),
      price: decimal,
      discount_allocations: z.array(z.object({ amount: decimal })).default([]),
      properties: z.array(z.object({ name: z.string(), value: z.unknown() })).default([]),
    }),
  ),
});
export type OrderPayload = z.infer<typeof orderPayload>;

export const refundPayload = z.object({
  id,
  order_id: id,
  created_at: time,
  refund_line_items: z.array(
    z.object({
      line_item_id: id,
      quantity: z.number().int(),
      subtotal: decimal,
      subtotal_set: z.object({ shop_money: z.object({ currency_code: z.string() }) }).nullish(),
    }),
  ),
});
