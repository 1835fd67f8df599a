// The app on one side, the sandbox's small store on the other, over real HTTP: a database, the endpoints of webhooks and
// of the app proxy, a store that delivers to them. Nothing is installed yet; `open()` is the merchant opening the app.
import fs from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { SCOPES } from '#app/adapters/shopify/scopes.ts';
import { pool } from '#app/db/pool.ts';
import type { Merchant } from '#app/pipeline/install/authenticate-merchant.ts';
import type { Sandbox, SandboxOptions } from '#sandbox/main.ts';
import { type TestDatabase, testDatabase } from './database.ts';
import { smallStore } from './small-store.ts';

export const DOMAIN = 'small.myshopify.com';

export interface ConnectedShop {
  sandbox: Sandbox;
  webhookUrl: string;
  /** The merchant opens the app: session token, token exchange, registration. */
  open(scopes?: readonly string[]): Promise<Merchant>;
  /** Runs every job that is due, until none is; learning is left out. */
  work(): Promise<void>;
  /** Waits until the store has delivered all it has to say, and applies it. */
  settle(): Promise<void>;
  stop(): Promise<void>;
}

/** Must be the first in its test file to touch the configuration: it sets where the sandbox is. */
export async function connectShop(options: Partial<SandboxOptions> = {}): Promise<ConnectedShop> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'setwise-connected-'));
  const endpoint = http.createServer();
  await new Promise<void>((resolve) => endpoint.listen(0, '127.0.0.1', resolve));
  const appUrl = `http://127.0.0.1:${(endpoint.address() as AddressInfo).port}`;
  const { startSandbox } = await import('#sandbox/main.ts');
  const { mintSessionToken } = await import('#sandbox/oauth/session-token.ts');
  const sandbox = await startSandbox({ port: 0, dataDir: folder, appUrl, seed: () => smallStore(DOMAIN), bulkMinimumMs: 50, deliveries: { firstWaitMs: 50 }, ...options });
  process.env.SETWISE_SANDBOX_URL = sandbox.url;
  process.env.SHOPIFY_APP_URL = appUrl;

  const database: TestDatabase = await testDatabase();
  const { handleWebhook } = await import('#app/server/webhooks.ts');
  const { authenticateMerchant } = await import('#app/pipeline/install/authenticate-merchant.ts');
  const { applyDeliveries } = await import('#app/pipeline/sync/apply-deliveries.ts');
  const { handleOffers } = await import('#app/server/offers.ts');
  const { handleExposure } = await import('#app/server/exposure.ts');
  const { handlePixel } = await import('#app/server/pixel.ts');
  const { handleGo } = await import('#app/server/go.ts');
  const { handleThankYou } = await import('#app/server/thank-you.ts');
  const { answerError } = await import('#app/server/http-errors.ts');
  endpoint.on('request', (request, response) => {
    const [asked = ''] = request.url?.split('?') ?? [];
    const handle = { '/proxy/offers': handleOffers, '/proxy/exposure': handleExposure, '/proxy/go': handleGo, '/api/thank-you': handleThankYou, '/pixel': handlePixel }[asked] ?? handleWebhook;
    handle(request, response).catch((error) => answerError(response, error));
  });

  return {
    sandbox,
    webhookUrl: `${appUrl}/webhooks`,
    open: (scopes = SCOPES) => {
      sandbox.store.install(scopes);
      return authenticateMerchant(pageRequest(appUrl, mintSessionToken(DOMAIN)));
    },
    work: () => workUntilIdle(),
    async settle() {
      await sleep(50);
      while (!sandbox.webhooks.queue.idle) await sleep(20);
      while ((await applyDeliveries(new Date())) > 0);
    },
    async stop() {
      await sandbox.stop();
      await new Promise((resolve) => {
        endpoint.close(resolve);
        endpoint.closeAllConnections();
      });
      await database.drop();
      fs.rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Like connectShop; and the merchant has opened the app, and what this set off is done. */
export async function openedShop(options: Partial<SandboxOptions> = {}): Promise<ConnectedShop> {
  const shop = await connectShop(options);
  await shop.open();
  await shop.work();
  return shop;
}

export function pageRequest(appUrl: string, token: string): Request {
  const host = Buffer.from(`admin.shopify.com/store/${DOMAIN.split('.')[0]}`).toString('base64url');
  return new Request(`${appUrl}/app?embedded=1&shop=${DOMAIN}&host=${host}&id_token=${token}`, { headers: { 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) Chrome/156.0' } });
}

const LEFT_OUT = ['learn.train-associations'];

/** Takes jobs as the worker does, one after the other, also those that wait for their time. */
async function workUntilIdle(): Promise<void> {
  const { registry } = await import('#app/jobs/registry.ts');
  for (;;) {
    const { rows } = await pool().query<{ id: string; name: string; payload: never }>(
      `SELECT j.id::text, t.identifier AS name, j.payload FROM graphile_worker._private_jobs j JOIN graphile_worker._private_tasks t ON t.id = j.task_id
        WHERE t.identifier <> ALL($1) ORDER BY j.run_at, j.id LIMIT 1`,
      [LEFT_OUT],
    );
    const [job] = rows;
    if (!job) return;
    const registered = registry.find(({ definition }) => definition.name === job.name);
    if (!registered) throw new Error(`There is no job ${job.name}.`);
    await pool().query('SELECT graphile_worker.complete_jobs(ARRAY[$1::bigint])', [job.id]);
    const { default: handle } = await registered.load();
    await handle(registered.definition.schema.parse(job.payload) as never);
  }
}
