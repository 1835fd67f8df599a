import { now } from '#app/adapters/clock/clock.ts';
import { tendTests } from '#app/pipeline/measure/tend-tests.ts';

export default async function handle(): Promise<void> {
  await tendTests(now());
}
