import { z } from 'zod';
import { defineJob } from '../definition.ts';

/** Looks where Setwise stands in a theme that has just been published. */
export const readTheme = defineJob({
  name: 'publish.read-theme',
  schema: z.object({ shopId: z.string() }),
  maxAttempts: 8,
  oneAShop: true,
});
