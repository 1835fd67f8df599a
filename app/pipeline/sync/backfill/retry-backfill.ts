// Reads a store's past once more: after a backfill that stopped, or a restored database. What is right already stays:
// rows are merged by Shopify's own `updated_at`. While one is running, nothing is started.
import { latestBackfill, startBackfill } from '#app/db/backfills.ts';
import { type Queryable, withTransaction } from '#app/db/pool.ts';
import { runBackfill } from '#app/jobs/definitions/run-backfill.ts';
import { enqueue } from '#app/jobs/enqueue.ts';
import { ringAll } from '../reread/ring.ts';

export async function retryBackfill(shopId: bigint, at: Date): Promise<void> {
  await withTransaction(async (on) => {
    if ((await latestBackfill(shopId, on))?.status !== 'running') await readPast(shopId, at, on);
  });
}

/** Begins at once; one that is running gives way. */
export async function readPast(shopId: bigint, at: Date, on: Queryable): Promise<void> {
  const backfillId = await startBackfill(shopId, at, on);
  await enqueue(runBackfill, { shopId: String(shopId), backfillId }, { client: on, jobKey: `backfill:${shopId}` });
  await ringAll(shopId, on);
}
