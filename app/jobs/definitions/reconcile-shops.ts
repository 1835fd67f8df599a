import { z } from 'zod';
import { defineJob } from '../definition.ts';

/** Hourly: comparisons of the shops where it is night. */
export const reconcileShops = defineJob({ name: 'sync.reconcile-shops', schema: z.unknown(), maxAttempts: 3 });
