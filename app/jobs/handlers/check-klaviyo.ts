import type { z } from 'zod';
import { now } from '#app/adapters/clock/clock.ts';
import { checkKlaviyo } from '#app/pipeline/publish/klaviyo/check-klaviyo.ts';
import type { checkKlaviyo as definition } from '../definitions/check-klaviyo.ts';

export default async function handle({ shopId }: z.infer<typeof definition.schema>): Promise<void> {
  await checkKlaviyo(BigInt(shopId), now());
}
