// Looks every second for steps, and for parcels, that are due, by the business clock. Waits of days are rows, not timers: a worker that was
// down, or a clock that was moved, finds them all the same.
import { setTimeout as sleep } from 'node:timers/promises';
import { now } from '#app/adapters/clock/clock.ts';
import { log } from '#app/adapters/log.ts';
import { assumeDeliveries } from './assume-deliveries.ts';
import { runDueSteps } from './run-due-steps.ts';

const POLL_MS = 1_000;

/** @returns a promise that ends after `signal` has fired and the round at hand is settled */
export async function startDueStepLoop(signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    try {
      await assumeDeliveries(now());
      await runDueSteps(now());
    } catch (error) {
      log().error({ error: (error as Error).message }, 'due steps could not be handled; trying again');
    }
    await sleep(POLL_MS, undefined, { signal }).catch(() => {});
  }
}
