// The bell: has a fact read anew, once however often it is rung before the reading begins.
import type { Queryable } from '#app/db/pool.ts';
import { type RereadFact, rereadFact } from '#app/jobs/definitions/reread-fact.ts';
import { enqueue } from '#app/jobs/enqueue.ts';

export async function ring(shopId: bigint, fact: RereadFact, on: Queryable): Promise<void> {
  await enqueue(rereadFact, { shopId: String(shopId), fact }, { client: on, jobKey: `reread:${fact}:${shopId}` });
}

/** Of everything. */
export { rereadFacts as ringAll } from '../../install/reread-facts.ts';
