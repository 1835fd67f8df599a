import { rereadPricesOfAll } from '#app/pipeline/sync/reread/prices-of-all.ts';

export default async function handle(): Promise<void> {
  await rereadPricesOfAll();
}
