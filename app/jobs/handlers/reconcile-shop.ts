import type { z } from 'zod';
import { now } from '#app/adapters/clock/clock.ts';
import { giveUpReconciliation } from '#app/pipeline/sync/reconcile/give-up-reconciliation.ts';
import { reconcileShop } from '#app/pipeline/sync/reconcile/reconcile-shop.ts';
import type { reconcileShop as definition } from '../definitions/reconcile-shop.ts';

/** Others want the worker too. */
const TURN_MS = 20_000;

export default async function handle({ shopId, reason }: z.infer<typeof definition.schema>): Promise<void> {
  await reconcileShop(BigInt(shopId), reason, now, { turnMs: TURN_MS });
}

export async function givenUp({ shopId }: z.infer<typeof definition.schema>, error: Error): Promise<void> {
  await giveUpReconciliation(BigInt(shopId), error.message, now());
}
