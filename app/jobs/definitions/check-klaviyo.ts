import { z } from 'zod';
import { defineJob } from '../definition.ts';

/** After steps went out: whether Klaviyo still sends, and whether they arrived where it does not. Ids are decimal text. */
export const checkKlaviyo = defineJob({
  name: 'publish.check-klaviyo',
  schema: z.object({ shopId: z.string().regex(/^\d+$/) }),
  maxAttempts: 5,
});
