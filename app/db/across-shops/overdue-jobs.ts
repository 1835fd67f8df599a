// Whether the queue stands still: jobs that anybody could have taken long ago.
import { pool } from '../pool.ts';

/** @returns whether a job that is due for longer than `seconds` is held by nobody, and nothing of its queue is at work */
export async function hasOverdueJob(seconds: number): Promise<boolean> {
  const { rows } = await pool().query<{ found: boolean }>(
    `SELECT EXISTS (
       SELECT 1 FROM graphile_worker._private_jobs j LEFT JOIN graphile_worker._private_job_queues q ON q.id = j.job_queue_id
        WHERE j.is_available AND j.run_at < now() - make_interval(secs => $1) AND q.locked_at IS NULL) AS found`,
    [seconds],
  );
  return rows[0]?.found ?? false;
}
