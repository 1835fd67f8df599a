// bulk_operations/finish, app/uninstalled, app/scopes_update, and the three compliance topics.
import { z } from 'zod';
import { id } from './values.ts';

export const bulkOperationPayload = z.object({ admin_graphql_api_id: z.string(), status: z.string() });

/** Only that it came matters: the delivery's own headers say whose and when. */
export const appUninstalledPayload = z.object({ id });

export const scopesUpdatePayload = z.object({ current: z.array(z.string()) });

export const customerDataRequestPayload = z.object({ customer: z.object({ id }), data_request: z.object({ id }) });

export const customerRedactPayload = z.object({ customer: z.object({ id }), orders_to_redact: z.array(id).default([]) });

export const shopRedactPayload = z.object({ shop_id: id });
