// A backfill whose every try failed ends as failed, with its reason, so that a person can start it again.
import { finishBackfill } from '#app/db/backfills.ts';

export async function giveUpBackfill(shopId: bigint, backfillId: string, reason: string, now: Date): Promise<void> {
  await finishBackfill(shopId, backfillId, { status: 'failed', error: reason }, now);
}
