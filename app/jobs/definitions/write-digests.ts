import { z } from 'zod';
import { defineJob } from '../definition.ts';

/** Every hour: where a shop's Monday morning has come, the week before is told. */
export const writeDigests = defineJob({ name: 'learn.write-digests', schema: z.unknown(), maxAttempts: 3 });
