import type { z } from 'zod';
import { now } from '#app/adapters/clock/clock.ts';
import { checkSetDiscount } from '#app/pipeline/publish/check-set-discount.ts';
import type { checkSetDiscount as definition } from '../definitions/check-set-discount.ts';

export default async function handle({ shopId }: z.infer<typeof definition.schema>): Promise<void> {
  await checkSetDiscount(BigInt(shopId), now());
}
