import { now } from '#app/adapters/clock/clock.ts';
import { maintainDecisions } from '#app/pipeline/decide/maintain-decisions.ts';

export default async function handle(): Promise<void> {
  await maintainDecisions(now());
}
