// A comparison whose every try failed ends as failed, with its reason: the next night begins a new one, from the same good
// point.
import { giveUpReconciliation as giveUp } from '#app/db/reconciliations.ts';

export async function giveUpReconciliation(shopId: bigint, reason: string, now: Date): Promise<void> {
  await giveUp(shopId, reason, now);
}
