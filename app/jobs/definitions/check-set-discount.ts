import { z } from 'zod';
import { defineJob } from '../definition.ts';

/** Looks whether the set discount still stands in the store as Setwise made it. */
export const checkSetDiscount = defineJob({
  name: 'publish.check-set-discount',
  schema: z.object({ shopId: z.string() }),
  maxAttempts: 8,
  oneAShop: true,
});
