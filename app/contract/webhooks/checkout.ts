// checkouts/create and checkouts/update: what a shopper is about to buy. Neither email nor address is read.
import { z } from 'zod';
import { id, time, wholeSecond } from './values.ts';

export const checkoutPayload = z.object({
  token: z.string().min(1),
  customer: z.object({ id }).nullish(),
  line_items: z.array(z.object({ product_id: id.nullish() })),
  updated_at: wholeSecond,
  completed_at: time.nullish(),
});
export type CheckoutPayload = z.infer<typeof checkoutPayload>;
