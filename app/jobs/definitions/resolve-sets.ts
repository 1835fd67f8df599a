import { z } from 'zod';
import { defineJob } from '../definition.ts';

/** What the rules of sets (a collection, a tag, a type) come to is worked out anew. */
export const resolveSets = defineJob({
  name: 'learn.resolve-sets',
  schema: z.object({ shopId: z.string() }),
  maxAttempts: 5,
  oneAShop: true,
});
