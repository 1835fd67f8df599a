// Keeps the queue taking jobs while its process lives. A database that was away ends it without a word, and one that
// stands still looks alive.
import { setTimeout as sleep } from 'node:timers/promises';
import { log } from '#app/adapters/log.ts';
import { hasOverdueJob } from '#app/db/across-shops/overdue-jobs.ts';

/** A queue that leaves a job lying for so long while nothing is at work stands still. */
const OVERDUE_SECONDS = 30;
const OVERDUE_EVERY_LOOKS = 10;

export interface Queue {
  /** Settles when it takes no jobs any more: a database that was away ends its clock, and with it the rest. */
  ended: Promise<string>;
  /** Jobs at work. */
  busy(): number;
  stop(): Promise<void>;
}

/** Begins it, and again whenever it ends or stands still by itself; stop() lets running jobs end. */
export async function keepQueue(begin: () => Promise<Queue>): Promise<{ stop(): Promise<void> }> {
  const stopping = new AbortController();
  let queue = await begin();
  const supervised = (async () => {
    for (;;) {
      const why = await endOf(queue, stopping.signal);
      if (stopping.signal.aborted) return;
      log().error({ why }, 'the queue takes no jobs any more; beginning it again');
      queue.stop().catch(() => {});
      queue = await beginPatiently(begin, stopping.signal, queue);
    }
  })();
  return {
    stop: async () => {
      stopping.abort();
      await supervised;
      await queue.stop();
    },
  };
}

/** @returns why it has to be begun again; also when `signal` fires */
async function endOf(queue: Queue, signal: AbortSignal): Promise<string> {
  let ended: string | undefined;
  queue.ended.then((why) => { ended = why; }).catch(() => {});
  let overdue = 0;
  for (let looks = 1; !signal.aborted; looks += 1) {
    await Promise.race([queue.ended, sleep(1_000, undefined, { signal })]).catch(() => {});
    if (ended !== undefined) return ended;
    if (looks % OVERDUE_EVERY_LOOKS > 0) continue;
    const standsStill = queue.busy() === 0 && (await hasOverdueJob(OVERDUE_SECONDS).catch(() => false));
    overdue = standsStill ? overdue + 1 : 0;
    if (overdue === 2) return 'jobs are due that it does not take';
  }
  return 'stopping';
}

/** @param before what stands when stopping comes first */
async function beginPatiently(begin: () => Promise<Queue>, signal: AbortSignal, before: Queue): Promise<Queue> {
  while (!signal.aborted) {
    try {
      return await begin();
    } catch (error) {
      log().warn({ error: (error as Error).message }, 'the queue could not be begun; trying again');
      await sleep(1_000, undefined, { signal }).catch(() => {});
    }
  }
  return before;
}
