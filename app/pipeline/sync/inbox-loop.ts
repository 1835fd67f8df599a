// Keeps the inbox empty while a worker runs: woken by the bell, and looking by itself every two seconds in case a ring
// was lost. Two rounds go on beside each other, so that what comes for one shop does not wait for another's long batch.
import { now } from '#app/adapters/clock/clock.ts';
import { log } from '#app/adapters/log.ts';
import { type DeliveryBell, listenForDeliveries } from '#app/db/across-shops/delivery-signal.ts';
import { applyDeliveries } from './apply-deliveries.ts';

const POLL_MS = 2_000;
const ROUNDS_AT_A_TIME = 2;

/** @returns a promise that ends after `signal` has fired and the batches at hand are settled */
export async function startInboxLoop(signal: AbortSignal): Promise<void> {
  await Promise.all(Array.from({ length: ROUNDS_AT_A_TIME }, () => goRounds(signal)));
}

async function goRounds(signal: AbortSignal): Promise<void> {
  const doze = dozing(signal);
  let bell: DeliveryBell | undefined;
  while (!signal.aborted) {
    try {
      bell ??= await listenForDeliveries(doze.wake, () => {
        bell = undefined;
        doze.wake();
      });
      if ((await applyDeliveries(now())) === 0) await doze.sleep(POLL_MS);
    } catch (error) {
      log().error({ error: (error as Error).message }, 'the inbox could not be emptied; trying again');
      await doze.sleep(POLL_MS);
    }
  }
  await bell?.close();
}

/** A sleep that can be cut short; a wake that comes while awake cuts the next one. */
function dozing(signal: AbortSignal) {
  let woken = false;
  let getUp: (() => void) | undefined;
  const wake = () => {
    woken = true;
    getUp?.();
  };
  signal.addEventListener('abort', wake, { once: true });
  return {
    wake,
    async sleep(ms: number): Promise<void> {
      if (!woken)
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, ms);
          getUp = () => {
            clearTimeout(timer);
            resolve();
          };
        });
      woken = false;
      getUp = undefined;
    },
  };
}
