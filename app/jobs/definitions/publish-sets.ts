import { z } from 'zod';
import { defineJob } from '../definition.ts';

/** Writes what approved sets look like now to the store: only differences go out. */
export const publishSets = defineJob({
  name: 'publish.write-sets',
  schema: z.object({ shopId: z.string() }),
  maxAttempts: 8,
  oneAShop: true,
});
