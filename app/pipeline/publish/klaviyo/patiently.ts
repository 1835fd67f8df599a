// A merchant waits in front of the page while Klaviyo is set up, and Klaviyo lets some calls through once a second only
// (accounts, flows): what is refused for a moment is asked again after it, a few times.
import { setTimeout as sleep } from 'node:timers/promises';
import { wireNow } from '#app/adapters/clock/clock.ts';
import { AppError } from '#app/domain/app-error.ts';

const LONGEST_WAIT_MS = 3_000;
const TRIES = 4;

/** @throws AppError whatever the last try threw */
export async function patiently<T>(call: () => Promise<T>): Promise<T> {
  for (let tried = 1; ; tried += 1) {
    try {
      return await call();
    } catch (error) {
      const waitMs = error instanceof AppError && error.retryAt ? error.retryAt.getTime() - wireNow().getTime() : Number.POSITIVE_INFINITY;
      if (tried === TRIES || waitMs > LONGEST_WAIT_MS) throw error;
      await sleep(Math.max(waitMs, 0));
    }
  }
}
