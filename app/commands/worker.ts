// npm run worker: applies webhook deliveries, handles due steps, runs background jobs. As many as wanted, on one database.
import { now } from '#app/adapters/clock/clock.ts';
import { log } from '#app/adapters/log.ts';
import { startJobs } from '#app/jobs/runner.ts';
import { maintainDecisions } from '#app/pipeline/decide/maintain-decisions.ts';
import { startDueStepLoop } from '#app/pipeline/engage/due-step-loop.ts';
import { startInboxLoop } from '#app/pipeline/sync/inbox-loop.ts';
import { boot } from './boot.ts';
import { command, untilStopped } from './exit.ts';

const CONCURRENCY = 4;

command(async () => {
  const database = await boot('worker');
  try {
    await maintainDecisions(now());
    const stopping = new AbortController();
    const inbox = startInboxLoop(stopping.signal);
    const dueSteps = startDueStepLoop(stopping.signal);
    const jobs = await startJobs(CONCURRENCY);
    log().info('taking work');
    process.send?.({ ready: true });
    await untilStopped();
    stopping.abort();
    await Promise.all([inbox, dueSteps, jobs.stop()]);
  } finally {
    await database.close();
  }
});
