import { z } from 'zod';
import { defineJob } from '../definition.ts';

/** Every night: what comes back of products and is bought again, what showing offers changes, how customers buy. */
export const countAudience = defineJob({ name: 'learn.count-audience', schema: z.unknown(), maxAttempts: 3 });
