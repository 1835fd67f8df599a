// The bell: has a fact read anew, once however often it is rung before the reading begins.
import type { Queryable } from '#app/db/pool.ts';
import { REREAD_FACTS, type RereadFact, rereadFact } from '#app/jobs/definitions/reread-fact.ts';
import { enqueue } from '#app/jobs/enqueue.ts';

export async function ring(shopId: bigint, fact: RereadFact, on: Queryable): Promise<void> {
  await enqueue(rereadFact, { shopId: String(shopId), fact }, { client: on, jobKey: `reread:${fact}:${shopId}` });
}

/** For a shop that arrives, and every night. */
export async function ringAll(shopId: bigint, on: Queryable): Promise<void> {
  for (const fact of REREAD_FACTS) await ring(shopId, fact, on);
}
