// `npm run sandbox`: reads the settings, seeds the shop on the first start, says in a sentence what is wrong, and stops
// cleanly on Ctrl-C.
import { existsSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { PORTS } from './credentials.ts';
import { startSandbox } from './main.ts';
import { cameraShop } from './seed/camera-shop/index.ts';
import { orderHistoryShop } from './seed/order-history/index.ts';
import { startStorefront } from './storefront/server.ts';
import type { StoreSeed } from './store/types.ts';

const EXIT_FAILED = 1;

export async function runSandbox(): Promise<void> {
  try {
    const { env } = process;
    const port = portFrom('SANDBOX_PORT', env.SANDBOX_PORT, PORTS.sandbox);
    const storefrontPort = portFrom('SANDBOX_STOREFRONT_PORT', env.SANDBOX_STOREFRONT_PORT, PORTS.storefront);
    const sandbox = await startSandbox({
      port, storefrontPort, startStorefront,
      dataDir: dataFolder(env.SANDBOX_DATA_DIR || '.data/sandbox'),
      appUrl: env.SETWISE_APP_URL || `http://127.0.0.1:${PORTS.app}`,
      seed: () => seedFrom(env.SANDBOX_HISTORY),
    });
    process.stdout.write(`Sandbox: admin ${sandbox.url}/admin · storefront ${sandbox.storefrontUrl}/ · console ${sandbox.url}/console\n`);
    let stopping: Promise<void> | undefined;
    const stop = (): void => {
      stopping ??= sandbox.stop().then(() => process.exit(0));
    };
    process.on('SIGTERM', stop);
    process.on('SIGINT', stop);
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
