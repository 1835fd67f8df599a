import type { z } from 'zod';
import { now } from '#app/adapters/clock/clock.ts';
import { resolveSets } from '#app/pipeline/learn/resolve-sets.ts';
import type { resolveSets as definition } from '../definitions/resolve-sets.ts';

export default async function handle(payload: z.infer<typeof definition.schema>): Promise<void> {
  await resolveSets(BigInt(payload.shopId), now());
}
