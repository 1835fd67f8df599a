// Puts the parts together: admin, Admin API, Klaviyo and console on one port, the storefront, which is handed in, on another. Knows
// the app by its address and by its shopify.app.toml, no more.
import { join, resolve } from 'node:path';
import { adminApiRoute } from './admin-api/admin-api.ts';
import { readAppFunctions } from './admin-api/app-functions.ts';
import { bulkResultRoute } from './admin-api/bulk/result-route.ts';
import { BulkRunner } from './admin-api/bulk/runner.ts';
import type { CostBucket } from './admin-api/cost.ts';
import { adminShellRoutes } from './admin-shell/admin-shell.ts';
import { consoleRoutes } from './console/console.ts';
import { PORTS } from './credentials.ts';
import { type Route, startServer } from './http/server.ts';
import { KlaviyoAccount } from './klaviyo/account.ts';
import { klaviyoRoutes } from './klaviyo/klaviyo.ts';
import { accessTokenRoute } from './oauth/access-token.ts';
import { openStore } from './store/open-store.ts';
import type { Store } from './store/store.ts';
import type { StoreSeed } from './store/types.ts';
import type { DeliveryOptions } from './webhooks/deliveries.ts';
import { readAppDeclaration } from './webhooks/subscriptions.ts';
import { startWebhooks, type Webhooks } from './webhooks/webhooks.ts';

const ROOT = resolve(import.meta.dirname, '..');
/** How long a bulk operation lasts at least, so that its progress can be seen. */
const BULK_MINIMUM_MS = 1_200;

export interface PartsOptions {
  host?: string;
  /** 0 takes a free one. */
  port?: number;
  /** Also free when `port` is. */
  storefrontPort?: number;
  dataDir: string;
  appUrl: string;
  seed(): Promise<StoreSeed> | StoreSeed;
  bulkMinimumMs?: number;
  /** What the Admin API is paid from; otherwise that of the shop's plan. */
  costBucket?: CostBucket;
  deliveries?: DeliveryOptions;
  /** What serves the shop to shoppers; tests of the admin's side leave it out. */
  startStorefront?: (options: StorefrontOptions) => Promise<{ url: string; stop(): Promise<void> }>;
  appFolder?: string;
}

export interface StorefrontOptions {
  store: Store;
  /** 0 takes a free one. */
  port: number;
  host: string;
  /** Where the app proxy leads. */
  appUrl: string;
  /** The sandbox's admin and console. */
  sandboxUrl: string;
}

export interface Sandbox {
  url: string;
  storefrontUrl: string;
  store: Store;
  webhooks: Webhooks;
  klaviyo: KlaviyoAccount;
  stop(): Promise<void>;
}

export async function assemble(options: PartsOptions): Promise<Sandbox> {
  const { host = '127.0.0.1', appUrl, appFolder = ROOT } = options;
  const dataDir = resolve(options.dataDir);
  const declaration = readAppDeclaration(join(appFolder, 'shopify.app.toml'), appUrl);
  const functions = readAppFunctions(join(appFolder, 'extensions'));
  const store = await openStore(dataDir, () => options.seed());
  // Routes read the addresses at each request; with port 0 they are known only once it listens.
  const urls = { sandbox: '', storefront: '', app: appUrl.replace(/\/$/, '') };
  const runner = new BulkRunner(store, { folder: join(dataDir, 'bulk'), minimumMs: options.bulkMinimumMs ?? BULK_MINIMUM_MS });
  const webhooks = startWebhooks(store, declaration.subscriptions, urls, options.deliveries);
  const klaviyo = new KlaviyoAccount(store, urls);
  const levers = { store, klaviyo, queue: webhooks.queue, subscriptions: declaration.subscriptions, scopes: declaration.scopes, urls };
  const closing: (() => Promise<void> | void)[] = [() => store.close(), () => webhooks.stop(), () => runner.stop()];
  const stop = async (): Promise<void> => {
    for (const close of closing.splice(0).reverse()) await close();
  };
  try {
    const routes: Route[] = [
      accessTokenRoute(store),
      adminApiRoute({ store, runner, urls, functions }, options.costBucket),
      bulkResultRoute(runner),
      ...klaviyoRoutes(klaviyo),
      ...consoleRoutes(levers, urls),
      ...adminShellRoutes({ store, scopes: declaration.scopes, urls }),
    ];
    const server = await startServer(routes, { host, port: options.port ?? PORTS.sandbox });
    closing.push(() => server.stop());
    urls.sandbox = server.url;
    urls.storefront = server.url;
    if (options.startStorefront) {
      const storefront = await options.startStorefront({
        store, host, port: options.storefrontPort ?? (options.port === 0 ? 0 : PORTS.storefront), appUrl: urls.app, sandboxUrl: server.url,
      });
      closing.push(() => storefront.stop());
      urls.storefront = storefront.url;
    }
    runner.resume({ store, runner, urls, functions, scopes: new Set(store.installation.scopes), bulk: true, searchWarnings: [] });
    return { url: urls.sandbox, storefrontUrl: urls.storefront, store, webhooks, klaviyo, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
