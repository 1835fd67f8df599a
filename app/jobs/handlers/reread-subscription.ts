import type { z } from 'zod';
import { now } from '#app/adapters/clock/clock.ts';
import { rereadSubscription } from '#app/pipeline/sync/reread-subscription.ts';
import type { rereadSubscription as definition } from '../definitions/reread-subscription.ts';

export default async function handle(payload: z.infer<typeof definition.schema>): Promise<void> {
  await rereadSubscription(BigInt(payload.shopId), BigInt(payload.contractId), now());
}
