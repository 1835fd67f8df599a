import { z } from 'zod';
import { defineJob } from '../definition.ts';

/** Compares a shop with its store, from wherever a comparison stands, and repairs what differs. */
export const reconcileShop = defineJob({
  name: 'sync.reconcile-shop',
  schema: z.object({ shopId: z.string().regex(/^\d+$/), reason: z.enum(['nightly', 'asked', 'webhooks_quiet']) }),
  maxAttempts: 12,
  oneAShop: true,
});
