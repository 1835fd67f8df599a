import { now } from '#app/adapters/clock/clock.ts';
import { pruneDeliveries } from '#app/pipeline/sync/prune-deliveries.ts';

export default async function handle(): Promise<void> {
  await pruneDeliveries(now());
}
