import { z } from 'zod';
import { defineJob } from '../definition.ts';

/** Every minute: outcomes that changed since the last, of every shop. */
export const refreshOutcomes = defineJob({ name: 'measure.refresh-outcomes', schema: z.unknown(), maxAttempts: 1 });
