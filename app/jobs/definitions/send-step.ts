import { z } from 'zod';
import { defineJob } from '../definition.ts';

/** A decided step goes out: consent asked once more, decided once more, then one event. Ids are decimal text. */
export const sendStep = defineJob({
  name: 'deliver.send-step',
  schema: z.object({ shopId: z.string().regex(/^\d+$/), stepId: z.uuid() }),
  maxAttempts: 10,
});
