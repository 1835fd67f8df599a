import type { z } from 'zod';
import { now } from '#app/adapters/clock/clock.ts';
import { rereadFact } from '#app/pipeline/sync/reread/reread-fact.ts';
import type { rereadFact as definition } from '../definitions/reread-fact.ts';

export default async function handle(payload: z.infer<typeof definition.schema>): Promise<void> {
  await rereadFact(BigInt(payload.shopId), payload.fact, now());
}
