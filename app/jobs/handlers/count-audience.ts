import { now } from '#app/adapters/clock/clock.ts';
import { countAudience } from '#app/pipeline/learn/count-audience.ts';

export default async function handle(): Promise<void> {
  await countAudience(now());
}
