import { z } from 'zod';
import { defineJob } from '../definition.ts';

/** Learns the shop's associations from its orders, then proposes sets. */
export const trainAssociations = defineJob({
  name: 'learn.train-associations',
  schema: z.object({ shopId: z.string() }),
  maxAttempts: 4,
  oneAShop: true,
});
