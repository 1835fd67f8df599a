// A sandbox with a shop of three products, on free ports and in a folder of its own, and an app installed in it: for
// tests of the sandbox itself. Nothing of Setwise runs; webhooks arrive at a listener here.
import { createServer, type IncomingHttpHeaders } from 'node:http';
import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CLIENT_ID, CLIENT_SECRET } from '#sandbox/credentials.ts';
import { assemble, type PartsOptions, type Sandbox } from '#sandbox/assemble.ts';
import { mintSessionToken } from '#sandbox/oauth/session-token.ts';
import type { TokenAnswer } from '#sandbox/oauth/tokens.ts';
import type { OrderRecord, ProductRecord, StoreSeed, VariantRecord } from '#sandbox/store/types.ts';

export const SHOP_DOMAIN = 'small-shop.myshopify.com';
const AT = '2026-01-01T10:00:00.000Z';
const LOCATION_ID = 501;

function variant(id: number, title: string, price: string, available: number): VariantRecord {
  return {
    id, title, sku: `SKU-${id}`, position: 1, price, compareAtPrice: null, inventoryPolicy: 'DENY', updatedAt: AT,
    selectedOptions: [{ name: 'Title', value: title }],
    inventoryItem: { id: id + 1000, tracked: true, unitCost: '4.20', updatedAt: AT },
    levels: [{ locationId: LOCATION_ID, available, updatedAt: AT }],
  };
}

function product(id: number, handle: string, variants: VariantRecord[]): ProductRecord {
  return {
    id, handle, title: handle.replaceAll('-', ' '), vendor: 'Nord', productType: 'Camera', tags: ['new'], status: 'ACTIVE',
    category: { id: 'gid://shopify/TaxonomyCategory/co-1', fullName: 'Cameras & Optics > Cameras' }, descriptionHtml: '<p>Fine.</p>',
    pictureSvg: '<svg xmlns="http://www.w3.org/2000/svg"/>', publishedAt: AT, createdAt: AT, updatedAt: AT, variants, metafields: [],
  };
}

export function order(id: number, at = AT): OrderRecord {
  return {
    id, name: `#${id}`, customerId: 301, currency: 'EUR', processedAt: at, createdAt: at, updatedAt: at, cancelledAt: null, refunds: [], attributes: [],
    lines: [
      { id: id * 10, productId: 1, variantId: 11, title: 'camera', quantity: 1, price: '100.00', discount: '0.00', properties: [] },
      { id: id * 10 + 1, productId: 2, variantId: 21, title: 'card', quantity: 2, price: '10.00', discount: '2.50', properties: [{ name: '_setwise', value: 'set' }] },
    ],
  };
}

export function smallShop(orders: OrderRecord[] = [order(1001), order(1002, new Date().toISOString())]): StoreSeed {
  return {
    shop: { id: 9001, domain: SHOP_DOMAIN, name: 'Small shop', currency: 'EUR', timezone: 'Europe/Berlin', locale: 'de', email: 'shop@example.com' },
    locations: [{ id: LOCATION_ID, name: 'Store room' }],
    products: [
      product(1, 'camera', [variant(11, 'Default Title', '100.00', 5)]),
      product(2, 'memory-card', [variant(21, '64 GB', '10.00', 50), variant(22, '128 GB', '18.00', 0)]),
      { ...product(3, 'bag', [variant(31, 'Default Title', '40.00', 3)]), pictureSvg: null, category: null },
    ],
    customers: [{
      id: 301, firstName: 'Ada', lastName: 'Berg', email: 'ada@example.com', locale: 'de', countryCode: 'DE', tags: [], emailConsent: 'SUBSCRIBED', createdAt: AT, updatedAt: AT,
    }],
    orders,
  };
}

export interface ReceivedWebhook {
  headers: IncomingHttpHeaders;
  body: string;
}

