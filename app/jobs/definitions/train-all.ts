import { z } from 'zod';
import { defineJob } from '../definition.ts';

/** Every night: every shop learns from all of its orders again. */
export const trainAll = defineJob({ name: 'learn.train-all', schema: z.unknown(), maxAttempts: 3 });
