// Keeps the queue taking jobs while its process lives. A database that was away ends it without a word, and one that
// stands still looks alive.
import { setTimeout as sleep } from 'node:timers/promises';
import { log } from '#app/adapters/log.ts';
import { hasOverdueJob } from '#app/db/across-shops/overdue-jobs.ts';

export interface Patience {
  /** A queue that leaves a job lying for so long while nothing is at work stands still. */
  overdueSeconds: number;
  /** Looked for every so many seconds; found twice running, it is begun again. */
  everySeconds: number;
}

const USUAL: Patience = { overdueSeconds: 30, everySeconds: 10 };

export interface Queue {
  /** Settles when it takes no jobs any more: a database that was away ends its clock, and with it the rest. */
  ended: Promise<string>;
  /** Jobs at work. */
  busy(): number;
  stop(): Promise<void>;
}

/** Begins it, and again whenever it ends or stands still by itself; stop() lets running jobs end. */
export async function keepQueue(begin: () => Promise<Queue>, patience = USUAL): Promise<{ stop(): Promise<void> }> {
  const stopping = new AbortController();
  let queue = await begin();
  const supervised = (async () => {
    for (;;) {
      const why = await endOf(queue, patience, stopping.signal);
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
async function endOf(queue: Queue, { overdueSeconds, everySeconds }: Patience, signal: AbortSignal): Promise<string> {
  let ended: string | undefined;
  queue.ended.then((why) => { ended = why; }).catch(() => {});
  let overdue = 0;
  for (let seconds = 1; !signal.aborted; seconds += 1) {
    await Promise.race([queue.ended, sleep(1_000, undefined, { signal })]).catch(() => {});
    if (ended !== undefined) return ended;
    if (seconds % everySeconds > 0) continue;
    const standsStill = queue.busy() === 0 && (await hasOverdueJob(overdueSeconds).catch(() => false));
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
