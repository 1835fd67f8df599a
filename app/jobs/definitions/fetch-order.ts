import { z } from 'zod';
import { defineJob } from '../definition.ts';

/** Reads one order whole, where a webhook told only that it was edited. */
export const fetchOrder = defineJob({
  name: 'sync.fetch-order',
  schema: z.object({ shopId: z.string(), orderId: z.string() }),
  maxAttempts: 8,
});
