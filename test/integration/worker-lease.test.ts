// What a worker held that died, and what one holds that is alive.
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { holdWorkerLease, workersWithoutLease } from '#app/db/across-shops/worker-leases.ts';
import { addJob } from '#app/db/jobs.ts';
import { pool } from '#app/db/pool.ts';
import { startWorkerLease } from '#app/jobs/worker-lease.ts';
import { testDatabase, type TestDatabase } from '#test/support/database.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.drop());

/** As the queue does when a worker takes a job that is one of a queue. */
async function takeFor(workerId: string): Promise<void> {
  await addJob({ name: 'test.job', payload: {}, maxAttempts: 3, jobKey: workerId, queue: workerId });
  await pool().query('UPDATE graphile_worker._private_jobs SET locked_by = $1, locked_at = now() WHERE key = $1', [workerId]);
  await pool().query('UPDATE graphile_worker._private_job_queues SET locked_by = $1, locked_at = now() WHERE queue_name = $1', [workerId]);
}

async function holders(): Promise<string[]> {
  const { rows } = await pool().query<{ id: string }>(
    'SELECT locked_by AS id FROM graphile_worker.jobs WHERE locked_by IS NOT NULL UNION SELECT locked_by FROM graphile_worker._private_job_queues WHERE locked_by IS NOT NULL ORDER BY 1',
  );
  return rows.map((row) => row.id);
}

it('frees the jobs and queues of a worker that died, and leaves those of one that is alive', async () => {
  await takeFor('pool-alive');
  await takeFor('pool-dead');
  const alive = await holdWorkerLease('pool-alive', () => {});
  expect(await workersWithoutLease()).toEqual(['pool-dead']);
  const watcher = startWorkerLease('pool-watcher', 50);
  try {
    while ((await holders()).includes('pool-dead')) await sleep(20);
    for (let looks = 0; looks < 5; looks += 1) await sleep(50);
    expect(await holders()).toEqual(['pool-alive']);
    await alive.close();
    while ((await holders()).length > 0) await sleep(20);
  } finally {
    await watcher.stop();
  }
});

it('ends its lease when it stops', async () => {
  const watcher = startWorkerLease('pool-here', 50);
  await takeFor('pool-here');
  while ((await workersWithoutLease()).length > 0) await sleep(20);
  await watcher.stop();
  while ((await workersWithoutLease()).length === 0) await sleep(20);
  expect(await workersWithoutLease()).toEqual(['pool-here']);
});
