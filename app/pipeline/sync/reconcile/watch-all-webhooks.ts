// Every ten minutes: each shop is asked about by a job of its own, so that one whose store does not answer keeps nobody
// waiting.
import { shopsToCompare } from '#app/db/across-shops/shops-to-compare.ts';
import { watchWebhooks } from '#app/jobs/definitions/watch-webhooks.ts';
import { enqueueAll } from '#app/jobs/enqueue.ts';

export async function watchAllWebhooks(): Promise<void> {
  const shops = await shopsToCompare();
  await enqueueAll(watchWebhooks, shops.map(({ shopId }) => ({ shopId: String(shopId) })), ({ shopId }) => `watch-webhooks:${shopId}`);
}
