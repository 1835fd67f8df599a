// Acknowledging webhooks over HTTP: signature checked on the raw bytes, one row kept, 200. The references, in the same
// run and by the same client: the bare INSERT of such a row, and a bare node:http server that answers 200.
import { randomUUID } from 'node:crypto';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { pool } from '#app/db/pool.ts';
import { buildShop } from '#prisma/seed/builders.ts';
import { benchDatabase } from '#test/support/bench-database.ts';
import { signedDelivery, startWebhookEndpoint } from '#test/support/webhook-endpoint.ts';
import type { Figure } from './figure.ts';

const IN_FLIGHT = 32;
const WARM_UP = 500;
const DELIVERIES = 6_000;
/** About what an order's payload weighs. */
const PAYLOAD = JSON.stringify({ id: 820982911946154, note: 'x'.repeat(6_000) });

export const name = 'webhooks';

export async function* run(): AsyncGenerator<Figure> {
  const db = await benchDatabase();
  const { shopId, domain } = await buildShop();
  const endpoint = await startWebhookEndpoint();
  const bare = await startBare();
  const agent = new http.Agent({ keepAlive: true, maxSockets: IN_FLIGHT });
  const deliveries = Array.from({ length: WARM_UP + DELIVERIES }, () => signedDelivery({ topic: 'orders/create', shopDomain: domain, payload: PAYLOAD }));
  const insert = () =>
    pool().query({ name: 'bare', text: 'INSERT INTO webhook_deliveries (shop_id, webhook_id, topic, triggered_at, payload) VALUES ($1, $2, $3, now(), $4)', values: [shopId, randomUUID(), 'orders/create', PAYLOAD] });
  try {
    const acknowledged = await perSecond((index) => post(endpoint.url, deliveries[index] as Delivery, agent));
    const inserted = await perSecond(insert);
    const answered = await perSecond((index) => post(bare.url, deliveries[index] as Delivery, agent));
    const figure = (metric: string, reference: number): Figure => ({ bench: name, metric, value: acknowledged, unit: 'per second', reference, ratio: acknowledged / reference });
    yield figure('acknowledgements, beside a bare INSERT', inserted);
    yield figure('acknowledgements, beside a bare answer', answered);
  } finally {
    agent.destroy();
    await Promise.all([endpoint.stop(), bare.stop()]);
    await db.drop();
  }
}

type Delivery = ReturnType<typeof signedDelivery>;

/** The first ones warm up and are not counted. */
async function perSecond(once: (index: number) => Promise<unknown>): Promise<number> {
  await together(0, WARM_UP, once);
  const from = performance.now();
  await together(WARM_UP, WARM_UP + DELIVERIES, once);
  return DELIVERIES / ((performance.now() - from) / 1_000);
}

async function together(first: number, end: number, once: (index: number) => Promise<unknown>): Promise<void> {
  let next = first;
  await Promise.all(Array.from({ length: IN_FLIGHT }, async () => {
    while (next < end) await once(next++);
  }));
}

async function startBare(): Promise<{ url: string; stop(): Promise<void> }> {
  const server = http.createServer((request, response) => {
    request.resume();
    request.on('end', () => response.writeHead(200, { 'content-length': 0 }).end());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    stop: () => new Promise((resolve) => { server.close(() => resolve()); server.closeAllConnections(); }),
  };
}

function post(url: string, { headers, body }: Delivery, agent: http.Agent): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = http.request(url, { method: 'POST', agent, headers: { ...headers, 'content-length': Buffer.byteLength(body) } }, (response) => {
      response.resume();
      response.on('end', () => (response.statusCode === 200 ? resolve() : reject(new Error(`answered ${response.statusCode}`))));
    });
    request.on('error', reject);
    request.end(body);
  });
}
