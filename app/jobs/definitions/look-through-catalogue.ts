import { z } from 'zod';
import { defineJob } from '../definition.ts';

/** Sums what each product of a shop earned lately and notes which have sold out. */
export const lookThroughCatalogue = defineJob({
  name: 'measure.look-through-catalogue',
  schema: z.object({ shopId: z.string().regex(/^\d+$/) }),
  maxAttempts: 3,
  oneAShop: true,
});
