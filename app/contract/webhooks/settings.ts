// Webhooks that are bells: that something of a fact changed is all that is taken from them; what is true now is read from
// Shopify (app/pipeline/sync/reread). locations/*, markets/*, shop/update, themes/publish.
import { z } from 'zod';
import { id } from './values.ts';

export const changedPayload = z.object({ id });
