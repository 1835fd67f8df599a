import { z } from 'zod';
import { defineJob } from '../definition.ts';

/** Every hour: what markets ask in other currencies is read anew; see app/pipeline/sync/reread. */
export const rereadPricesOfAll = defineJob({ name: 'sync.reread-prices-of-all', schema: z.unknown(), maxAttempts: 3 });
