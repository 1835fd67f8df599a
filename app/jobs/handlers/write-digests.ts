import { now } from '#app/adapters/clock/clock.ts';
import { writeDigests } from '#app/pipeline/learn/write-digest.ts';

export default async function handle(): Promise<void> {
  await writeDigests(now());
}
