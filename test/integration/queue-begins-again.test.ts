// A worker whose database went away goes on taking jobs when it is back.
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { pool } from '#app/db/pool.ts';
import { pruneDeliveries } from '#app/jobs/definitions/prune-deliveries.ts';
import { enqueue } from '#app/jobs/enqueue.ts';
import { startJobs } from '#app/jobs/runner.ts';
import { type TestDatabase, testDatabase } from '#test/support/database.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.drop());

const cutConnections = () => pool().query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()`);

it('takes jobs again after its connections were cut, however often', async () => {
  const jobs = await startJobs(2, { overdueSeconds: 3, everySeconds: 2 });
  try {
    for (let cut = 0; cut < 4; cut += 1) {
      for (let again = 0; again <= cut; again += 1) {
        await cutConnections().catch(() => {});
        await sleep(100);
      }
      await enqueue(pruneDeliveries, {});
      for (;;) {
        const { rows } = await pool().query<{ waiting: number }>(`SELECT count(*)::int AS waiting FROM graphile_worker.jobs WHERE task_identifier = $1`, [pruneDeliveries.name]);
        if (rows[0]?.waiting === 0) break;
        await sleep(100);
      }
    }
    expect((await pool().query('SELECT 1 FROM graphile_worker.jobs WHERE last_error IS NOT NULL')).rowCount).toBe(0);
  } finally {
    await jobs.stop();
  }
});
