// Runs background work: every job of the registry, its payload checked against its schema, its errors mapped to
// "again later" or "no use trying".
import { parseCronItems, type Runner, run, type TaskList } from 'graphile-worker';
import { log } from '#app/adapters/log.ts';
import { pool } from '#app/db/pool.ts';
import { AppError } from '#app/domain/app-error.ts';
import { maintainDecisions } from './definitions/maintain-decisions.ts';
import { registry } from './registry.ts';

/** Starts taking jobs; stop() lets running ones end. */
export async function startJobs(concurrency: number): Promise<Runner> {
  const taskList: TaskList = {};
  for (const { definition, load } of registry) {
    taskList[definition.name] = async (payload, helpers) => {
      const handler = (await load()).default;
      try {
        await handler(definition.schema.parse(payload) as never);
      } catch (error) {
        const final = error instanceof AppError && (error.code === 'refused' || error.code === 'bad_request' || error.code === 'not_found');
        log().error({ job: definition.name, attempt: helpers.job.attempts, final, error: (error as Error).message, stack: (error as Error).stack }, 'a job failed');
        if (!final) throw error;
      }
    };
  }
  return run({ pgPool: pool(), taskList, concurrency, noHandleSignals: true, pollInterval: 1_000, parsedCronItems: parseCronItems([{ task: maintainDecisions.name, match: '15 3 * * *' }]), logger: silentLogger() });
}

function silentLogger() {
  return new (class {
    scope() { return this; }
    error(message: string) { log().error({ from: 'graphile-worker' }, message); }
    warn(message: string) { log().warn({ from: 'graphile-worker' }, message); }
    info() {}
    debug() {}
  })() as never;
}
