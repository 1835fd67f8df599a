// checkouts/create, checkouts/update and checkouts/delete: what a shopper is about to buy. No address is kept; whose email it
// is, is looked up by a keyed hash.
import { z } from 'zod';
import { id, time, wholeSecond } from './values.ts';

export const checkoutPayload = z.object({
  /** Not in Shopify's sample, which has no id at all. */
  id: id.nullish(),
  token: z.string().min(1),
  email: z.string().nullish(),
  customer: z.object({ id }).nullish(),
  line_items: z.array(z.object({ product_id: id.nullish() })),
  updated_at: wholeSecond,
  completed_at: time.nullish(),
});
export type CheckoutPayload = z.infer<typeof checkoutPayload>;

export const checkoutDeletedPayload = z.object({ id });
export type CheckoutDeletedPayload = z.infer<typeof checkoutDeletedPayload>;
