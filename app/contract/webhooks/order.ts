// orders/create, orders/updated, orders/cancelled, orders/edited, orders/delete, refunds/create: amounts are the shop's own
// currency. What names a person (address, phone) is not read; of an address only the country is, of an email a keyed hash.
import { z } from 'zod';
import { decimal, id, time, wholeSecond } from './values.ts';

export const orderPayload = z.object({
  id,
  name: z.string(),
  currency: z.string().length(3),
  presentment_currency: z.string().length(3).nullish(),
  taxes_included: z.boolean().default(false),
  total_price: decimal,
  /** Lines after discounts; and all discounts, those of shipping too. */
  subtotal_price: decimal.nullish(),
  total_discounts: decimal.nullish(),
  created_at: time,
  processed_at: time.nullish(),
  cancelled_at: time.nullish(),
  updated_at: wholeSecond,
  /** Read of a guest only. */
  email: z.string().nullish(),
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
      /** As ordered, also what was edited out or refunded since; those are not in `current_quantity`. */
      quantity: z.number().int(),
      current_quantity: z.number().int().nullish(),
      price: decimal,
      discount_allocations: z.array(z.object({ amount: decimal })).default([]),
      tax_lines: z.array(z.object({ price: decimal })).default([]),
      properties: z.array(z.object({ name: z.string(), value: z.unknown() })).default([]),
    }),
  ),
});
export type OrderPayload = z.infer<typeof orderPayload>;

/** Only deltas: what the order is now has to be read. */
export const orderEditedPayload = z.object({ order_edit: z.object({ order_id: id }) });

export const orderDeletedPayload = z.object({ id });

const shopMoney = z.object({ shop_money: z.object({ amount: decimal, currency_code: z.string() }) });

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
      total_tax: decimal.default('0'),
    }),
  ),
  refund_shipping_lines: z.array(z.object({ subtotal_amount_set: shopMoney, tax_amount_set: shopMoney.nullish() })).default([]),
  /** What was paid back beyond lines and shipping, below nought; above it: withheld. Older orders tell shipping here too. */
  order_adjustments: z.array(z.object({ kind: z.string().nullish(), amount: decimal, tax_amount: decimal.default('0'), amount_set: z.object({ shop_money: z.object({ currency_code: z.string() }) }).nullish() })).default([]),
});
export type RefundPayload = z.infer<typeof refundPayload>;
