import { z } from 'zod';
import { defineJob } from '../definition.ts';

/** What of a store is read whole, each time that anything of it changed. */
export const REREAD_FACTS = ['locations', 'markets', 'market_prices', 'collections', 'metafields', 'subscriptions', 'returns', 'discounts', 'shop'] as const;
export type RereadFact = (typeof REREAD_FACTS)[number];

/** Reads one fact of a store anew, whole; see app/pipeline/sync/reread. */
export const rereadFact = defineJob({
  name: 'sync.reread-fact',
  schema: z.object({ shopId: z.string(), fact: z.enum(REREAD_FACTS) }),
  maxAttempts: 8,
  oneAShop: true,
});
