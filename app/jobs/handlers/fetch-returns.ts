import type { z } from 'zod';
import { now } from '#app/adapters/clock/clock.ts';
import { fetchReturns } from '#app/pipeline/sync/fetch-returns.ts';
import type { fetchReturns as definition } from '../definitions/fetch-returns.ts';

export default async function handle({ shopId, returnId }: z.infer<typeof definition.schema>): Promise<void> {
  await fetchReturns(BigInt(shopId), returnId === null ? null : BigInt(returnId), now());
}
