import { now } from '#app/adapters/clock/clock.ts';
import { dueReconciliations } from '#app/pipeline/sync/reconcile/due-reconciliations.ts';

export default async function handle(): Promise<void> {
  await dueReconciliations(now());
}
