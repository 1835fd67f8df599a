import { z } from 'zod';
import { defineJob } from '../definition.ts';

/** Reads one subscription contract whole: no webhook tells its products, nor how its last payment went. */
export const rereadSubscription = defineJob({
  name: 'sync.reread-subscription',
  schema: z.object({ shopId: z.string(), contractId: z.string() }),
  maxAttempts: 8,
});
