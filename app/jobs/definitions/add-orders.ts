import { z } from 'zod';
import { defineJob } from '../definition.ts';

/** Adds the orders that came since to what the shop's model counted. */
export const addOrders = defineJob({
  name: 'learn.add-orders',
  schema: z.object({ shopId: z.string() }),
  maxAttempts: 3,
  oneAShop: true,
});
