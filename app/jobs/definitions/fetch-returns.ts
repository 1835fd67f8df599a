import { z } from 'zod';
import { defineJob } from '../definition.ts';

const id = z.string().regex(/^\d+$/);

/** Reads a return whole, or all that are open. Ids are decimal text. */
export const fetchReturns = defineJob({
  name: 'sync.fetch-returns',
  schema: z.object({ shopId: id, returnId: id.nullable() }),
  maxAttempts: 8,
});
