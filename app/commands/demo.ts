// npm run demo [-- --data FOLDER] [--reset] [--dev]: the whole on this machine: PostgreSQL, the sandbox (a Shopify store
// of our own), web and worker. Prints the doors; Ctrl-C stops all of it; a second start goes on where this one left off.
// The sandbox is started as a program of its own: nothing of it is imported.
import { type ChildProcess, spawn } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { createDatabase } from '#app/db/open.ts';
import { startEmbeddedPostgres } from '#app/db/embedded-postgres.ts';
import { command, UsageError, untilStopped } from './exit.ts';

const root = path.resolve(import.meta.dirname, '../..');
const MARK = 'setwise-demo';

command(async () => {
  const { data, reset, dev } = readArguments();
  const ports = { app: port('PORT', 3000), sandbox: port('SANDBOX_PORT', 4000), storefront: port('SANDBOX_STOREFRONT_PORT', 4001) };
  for (const [name, number] of Object.entries(ports)) await mustBeFree(name, number);
  const folder = demoFolder(data, reset);

  const postgres = await startEmbeddedPostgres(path.join(folder, 'postgres'));
  await createDatabase(postgres.baseUrl, 'setwise');
  const env = {
    ...process.env,
    NODE_ENV: dev ? 'development' : 'production',
    SETWISE_MODE: 'sandbox',
    SETWISE_LOG_LEVEL: process.env.SETWISE_LOG_LEVEL ?? 'warn',
    DATABASE_URL: `${postgres.baseUrl}/setwise`,
    PORT: String(ports.app),
    SHOPIFY_APP_URL: `http://127.0.0.1:${ports.app}`,
    SETWISE_APP_URL: `http://127.0.0.1:${ports.app}`,
    SETWISE_SANDBOX_URL: `http://127.0.0.1:${ports.sandbox}`,
    SANDBOX_PORT: String(ports.sandbox),
    SANDBOX_STOREFRONT_PORT: String(ports.storefront),
    SANDBOX_DATA_DIR: path.join(folder, 'sandbox'),
    ...(data ? { SANDBOX_HISTORY: data } : {}),
  } as NodeJS.ProcessEnv;
  const children: Child[] = [];
  let failed: string | undefined;
  try {
    const start = (name: string, script: string, ...args: string[]) => {
      const child = startChild(name, [path.join(root, script), ...args], env);
      children.push(child);
      return child;
    };
    const sandbox = start('sandbox', 'sandbox/main.ts');
    await answers(sandbox, `http://127.0.0.1:${ports.sandbox}/clock`);
    const web = start('web', 'app/commands/web.ts', ...(dev ? ['--dev'] : []));
    await answers(web, `http://127.0.0.1:${ports.app}/healthz`);
    start('worker', 'app/commands/worker.ts');
    process.stdout.write(doors(ports, data));
    failed = await Promise.race([untilStopped().then(() => undefined), ...children.map((child) => child.ended.then((code) => `The ${child.name} process ended (exit ${code}).`))]);
    if (!failed) process.stdout.write('\nStopping …\n');
  } finally {
    for (const child of children.toReversed()) await stopChild(child);
    await postgres.stop();
  }
  if (failed) throw new UsageError(failed);
});

function readArguments() {
  try {
    const { values } = parseArgs({ options: { data: { type: 'string' }, reset: { type: 'boolean', default: false }, dev: { type: 'boolean', default: false } } });
    return { ...values, data: values.data === undefined ? undefined : historyFolder(values.data) };
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`${(error as Error).message}\nUse: npm run demo [-- --data FOLDER] [--reset]`);
  }
}

function historyFolder(given: string): string {
  const folder = path.resolve(given);
  for (const file of ['orders.csv.gz', 'products.csv.gz'])
    if (!fs.existsSync(path.join(folder, file))) throw new UsageError(`${given} is not a folder of order history: it has no ${file}.`);
  return folder;
}

/** One folder a data set, so that the demo on other data starts beside, not over, the first. */
function demoFolder(data: string | undefined, reset: boolean): string {
  const folder = path.resolve(process.env.SETWISE_DATA_DIR ?? '.data', data ? `demo-${path.basename(data)}` : 'demo');
  const marked = fs.existsSync(path.join(folder, MARK));
  if (fs.existsSync(folder) && !marked && fs.readdirSync(folder).length > 0)
    throw new UsageError(`${folder} is not a demo's data folder and not empty: move it away, or set SETWISE_DATA_DIR to another place.`);
  if (reset && marked) fs.rmSync(folder, { recursive: true, force: true });
  fs.mkdirSync(folder, { recursive: true });
  fs.writeFileSync(path.join(folder, MARK), 'Setwise demo data. "npm run demo -- --reset" removes it.\n');
  return folder;
}

function port(name: string, otherwise: number): number {
  const text = process.env[name];
  if (!text) return otherwise;
  if (!/^\d{1,5}$/.test(text) || Number(text) > 65_535) throw new UsageError(`${name} is "${text}": set it to a port between 1 and 65535.`);
  return Number(text);
}

function mustBeFree(name: string, number: number): Promise<void> {
  const variable = { app: 'PORT', sandbox: 'SANDBOX_PORT', storefront: 'SANDBOX_STOREFRONT_PORT' }[name];
  return new Promise((resolve, reject) => {
    const probe = net.createServer();
    probe.once('error', () => reject(new UsageError(`Port ${number}, where the ${name} would stand, is in use: stop what listens there (another demo?), or set ${variable} to another.`)));
    probe.listen(number, '127.0.0.1', () => probe.close(() => resolve()));
  });
}

interface Child {
  name: string;
  process: ChildProcess;
  ended: Promise<number | null>;
}

function startChild(name: string, args: string[], env: NodeJS.ProcessEnv): Child {
  // Its own group: Ctrl-C reaches only us, and we stop the children in order.
  const child = spawn(process.execPath, args, { cwd: root, env, stdio: ['ignore', 'inherit', 'inherit'], detached: true });
  return { name, process: child, ended: new Promise((resolve) => child.once('exit', (code) => resolve(code))) };
}

async function stopChild(child: Child): Promise<void> {
  if (child.process.exitCode !== null || child.process.signalCode !== null) return;
  child.process.kill('SIGTERM');
  const late = setTimeout(() => child.process.kill('SIGKILL'), 10_000);
  await child.ended;
  clearTimeout(late);
}

/** Waits until the child answers on `url`; throws when it ends first. */
async function answers(child: Child, url: string): Promise<void> {
  let over = false;
  const ended = child.ended.then((code) => {
    over = true;
    throw new UsageError(`The ${child.name} process ended before it was ready (exit ${code}).`);
  });
  const polled = (async () => {
    while (!over) {
      const ok = await fetch(url, { signal: AbortSignal.timeout(2_000) }).then((answer) => answer.ok, () => false);
      if (ok) return;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  })();
  await Promise.race([polled, ended]);
  ended.catch(() => {});
}

function doors(ports: { app: number; sandbox: number; storefront: number }, data: string | undefined): string {
  return `
  Setwise runs${data ? ` on ${path.basename(data)}` : ''}.

    Merchant's admin   http://127.0.0.1:${ports.sandbox}/admin
    Storefront         http://127.0.0.1:${ports.storefront}/
    Inbox              http://127.0.0.1:${ports.sandbox}/inbox
    Console            http://127.0.0.1:${ports.sandbox}/console

  Open the admin first: that installs the app. The console walks you through the story.
  Ctrl-C stops everything; the next start goes on from here.
`;
}
