import type { z } from 'zod';
import { now } from '#app/adapters/clock/clock.ts';
import { publishSets } from '#app/pipeline/publish/publish-sets.ts';
import type { publishSets as definition } from '../definitions/publish-sets.ts';

export default async function handle(payload: z.infer<typeof definition.schema>): Promise<void> {
  await publishSets(BigInt(payload.shopId), now());
}
