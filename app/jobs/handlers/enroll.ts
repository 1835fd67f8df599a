import type { z } from 'zod';
import { now } from '#app/adapters/clock/clock.ts';
import { enroll } from '#app/pipeline/engage/enroll.ts';
import type { enroll as definition } from '../definitions/enroll.ts';

export default async function handle({ shopId, ...moment }: z.infer<typeof definition.schema>): Promise<void> {
  await enroll(BigInt(shopId), moment, now());
}
