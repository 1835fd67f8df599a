import { z } from 'zod';
import { defineJob } from '../definition.ts';

/** Asks one store whether anything happened of which its webhooks did not tell. */
export const watchWebhooks = defineJob({
  name: 'sync.watch-webhooks',
  schema: z.object({ shopId: z.string().regex(/^\d+$/) }),
  maxAttempts: 2,
});
