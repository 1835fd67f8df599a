import { z } from 'zod';
import { defineJob } from '../definition.ts';

/** Reads one product whole, where a webhook told only a part: more than 100 variants, or costs and stock of new ones. */
export const rereadProduct = defineJob({
  name: 'sync.reread-product',
  schema: z.object({ shopId: z.string(), productId: z.string() }),
  maxAttempts: 8,
});
