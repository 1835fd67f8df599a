// The sandbox: a Shopify store on this machine, for the demo, for development, for tests. `npm run sandbox` reads the
// settings, seeds the shop on the first start, says in a sentence what is wrong, and stops cleanly on Ctrl-C.
import { existsSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { assemble, type PartsOptions, type Sandbox } from './assemble.ts';
import { PORTS } from './credentials.ts';
import { cameraShop } from './seed/camera-shop/camera-shop.ts';
import { orderHistoryShop } from './seed/order-history/order-history-shop.ts';
import { startStorefront } from './storefront/server.ts';
import type { StoreSeed } from './store/types.ts';

const EXIT_FAILED = 1;

export type { Sandbox } from './assemble.ts';

export interface SandboxOptions extends Omit<PartsOptions, 'seed' | 'startStorefront'> {
  /** A folder of real order history; the built-in camera shop without it. */
  history?: string | undefined;
  /** Instead of either. */
  seed?: PartsOptions['seed'];
}

/** Everything, the storefront too. */
export function startSandbox({ history, seed = () => seedFrom(history), ...options }: SandboxOptions): Promise<Sandbox> {
  return assemble({ ...options, startStorefront, seed });
}

async function run(): Promise<void> {
  try {
    const { env } = process;
    const port = portFrom('SANDBOX_PORT', env.SANDBOX_PORT, PORTS.sandbox);
    const storefrontPort = portFrom('SANDBOX_STOREFRONT_PORT', env.SANDBOX_STOREFRONT_PORT, PORTS.storefront);
    const sandbox = await startSandbox({
      port, storefrontPort,
      dataDir: dataFolder(env.SANDBOX_DATA_DIR || '.data/sandbox'),
      appUrl: env.SETWISE_APP_URL || `http://127.0.0.1:${PORTS.app}`,
      history: env.SANDBOX_HISTORY || undefined,
    });
    process.stdout.write(`Sandbox: admin ${sandbox.url}/admin · storefront ${sandbox.storefrontUrl}/ · inbox ${sandbox.url}/inbox · console ${sandbox.url}/console\n`);
    const stop = async (): Promise<void> => {
      await sandbox.stop();
      process.exit(0);
    };
    process.once('SIGTERM', stop);
    process.once('SIGINT', stop);
  } catch (error) {
    process.stderr.write(`The sandbox cannot start: ${sentenceFor(error)}\n`);
    process.exit(EXIT_FAILED);
  }
}

async function seedFrom(historyFolder: string | undefined): Promise<StoreSeed> {
  const until = new Date();
  if (!historyFolder) return cameraShop(until);
  const { seed, notes } = await orderHistoryShop(resolve(historyFolder), until);
  for (const note of notes) process.stdout.write(`${note}\n`);
  return seed;
}

function portFrom(name: string, text: string | undefined, otherwise: number): number {
  if (!text) return otherwise;
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Error(`${name} is "${text}": set it to a port between 0 and 65535.`);
  return port;
}

function dataFolder(path: string): string {
  if (existsSync(path) && !statSync(path).isDirectory()) throw new Error(`SANDBOX_DATA_DIR is ${path}, which is not a folder.`);
  return path;
}

function sentenceFor(error: unknown): string {
  const { code, port, message } = error as NodeJS.ErrnoException & { port?: number };
  if (code === 'EADDRINUSE') return `port ${port} is in use. Stop what listens there, or set SANDBOX_PORT or SANDBOX_STOREFRONT_PORT to another.`;
  return message;
}

if (process.argv[1] === import.meta.filename) await run();
