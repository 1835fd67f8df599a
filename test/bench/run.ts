// npm run bench [-- --only NAME]: one JSON object a line on standard output; what was skipped on standard error.
import { parseArgs } from 'node:util';
import { stopBenchCluster } from '#test/support/bench-database.ts';
import { freePort } from '#test/support/demo-stack.ts';
import type { Bench } from './figure.ts';

process.env.SETWISE_MODE ??= 'test';
process.env.SETWISE_LOG_LEVEL ??= 'silent';

// The configuration is read once: where Shopify and Klaviyo would be is a port that is free, and nothing answers there but
// what a bench starts.
process.env.SETWISE_SANDBOX_URL = `http://127.0.0.1:${await freePort()}`;

/** Each bench is loaded only when it runs. */
const BENCHES: Record<string, () => Promise<Bench>> = {
  backfill: () => import('./backfill.ts'),
  webhooks: () => import('./webhooks.ts'),
  learning: () => import('./learning.ts'),
  quality: () => import('./quality.ts'),
  'decide-pure': () => import('./decide-pure.ts'),
  decisions: () => import('./decisions.ts'),
  experiments: () => import('./experiments.ts'),
  results: () => import('./results.ts'),
  steps: () => import('./steps.ts'),
  widget: () => import('./widget.ts'),
  pages: () => import('./pages.ts'),
};

const { values } = parseArgs({ options: { only: { type: 'string' } } });
if (values.only !== undefined && !BENCHES[values.only]) {
  process.stderr.write(`There is no bench "${values.only}"; there are ${Object.keys(BENCHES).join(', ')}.\n`);
  process.exit(1);
}
try {
  for (const [name, load] of Object.entries(BENCHES)) {
    if (values.only !== undefined && values.only !== name) continue;
    for await (const figure of (await load()).run()) process.stdout.write(`${JSON.stringify(figure)}\n`);
  }
} finally {
  await stopBenchCluster();
}
