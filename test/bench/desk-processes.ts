// The desk as a merchant has it, on a database of the bench's: the web process with the production build, and the sandbox's
// admin around it. No worker, so that nothing else is at work while a page is timed.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { freePort } from '#test/support/demo-stack.ts';

const root = path.resolve(import.meta.dirname, '../..');
const READY_WITHIN_MS = 60_000;

export interface DeskProcesses {
  app: string;
  sandbox: string;
  stop(): Promise<void>;
}

export async function startDesk(databaseUrl: string): Promise<DeskProcesses> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'setwise-desk-'));
  const [appPort, sandboxPort, storefrontPort] = await Promise.all([freePort(), freePort(), freePort()]);
  const app = `http://127.0.0.1:${appPort}`;
  const sandbox = `http://127.0.0.1:${sandboxPort}`;
  const env = {
    ...process.env, NODE_ENV: 'production', SETWISE_MODE: 'sandbox', SETWISE_LOG_LEVEL: 'warn', DATABASE_URL: databaseUrl, PORT: String(appPort),
    SHOPIFY_APP_URL: app, SETWISE_APP_URL: app, SETWISE_SANDBOX_URL: sandbox, SANDBOX_PORT: String(sandboxPort), SANDBOX_STOREFRONT_PORT: String(storefrontPort), SANDBOX_DATA_DIR: folder,
  } as NodeJS.ProcessEnv;
  // What they print is no figure.
  const start = (script: string): ChildProcess => spawn(process.execPath, [path.join(root, script)], { cwd: root, env, stdio: ['ignore', process.stderr, process.stderr] });
  const children: ChildProcess[] = [];
  const stop = async (): Promise<void> => {
    for (const child of children.toReversed()) {
      if (child.exitCode !== null) continue;
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
    }
    fs.rmSync(folder, { recursive: true, force: true });
  };
  try {
    for (const [script, url] of [['sandbox/main.ts', `${sandbox}/clock`], ['app/commands/web.ts', `${app}/healthz`]] as const) {
      const child = start(script);
      children.push(child);
      await answers(child, script, url);
    }
    return { app, sandbox, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function answers(child: ChildProcess, script: string, url: string): Promise<void> {
  const until = performance.now() + READY_WITHIN_MS;
  while (child.exitCode === null && performance.now() < until) {
    if (await fetch(url).then((answer) => answer.ok, () => false)) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`${script} did not answer`);
}
