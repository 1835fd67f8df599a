// The demo as a newcomer starts it, on free ports and in a folder of its own: what the browser tests drive.
import { type ChildProcess, spawn } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '../..');

export interface DemoStack {
  app: string;
  sandbox: string;
  storefront: string;
  databaseUrl: string;
  /** Pulls a lever of the sandbox's console. */
  lever<T = Record<string, unknown>>(name: string, input: Record<string, unknown>): Promise<T>;
  /** Ctrl-C. */
  stop(): Promise<void>;
  /** stop(), and removes the folder. */
  remove(): Promise<void>;
  /** Starts again where stop() left off. */
  restart(): Promise<void>;
  folder: string;
}

export async function startDemo(...args: string[]): Promise<DemoStack> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'setwise-demo-'));
  fs.chmodSync(folder, 0o755); // PostgreSQL runs as another account when we are root
  const [app, sandbox, storefront] = await Promise.all([freePort(), freePort(), freePort()]);
  const env = { ...process.env, NODE_ENV: undefined, SETWISE_MODE: undefined, SETWISE_LOG_LEVEL: 'warn', SETWISE_DATA_DIR: folder, PORT: String(app), SANDBOX_PORT: String(sandbox), SANDBOX_STOREFRONT_PORT: String(storefront) } as unknown as NodeJS.ProcessEnv;
  let running = await launch(env, args);
  const urls = { app: `http://127.0.0.1:${app}`, sandbox: `http://127.0.0.1:${sandbox}`, storefront: `http://127.0.0.1:${storefront}` };
  const stack: DemoStack = {
    ...urls,
    folder,
    databaseUrl: databaseOf(folder, args),
    async lever<T>(name: string, input: Record<string, unknown>) {
      const answer = await fetch(`${urls.sandbox}/console/api/${name}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(input) });
      if (!answer.ok) throw new Error(`${name}: ${answer.status} ${await answer.text()}`);
      return (await answer.json()) as T;
    },
    stop: () => end(running),
    async restart() {
      running = await launch(env, args);
      stack.databaseUrl = databaseOf(folder, args);
    },
    async remove() {
      await end(running);
      fs.rmSync(folder, { recursive: true, force: true });
    },
  };
  return stack;
}

/** Resolves once the doors are printed; rejects with what was printed when the command ends before that. */
function launch(env: NodeJS.ProcessEnv, args: string[]): Promise<ChildProcess> {
  const child = spawn(process.execPath, [path.join(root, 'app/commands/demo.ts'), ...args], { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
  return new Promise((resolve, reject) => {
    let output = '';
    const read = (chunk: Buffer) => {
      output += chunk.toString();
      if (output.includes('Ctrl-C stops everything')) resolve(child);
    };
    child.stdout.on('data', read);
    child.stderr.on('data', (chunk: Buffer) => {
      process.stderr.write(chunk);
      read(chunk);
    });
    child.once('exit', (code) => reject(new Error(`The demo ended (exit ${code}): ${output}`)));
  });
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const exited = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGINT');
  await exited;
}

/** The demo's own PostgreSQL, from its pid file: line 4 is the port. */
function databaseOf(folder: string, args: string[]): string {
  const data = args[args.indexOf('--data') + 1];
  const name = args.includes('--data') && data ? `demo-${path.basename(data)}` : 'demo';
  const [, , , port] = fs.readFileSync(path.join(folder, name, 'postgres/postmaster.pid'), 'utf8').split('\n');
  return `postgres://setwise@127.0.0.1:${port}/setwise`;
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = net.createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as net.AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}
