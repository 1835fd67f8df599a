// A person, or what noticed that webhooks are quiet, wants the store compared now. While one runs, it goes on.
import type { ReconciliationReason } from '#app/db/reconciliations.ts';
import { reconcileShop } from '#app/jobs/definitions/reconcile-shop.ts';
import { enqueue } from '#app/jobs/enqueue.ts';
import type { Queryable } from '#app/db/pool.ts';

export async function askReconciliation(shopId: bigint, reason: ReconciliationReason, on?: Queryable): Promise<void> {
  await enqueue(reconcileShop, { shopId: String(shopId), reason }, { ...(on ? { client: on } : {}), jobKey: `reconcile:${shopId}` });
}
