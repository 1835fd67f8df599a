import { now } from '#app/adapters/clock/clock.ts';
import { countTransitTimes } from '#app/pipeline/learn/count-transit-times.ts';

export default async function handle(): Promise<void> {
  await countTransitTimes(now());
}