export interface TestSandbox extends Sandbox {
  token: string;
  received: ReceivedWebhook[];
  /** What the listener answers; 200 unless changed. */
  answerWith(status: number): void;
  graphql(query: string, variables?: Record<string, unknown>, token?: string): Promise<{ status: number; body: GraphQLBody }>;
  authenticate(fields: Record<string, string>): Promise<{ status: number; body: TokenAnswer & { error?: string } }>;
  lever(name: string, input?: Record<string, unknown>): Promise<{ status: number; body: Record<string, unknown> }>;
  /** Waits until `found` holds, at most some seconds. */
  until(found: () => boolean | Promise<boolean>): Promise<void>;
  /** Stops, and starts again on the same folder. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

export interface GraphQLBody {
  // biome-ignore lint/suspicious/noExplicitAny: what a query answers is the test's to know
  data?: any;
  errors?: { message: string; path?: unknown[]; extensions?: Record<string, unknown> }[] | string;
  extensions?: { cost?: { requestedQueryCost: number; actualQueryCost: number | null; throttleStatus: { currentlyAvailable: number } }; search?: unknown[] };
}

export const TOKEN_EXCHANGE = {
  client_id: CLIENT_ID,
  client_secret: CLIENT_SECRET,
  grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange',
  subject_token_type: 'urn:ietf:params:oauth:token-type:id_token',
  requested_token_type: 'urn:shopify:params:oauth:token-type:offline-access-token',
  expiring: '1',
};

export async function startTestSandbox(options: { seed?: StoreSeed; scopes?: string[]; sandbox?: Partial<PartsOptions> } = {}): Promise<TestSandbox> {
  const folder = mkdtempSync(join(tmpdir(), 'setwise-sandbox-'));
  const received: ReceivedWebhook[] = [];
  let answer = 200;
  const app = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request as AsyncIterable<Buffer>) parts.push(part);
    if (request.method === 'POST') received.push({ headers: request.headers, body: Buffer.concat(parts).toString('utf8') });
    response.writeHead(answer).end();
  });
  await new Promise<void>((resolve) => app.listen(0, '127.0.0.1', resolve));
  const appUrl = `http://127.0.0.1:${(app.address() as AddressInfo).port}`;
  const start = (): Promise<Sandbox> =>
    assemble({ port: 0, dataDir: folder, appUrl, seed: () => options.seed ?? smallShop(), bulkMinimumMs: 0, deliveries: { firstWaitMs: 5 }, ...options.sandbox });

  const shopHeader = { 'x-sandbox-host': SHOP_DOMAIN };
  const running = { ...(await start()), token: '', received } as TestSandbox;
  running.answerWith = (status) => {
    answer = status;
  };
  const post = async (path: string, body: unknown, headers: Record<string, string> = {}) => {
    const reply = await fetch(running.url + path, { method: 'POST', headers: { 'content-type': 'application/json', ...shopHeader, ...headers }, body: JSON.stringify(body) });
    return { status: reply.status, body: (await reply.json()) as never };
  };
  running.graphql = (query, variables = {}, token = running.token) =>
    post('/admin/api/2026-07/graphql.json', { query, variables }, { 'x-shopify-access-token': token });
  running.authenticate = (fields) => post('/admin/oauth/access_token', fields);
  running.lever = async (name, input = {}) => {
    const answered = await post(`/console/api/${name}`, input);
    if (answered.status >= 500) throw new Error(`The lever ${name} failed: ${JSON.stringify(answered.body)}`);
    return answered;
  };
  running.until = async (found) => {
    const deadline = Date.now() + 20_000;
    while (!(await found())) {
      if (Date.now() > deadline) throw new Error('It did not come true in time.');
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  };
  running.restart = async () => {
    await running.stop();
    Object.assign(running, await start());
  };
  running.close = async () => {
    await running.stop();
    app.closeAllConnections();
    await new Promise((resolve) => app.close(resolve));
    rmSync(folder, { recursive: true, force: true });
  };
  await running.lever('install', options.scopes ? { scopes: options.scopes } : {});
  const { body } = await running.authenticate({ ...TOKEN_EXCHANGE, subject_token: mintSessionToken(SHOP_DOMAIN) });
  running.token = body.access_token;
  return running;
}
