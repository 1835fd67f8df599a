import { z } from 'zod';
import { defineJob } from '../definition.ts';

/** Every night: tests that earn get the shares of their next day, and prices of tests that ended leave the store. */
export const tendTests = defineJob({ name: 'measure.tend-tests', schema: z.unknown(), maxAttempts: 3 });
