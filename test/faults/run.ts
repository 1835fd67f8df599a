// npm run test:faults [-- --seeds 200 --events 500]     the long run: 200 seeds of 500 events each
// npm run test:faults -- --seed N [--events M]           one run again
import { parseArgs } from 'node:util';
import { Cluster } from './cluster.ts';
import { isGood, replay, reportOf } from './report.ts';
import { storm } from './storm.ts';

const { values } = parseArgs({ options: { seed: { type: 'string' }, first: { type: 'string', default: '1' }, seeds: { type: 'string', default: '200' }, events: { type: 'string', default: '500' } } });
const events = Number(values.events);
const first = Number(values.seed ?? values.first);
const seeds = Array.from({ length: values.seed === undefined ? Number(values.seeds) : 1 }, (_, index) => first + index);

const cluster = await Cluster.start();
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => void cluster.stop().finally(() => process.exit(130)));
const began = performance.now();
const failed: string[] = [];
let told = 0;
try {
  for (const [index, seed] of seeds.entries()) {
    try {
      const outcome = await storm(cluster, seed, events);
      told += outcome.events;
      const { lost, strikes, toRepair, attempts, seconds, endedByThemselves } = outcome;
      const left = (((performance.now() - began) / (index + 1)) * (seeds.length - index - 1)) / 60_000;
      process.stdout.write(
        `${isGood(outcome) ? 'good' : 'FAILS'} seed ${seed}: ${outcome.events} events, ${attempts} sendings, ${lost} lost, ${strikes} strikes${endedByThemselves > 0 ? `, ${endedByThemselves} ends by themselves` : ''}, ${toRepair} values to repair, ${seconds.toFixed(1)} s` +
          ` · ${index + 1} of ${seeds.length}, ${told} events, some ${left.toFixed(0)} min left\n`,
      );
      if (!isGood(outcome)) {
        failed.push(replay(outcome));
        process.stdout.write(`${reportOf(outcome)}\n`);
      }
    } catch (error) {
      failed.push(replay({ plan: { seed, events } as never }));
      process.stdout.write(`FAILS seed ${seed}: ${(error as Error).message}\n`);
    }
  }
} finally {
  await cluster.stop();
}
const minutes = ((performance.now() - began) / 60_000).toFixed(1);
process.stdout.write(failed.length === 0 ? `All ${seeds.length} seeds are good: ${told} events in ${minutes} minutes.\n` : `${failed.length} of ${seeds.length} seeds fail (${minutes} minutes):\n  ${failed.join('\n  ')}\n`);
process.exitCode = failed.length === 0 ? 0 : 1;
