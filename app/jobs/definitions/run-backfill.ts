import { z } from 'zod';
import { defineJob } from '../definition.ts';

/** Goes on with a shop's backfill from where it stands; ends when every stage is done. */
export const runBackfill = defineJob({
  name: 'sync.run-backfill',
  schema: z.object({ shopId: z.string(), backfillId: z.uuid() }),
  maxAttempts: 12,
  oneAShop: true,
});
