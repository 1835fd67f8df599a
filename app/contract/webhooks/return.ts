// returns/*: a return says who it is in one way or another, and often little else: returns/update only its deltas,
// returns/process nothing that Shopify's sample shows. What is missing has to be read.
import { z } from 'zod';
import { id } from './values.ts';

/** gid://shopify/Return/1 */
const gid = z.string().regex(/^gid:\/\/shopify\/Return\/\d+$/).transform((text) => BigInt(text.slice(text.lastIndexOf('/') + 1)));

export const RETURN_STATUSES = ['requested', 'open', 'closed', 'declined', 'canceled'] as const;
export type ReturnStatus = (typeof RETURN_STATUSES)[number];

export const returnPayload = z.object({
  id: id.nullish(),
  admin_graphql_api_id: gid.nullish(),
  status: z.enum(RETURN_STATUSES).nullish(),
  order: z.object({ id }).nullish(),
  order_id: id.nullish(),
});
export type ReturnPayload = z.infer<typeof returnPayload>;
