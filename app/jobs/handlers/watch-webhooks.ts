import type { z } from 'zod';
import { now } from '#app/adapters/clock/clock.ts';
import { watchWebhooks } from '#app/pipeline/sync/reconcile/watch-webhooks.ts';
import type { watchWebhooks as definition } from '../definitions/watch-webhooks.ts';

export default async function handle({ shopId }: z.infer<typeof definition.schema>): Promise<void> {
  await watchWebhooks(BigInt(shopId), now());
}
