// Which workers of the queue are alive. A job stays locked by whoever took it; the queue itself gives up on a worker only
// after four hours, and until then nothing of that job's key or queue would run. A lease is a lock of the session, so
// PostgreSQL lets it go when its holder dies, however it died.
import pg from 'pg';
import { databaseUrl } from '../database-url.ts';
import { pool } from '../pool.ts';

/** Apart from every other lock that this database knows. */
const LEASES = 7_395_183;

export interface WorkerLease {
  close(): Promise<void>;
}

/**
 * Holds a worker's lease on a connection of its own.
 * @param onLost called once when the connection breaks; take it again then
 */
export async function holdWorkerLease(workerId: string, onLost: () => void): Promise<WorkerLease> {
  const client = new pg.Client({ connectionString: databaseUrl(), keepAlive: true });
  let closing = false;
  client.on('error', () => {});
  client.on('end', () => {
    if (!closing) onLost();
  });
  await client.connect();
  await client.query('SELECT pg_advisory_lock($1, hashtext($2))', [LEASES, workerId]);
  return {
    close: async () => {
      closing = true;
      await client.end();
    },
  };
}

/** @returns ids of the workers that hold a job or a queue without a lease */
export async function workersWithoutLease(): Promise<string[]> {
  const { rows } = await pool().query<{ id: string }>(
    `SELECT id FROM (SELECT locked_by AS id FROM graphile_worker.jobs UNION SELECT locked_by FROM graphile_worker._private_job_queues) holder
      WHERE id IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM pg_locks l WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 2 AND l.classid = $1::int::oid AND l.objid = hashtext(holder.id)::oid
          AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database()))`,
    [LEASES],
  );
  return rows.map((row) => row.id);
}

/** Lets go of what these workers hold: others may take it now. */
export async function freeJobsOf(workerIds: readonly string[]): Promise<void> {
  if (workerIds.length > 0) await pool().query('SELECT graphile_worker.force_unlock_workers($1::text[])', [workerIds]);
}
