import type { z } from 'zod';
import { now } from '#app/adapters/clock/clock.ts';
import { giveUpBackfill } from '#app/pipeline/sync/backfill/give-up-backfill.ts';
import { runBackfill } from '#app/pipeline/sync/backfill/run-backfill.ts';
import type { runBackfill as definition } from '../definitions/run-backfill.ts';

export default async function handle(payload: z.infer<typeof definition.schema>): Promise<void> {
  await runBackfill(BigInt(payload.shopId), payload.backfillId, now);
}

export async function givenUp(payload: z.infer<typeof definition.schema>, error: Error): Promise<void> {
  await giveUpBackfill(BigInt(payload.shopId), payload.backfillId, error.message, now());
}
