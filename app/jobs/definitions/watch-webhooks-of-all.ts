import { z } from 'zod';
import { defineJob } from '../definition.ts';

/** Every ten minutes: a look at the webhooks of each shop. */
export const watchWebhooksOfAll = defineJob({ name: 'sync.watch-webhooks-of-all', schema: z.unknown(), maxAttempts: 1 });
