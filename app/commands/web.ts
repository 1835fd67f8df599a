// npm run web [-- --dev]: the HTTP process. --dev compiles pages as they are asked for.
import path from 'node:path';
import { log } from '#app/adapters/log.ts';
import { config } from '#app/config/config.ts';
import { flushArms } from '#app/pipeline/decide/arm-log.ts';
import { flushDecisions } from '#app/pipeline/decide/decision-log.ts';
import { keepFacts } from '#app/pipeline/decide/kept-facts.ts';
import { type DevServer, startWeb, type WebOptions } from '#app/server/main.ts';
import { boot } from './boot.ts';
import { command, untilStopped } from './exit.ts';

const root = path.resolve(import.meta.dirname, '../..');

command(async () => {
  const database = await boot('web');
  const vite = process.argv.includes('--dev') ? await (await import('vite')).createServer({ root, server: { middlewareMode: true } }) : undefined;
  const build: WebOptions['build'] = vite ? { vite: vite as unknown as DevServer } : { folder: path.join(root, 'build') };
  const facts = await keepFacts();
  try {
    const web = await startWeb({ ...config().web, build });
    log().info({ url: web.url }, 'listening');
    process.send?.({ url: web.url });
    await untilStopped();
    await web.stop();
    await Promise.all([flushArms(), flushDecisions()]);
  } finally {
    await facts.stop();
    await vite?.close();
    await database.close();
  }
});
