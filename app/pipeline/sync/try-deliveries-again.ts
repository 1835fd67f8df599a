// A person tries deliveries again that were set aside, and wants to hear what became of them: they are put back to the work
// and waited for a little. The worker applies them; whoever waits longer looks again.
import { setTimeout as sleep } from 'node:timers/promises';
import { type SettledStates, setAsideIds, statesOfDeliveries } from '#app/db/webhook-deliveries.ts';
import { retryDeliveries } from './retry-deliveries.ts';

/** All at once, for a person who presses a button; the next press takes the next. */
const MOST_AT_ONCE = 5_000;
const LOOKS = 20;
const LOOK_EVERY_MS = 200;

/** @param webhookId one, or all that can be tried @returns how many are applied, set aside again, or still wait */
export async function tryDeliveriesAgain(shopId: bigint, webhookId: string | 'all'): Promise<SettledStates> {
  const ids = webhookId === 'all' ? await setAsideIds(shopId, MOST_AT_ONCE) : [webhookId];
  const retried = await retryDeliveries(shopId, ids);
  if (retried === 0) return { applied: 0, setAside: 0, pending: 0 };
  for (let look = 1; ; look++) {
    const states = await statesOfDeliveries(shopId, ids);
    if (states.pending === 0 || look === LOOKS) return states;
    await sleep(LOOK_EVERY_MS);
  }
}
