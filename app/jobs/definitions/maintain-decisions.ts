import { z } from 'zod';
import { defineJob } from '../definition.ts';

/** Nightly: partitions of the decision log, ahead and behind. */
export const maintainDecisions = defineJob({ name: 'decide.maintain-decisions', schema: z.unknown(), maxAttempts: 4 });
