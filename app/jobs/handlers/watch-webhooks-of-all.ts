import { watchAllWebhooks } from '#app/pipeline/sync/reconcile/watch-all-webhooks.ts';

export default async function handle(): Promise<void> {
  await watchAllWebhooks();
}
