import { z } from 'zod';
import { defineJob } from '../definition.ts';

/** Every hour: every shop's new orders are added to its model. */
export const addOrdersOfAll = defineJob({ name: 'learn.add-orders-of-all', schema: z.unknown(), maxAttempts: 3 });
