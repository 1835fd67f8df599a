// Keeps this worker's lease while it runs, and takes the jobs of workers that died from them: one that is without a lease
// at two looks in a row is dead. At one it may only be on its way back after the database was restarted.
import { setTimeout as sleep } from 'node:timers/promises';
import { log } from '#app/adapters/log.ts';
import { freeJobsOf, holdWorkerLease, type WorkerLease, workersWithoutLease } from '#app/db/across-shops/worker-leases.ts';

const LOOK_EVERY_MS = 10_000;

/** @returns stop(), which ends the lease: call it when no job runs any more */
export function startWorkerLease(workerId: string, lookEveryMs = LOOK_EVERY_MS): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const done = keep(workerId, lookEveryMs, stopping.signal);
  return {
    stop: () => {
      stopping.abort();
      return done;
    },
  };
}

async function keep(workerId: string, lookEveryMs: number, signal: AbortSignal): Promise<void> {
  let lease: WorkerLease | undefined;
  let suspects: string[] = [];
  while (!signal.aborted) {
    try {
      lease ??= await holdWorkerLease(workerId, () => {
        lease = undefined;
      });
      suspects = await freeTheDead(suspects, workerId);
    } catch (error) {
      suspects = [];
      log().warn({ error: (error as Error).message }, 'the lease of this worker could not be kept; trying again');
    }
    await sleep(lookEveryMs, undefined, { signal }).catch(() => {});
  }
  await lease?.close().catch(() => {});
}

/** @returns who is without a lease now and was not before */
async function freeTheDead(before: readonly string[], ownId: string): Promise<string[]> {
  const without = (await workersWithoutLease()).filter((id) => id !== ownId);
  const dead = without.filter((id) => before.includes(id));
  if (dead.length > 0) log().warn({ workers: dead.length }, 'jobs of workers that died are taken again');
  await freeJobsOf(dead);
  return without.filter((id) => !dead.includes(id));
}
