import { now } from '#app/adapters/clock/clock.ts';
import { turnTheDay } from '#app/pipeline/publish/turn-the-day.ts';

export default async function handle(): Promise<void> {
  await turnTheDay(now());
}
