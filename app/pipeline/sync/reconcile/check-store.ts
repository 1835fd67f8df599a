// A person wants to know whether what Setwise knows is what the store says: whether webhooks still arrive is asked at once,
// before the comparison brings what they did not tell; then all is compared.
import { lastGoodPoint } from '#app/db/reconciliations.ts';
import { AppError } from '#app/domain/app-error.ts';
import { says } from '#app/domain/says/says.ts';
import { askReconciliation } from './ask-reconciliation.ts';
import { watchWebhooks } from './watch-webhooks.ts';

/**
 * @param at business time
 * @throws AppError conflict while the past was not read: there is nothing to compare
 */
export async function checkStore(shopId: bigint, at: Date): Promise<void> {
  if (!(await lastGoodPoint(shopId))) throw new AppError('conflict', says(({ desk }) => desk.storeNotRead));
  const watch = await watchWebhooks(shopId, at);
  // What was found quiet just now has the store compared already.
  if (watch?.noticedAt?.getTime() !== at.getTime()) await askReconciliation(shopId, 'asked');
}
