// Runs background work: every job of the registry, its payload checked against its schema, its errors mapped to
// "again later", "then" or "no use trying".
import { EventEmitter } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { type JobHelpers, parseCronItems, run, type TaskList, type WorkerEvents } from 'graphile-worker';
import { log } from '#app/adapters/log.ts';
import { hasOverdueJob } from '#app/db/across-shops/overdue-jobs.ts';
import { databaseUrl } from '#app/db/database-url.ts';
import { AppError } from '#app/domain/app-error.ts';
import { countTransitTimes } from './definitions/count-transit-times.ts';
import { maintainDecisions } from './definitions/maintain-decisions.ts';
import { pruneDeliveries } from './definitions/prune-deliveries.ts';
import { reconcileShops } from './definitions/reconcile-shops.ts';
import { refreshOutcomes } from './definitions/refresh-outcomes.ts';
import { watchWebhooksOfAll } from './definitions/watch-webhooks-of-all.ts';
import { enqueue } from './enqueue.ts';
import { type RegisteredJob, registry } from './registry.ts';
import { startWorkerLease } from './worker-lease.ts';

/** Errors that another try cannot mend. */
const FINAL = new Set(['refused', 'bad_request', 'not_found']);

/** A queue that leaves a job lying for so long while nothing is at work stands still. */
const OVERDUE_SECONDS = 30;
const OVERDUE_EVERY_LOOKS = 10;

/** Every night, at quiet hours (UTC); what follows each shop's own night, or has no hour, more often. */
const BY_THE_CLOCK = parseCronItems([
  { task: maintainDecisions.name, match: '15 3 * * *' },
  { task: pruneDeliveries.name, match: '30 3 * * *' },
  { task: countTransitTimes.name, match: '45 3 * * *' },
  { task: reconcileShops.name, match: '5 * * * *' },
  { task: watchWebhooksOfAll.name, match: '*/10 * * * *' },
  { task: refreshOutcomes.name, match: '* * * * *' },
]);

/** Starts taking jobs, and again whenever the queue ends or stands still by itself; stop() lets running ones end. */
export async function startJobs(concurrency: number): Promise<{ stop(): Promise<void> }> {
  const stopping = new AbortController();
  let queue = await beginQueue(concurrency);
  const supervised = (async () => {
    for (;;) {
      const why = await endOf(queue, stopping.signal);
      if (stopping.signal.aborted) return;
      log().error({ why }, 'the queue takes no jobs any more; beginning it again');
      queue.stop().catch(() => {});
      queue = await beginPatiently(concurrency, stopping.signal, queue);
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

interface Queue {
  /** Settles when it takes no jobs any more: a database that was away ends its clock, and with it the rest. */
  ended: Promise<string>;
  /** Jobs at work. */
  busy(): number;
  stop(): Promise<void>;
}

async function beginQueue(concurrency: number): Promise<Queue> {
  const taskList: TaskList = Object.fromEntries(registry.map((job) => [job.definition.name, (payload: unknown, helpers: JobHelpers) => work(job, payload, helpers)]));
  const events: WorkerEvents = new EventEmitter();
  const leases: { stop(): Promise<void> }[] = [];
  let busy = 0;
  events.on('pool:create', ({ workerPool }) => leases.push(startWorkerLease(workerPool.id)));
  events.on('job:start', () => { busy += 1; });
  events.on('job:complete', () => { busy -= 1; });
  // Connections of its own: the queue writes its rows back as JSON, which our pool's big integers do not survive.
  const runner = await run({ connectionString: databaseUrl(), maxPoolSize: concurrency + 2, taskList, concurrency, noHandleSignals: true, pollInterval: 1_000, parsedCronItems: BY_THE_CLOCK, events, logger: queueLogger() });
  return {
    ended: runner.promise.then(() => 'it ended', (error: Error) => error.message),
    busy: () => busy,
    stop: async () => {
      await runner.stop().catch(() => {}); // it may have ended by itself
      await Promise.all(leases.map((lease) => lease.stop()));
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
async function beginPatiently(concurrency: number, signal: AbortSignal, before: Queue): Promise<Queue> {
  while (!signal.aborted) {
    try {
      return await beginQueue(concurrency);
    } catch (error) {
      log().warn({ error: (error as Error).message }, 'the queue could not be begun; trying again');
      await sleep(1_000, undefined, { signal }).catch(() => {});
    }
  }
  return before;
}

async function work({ definition, load }: RegisteredJob, payload: unknown, { job }: JobHelpers): Promise<void> {
  const handler = await load();
  const parsed = definition.schema.parse(payload) as never;
  try {
    await handler.default(parsed);
  } catch (error) {
    const retryAt = error instanceof AppError && error.code === 'try_later' ? error.retryAt : undefined;
    if (retryAt) {
      log().info({ job: definition.name, attempt: job.attempts, retryAt, error: (error as Error).message }, 'a job waits until the moment it was given');
      // Whoever asks for fewer calls has not failed: the try is not counted. Another that was enqueued meanwhile does the same.
      await enqueue({ ...definition, maxAttempts: job.max_attempts - job.attempts + 1 }, parsed, { runAt: retryAt, ...(job.key === null ? {} : { jobKey: job.key }) });
      return;
    }
    const final = error instanceof AppError && FINAL.has(error.code);
    const givenUp = final || job.attempts >= job.max_attempts;
    log().error({ job: definition.name, attempt: job.attempts, givenUp, error: (error as Error).message, stack: (error as Error).stack }, 'a job failed');
    if (givenUp) await handler.givenUp?.(parsed, error as Error);
    if (!final) throw error;
  }
}

function queueLogger() {
  return new (class {
    scope() { return this; }
    error(message: string) { log().error({ from: 'graphile-worker' }, message); }
    warn(message: string) { log().warn({ from: 'graphile-worker' }, message); }
    info() {}
    debug() {}
  })() as never;
}
