import { z } from 'zod';
import { defineJob } from '../definition.ts';

/** Nightly: deliveries that were applied long ago. */
export const pruneDeliveries = defineJob({ name: 'sync.prune-deliveries', schema: z.unknown(), maxAttempts: 4 });
