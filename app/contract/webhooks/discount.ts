// discounts/create, discounts/update and discounts/delete: any discount of the shop, ours among them.
import { z } from 'zod';
import { time, wholeSecond } from './values.ts';

export const discountPayload = z.object({
  admin_graphql_api_id: z.string(),
  title: z.string(),
  /** ACTIVE, EXPIRED, SCHEDULED */
  status: z.string(),
  updated_at: wholeSecond,
});
export type DiscountPayload = z.infer<typeof discountPayload>;

export const discountDeletedPayload = z.object({ admin_graphql_api_id: z.string(), deleted_at: time });
export type DiscountDeletedPayload = z.infer<typeof discountDeletedPayload>;
