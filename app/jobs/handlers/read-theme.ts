import type { z } from 'zod';
import { now } from '#app/adapters/clock/clock.ts';
import { readNewTheme } from '#app/pipeline/publish/read-new-theme.ts';
import type { readTheme as definition } from '../definitions/read-theme.ts';

export default async function handle({ shopId }: z.infer<typeof definition.schema>): Promise<void> {
  await readNewTheme(BigInt(shopId), now());
}
