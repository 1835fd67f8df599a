// Has everything read that a backfill leaves out: settings of the store, few and read whole (app/pipeline/sync/reread), and
// whether the set discount still stands. For a shop that arrives, one that grants more, and every night.
import type { Queryable } from '#app/db/pool.ts';
import { shopById } from '#app/db/shops.ts';
import { checkSetDiscount } from '#app/jobs/definitions/check-set-discount.ts';
import { REREAD_FACTS, rereadFact } from '#app/jobs/definitions/reread-fact.ts';
import { enqueue, enqueueAll } from '#app/jobs/enqueue.ts';

export async function rereadFacts(shopId: bigint, on: Queryable): Promise<void> {
  await enqueueAll(rereadFact, REREAD_FACTS.map((fact) => ({ shopId: String(shopId), fact })), ({ fact }) => `reread:${fact}:${shopId}`, on);
  const shop = await shopById(shopId, on);
  if (shop?.discountNodeId) await enqueue(checkSetDiscount, { shopId: String(shopId) }, { client: on, jobKey: `check-set-discount:${shopId}` });
}
