import { z } from 'zod';
import { defineJob } from '../definition.ts';

/** Deletes every row of a shop that left before `leftBefore`; a shop that came back since keeps its new rows. */
export const forgetShop = defineJob({
  name: 'install.forget-shop',
  schema: z.object({ shopId: z.string(), leftBefore: z.iso.datetime() }),
  maxAttempts: 12,
});
