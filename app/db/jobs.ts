// graphile-worker's SQL interface: a job is enqueued in the transaction that makes it necessary.
import type { Queryable } from './pool.ts';
import { pool } from './pool.ts';

export interface NewJob {
  name: string;
  payload: unknown;
  maxAttempts: number;
  /** One pending job a key: enqueued again, it is replaced. */
  jobKey?: string;
  /** Jobs of one queue run one after the other. */
  queue?: string;
  runAt?: Date;
}

export async function addJob(job: NewJob, on: Queryable = pool()): Promise<void> {
  await on.query(
    `SELECT graphile_worker.add_job($1, payload => $2::json, queue_name => $3, run_at => $4, max_attempts => $5::int, job_key => $6)`,
    [job.name, JSON.stringify(job.payload), job.queue ?? null, job.runAt ?? null, job.maxAttempts, job.jobKey ?? null],
  );
}

/** Many at once, in one statement. */
export async function addJobs(jobs: readonly NewJob[], on: Queryable = pool()): Promise<void> {
  if (jobs.length === 0) return;
  await on.query(
    `SELECT graphile_worker.add_jobs(ARRAY(
       SELECT ROW(r.name, r.payload, r.queue, r."runAt", r."maxAttempts", r."jobKey", NULL, NULL)::graphile_worker.job_spec
         FROM json_to_recordset($1::json) AS r(name text, payload json, queue text, "runAt" timestamptz, "maxAttempts" smallint, "jobKey" text)))`,
    [JSON.stringify(jobs)],
  );
}

/** Takes back what waits to be done for a shop; what is being done at this moment finds out by itself. */
export async function dropJobs(shopId: bigint, on: Queryable = pool()): Promise<void> {
  await on.query(`SELECT graphile_worker.complete_jobs(ARRAY(SELECT id FROM graphile_worker._private_jobs WHERE payload->>'shopId' = $1 AND locked_at IS NULL))`, [String(shopId)]);
}
