// Runs background work: every job of the registry, its payload checked against its schema, its errors mapped to
// "again later", "then" or "no use trying".
import { EventEmitter } from 'node:events';
import { type JobHelpers, parseCronItems, run, type TaskList, type WorkerEvents } from 'graphile-worker';
import { log } from '#app/adapters/log.ts';
import { databaseUrl } from '#app/db/database-url.ts';
import { AppError } from '#app/domain/app-error.ts';
import { addOrdersOfAll } from './definitions/add-orders-of-all.ts';
import { countAudience } from './definitions/count-audience.ts';
import { countTransitTimes } from './definitions/count-transit-times.ts';
import { maintainDecisions } from './definitions/maintain-decisions.ts';
import { pruneDeliveries } from './definitions/prune-deliveries.ts';
import { reconcileShops } from './definitions/reconcile-shops.ts';
import { refreshOutcomes } from './definitions/refresh-outcomes.ts';
import { rereadPricesOfAll } from './definitions/reread-prices-of-all.ts';
import { tendTests } from './definitions/tend-tests.ts';
import { trainAll } from './definitions/train-all.ts';
import { turnTheDay } from './definitions/turn-the-day.ts';
import { watchWebhooksOfAll } from './definitions/watch-webhooks-of-all.ts';
import { writeDigests } from './definitions/write-digests.ts';
import { enqueue } from './enqueue.ts';
import { keepQueue, type Patience, type Queue } from './keep-queue.ts';
import { type RegisteredJob, registry } from './registry.ts';
import { startWorkerLease } from './worker-lease.ts';

/** Errors that another try cannot mend. */
const FINAL = new Set(['refused', 'bad_request', 'not_found']);

/** Every night, at quiet hours (UTC); what follows each shop's own night, or has no hour, more often. */
const BY_THE_CLOCK = parseCronItems([
  { task: trainAll.name, match: '15 2 * * *' },
  { task: maintainDecisions.name, match: '15 3 * * *' },
  { task: pruneDeliveries.name, match: '30 3 * * *' },
  { task: countTransitTimes.name, match: '45 3 * * *' },
  { task: countAudience.name, match: '0 4 * * *' },
  { task: tendTests.name, match: '30 4 * * *' },
  { task: turnTheDay.name, match: '1 * * * *' },
  { task: writeDigests.name, match: '10 * * * *' },
  { task: reconcileShops.name, match: '5 * * * *' },
  { task: addOrdersOfAll.name, match: '35 * * * *' },
  { task: rereadPricesOfAll.name, match: '20 * * * *' },
  { task: watchWebhooksOfAll.name, match: '*/10 * * * *' },
  { task: refreshOutcomes.name, match: '* * * * *' },
]);

/** Starts taking jobs; stop() lets running ones end. */
export function startJobs(concurrency: number, patience?: Patience): Promise<{ stop(): Promise<void> }> {
  return keepQueue(() => beginQueue(concurrency), patience);
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
