// returns/*: a return says who it is in one way or another, and often little else: returns/update only its deltas,
// returns/process nothing that Shopify's sample shows. What is missing has to be read.
import { z } from 'zod';
import { id } from './values.ts';

/** gid://shopify/Return/1 */
const gid = z.string().regex(/^gid:\/\/shopify\/Return\/\d+$/).transform((text) => BigInt(text.slice(text.lastIndexOf('/') + 1)));

const RETURN_STATUSES = ['requested', 'open', 'closed', 'declined', 'canceled'] as const;
export type ReturnStatus = (typeof RETURN_STATUSES)[number];

const named = { id: id.nullish(), admin_graphql_api_id: gid.nullish() };
const status = z.enum(RETURN_STATUSES).nullish();

/** returns/request, returns/approve, returns/decline */
export const returnPayload = z.object({ ...named, status, order: z.object({ id }).nullish() });
/** returns/cancel, returns/close, returns/reopen */
export const turnedReturnPayload = z.object({ ...named, status, order_id: id.nullish() });
export const updatedReturnPayload = z.object({ admin_graphql_api_id: gid });
export const processedReturnPayload = z.object({ ...named });

/** What any of them may say. */
export type ReturnPayload = Partial<z.infer<typeof returnPayload> & z.infer<typeof turnedReturnPayload>>;
