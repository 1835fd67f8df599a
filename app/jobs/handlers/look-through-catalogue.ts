import type { z } from 'zod';
import { now } from '#app/adapters/clock/clock.ts';
import { lookThroughCatalogue } from '#app/pipeline/measure/look-through-catalogue.ts';
import type { lookThroughCatalogue as definition } from '../definitions/look-through-catalogue.ts';

export default async function handle({ shopId }: z.infer<typeof definition.schema>): Promise<void> {
  await lookThroughCatalogue(BigInt(shopId), now());
}
