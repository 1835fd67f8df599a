// Offers over HTTP, from the signed question to the answer: the real handler on a real database, every decision kept.
// The reference is a bare node:http server that answers the same bytes, asked by the same client in the same run.
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { flushDecisions } from '#app/pipeline/decide/decision-log.ts';
import { buildAssociations, buildPlacement, buildProduct, buildSet, buildShop, type BuiltProduct } from '#prisma/seed/builders.ts';
import { benchDatabase } from '#test/support/bench-database.ts';
import { signedQuery, startOffersEndpoint } from '#test/support/offers-endpoint.ts';
import type { Figure } from './figure.ts';

const WARM_UP = 500;
const ONE_BY_ONE = 2_000;
const IN_FLIGHT = 16;
const TOGETHER = 6_000;

export const name = 'decisions';

export async function* run(): AsyncGenerator<Figure> {
  const db = await benchDatabase();
  const { domain, carts } = await seedShop();
  const endpoint = await startOffersEndpoint();
  const agent = new http.Agent({ keepAlive: true, maxSockets: IN_FLIGHT });
  const question = (count: number) => signedQuery(domain, { placement: 'cart_page', items: carts[count % carts.length] ?? '' });
  const ask = (count: number) => get(endpoint.url + question(count), agent);
  const sample = await ask(0);
  if (!sample.includes('"decisionId"')) throw new Error(`the bench's shop makes no offer: ${sample}`);
  const bare = await startBare(sample);
  const askBare = (count: number) => get(bare.url + question(count), agent);
  try {
    await serially(WARM_UP, ask);
    await serially(WARM_UP, askBare);
    const [waits, bareWaits] = [await serially(ONE_BY_ONE, ask), await serially(ONE_BY_ONE, askBare)];
    yield figure('offers p50', quantile(waits, 0.5), 'ms', quantile(bareWaits, 0.5));
    yield figure('offers p99', quantile(waits, 0.99), 'ms', quantile(bareWaits, 0.99));
    yield figure(`decisions, ${IN_FLIGHT} in flight`, await perSecond(ask), 'per second', await perSecond(askBare));
  } finally {
    agent.destroy();
    await Promise.all([endpoint.stop(), bare.stop()]);
    await flushDecisions();
    await db.drop();
  }
}

const figure = (metric: string, value: number, unit: string, reference: number): Figure => ({ bench: name, metric, value, unit, reference, ratio: value / reference });

/** 120 products; a third are anchors of sets with two slots of three candidates, in carts of one to four products. */
async function seedShop(): Promise<{ domain: string; carts: string[] }> {
  const shop = await buildShop();
  const products: BuiltProduct[] = [];
  for (let count = 0; count < 120; count++) {
    products.push(await buildProduct(shop.shopId, { productType: `Kind ${count % 6}`, priceMinor: 2_000 + 150 * count, unitCostMinor: 1_000 + 70 * count, stock: count % 9 === 0 ? 0 : 25 }));
  }
  const near = (index: number, by: number): BuiltProduct => products[(index + by) % products.length] as BuiltProduct;
  const anchors = products.flatMap((anchor, index) => (index % 3 === 0 ? [{ anchor, index }] : []));
  for (const { anchor, index } of anchors) {
    const slot = (from: number) => [0, 1, 2].map((by) => ({ product: near(index, from + by), support: 30 - by }));
    await buildSet(shop.shopId, { anchor, slots: [{ name: 'first', candidates: slot(1) }, { name: 'second', candidates: slot(6) }] });
  }
  await buildAssociations(
    shop.shopId,
    products.map((product, index) => ({ product, targets: Array.from({ length: 100 }, (_, by) => ({ product: near(index, by + 1), support: 100 - by })) })),
  );
  await buildPlacement(shop.shopId, 'cart_page');
  const carts = anchors.map(({ anchor, index }) => [anchor, ...Array.from({ length: index % 4 }, (_, by) => near(index, 20 + by))].map(({ variantId }) => `${variantId}:1`).join(','));
  return { domain: shop.domain, carts };
}

async function startBare(body: string): Promise<{ url: string; stop(): Promise<void> }> {
  const server = http.createServer((_request, response) => response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }).end(body));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    stop: () => new Promise((resolve) => { server.close(() => resolve()); server.closeAllConnections(); }),
  };
}

function get(url: string, agent: http.Agent): Promise<string> {
  return new Promise((resolve, reject) => {
    http.get(url, { agent }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        const body = Buffer.concat(chunks).toString();
        if (response.statusCode === 200) resolve(body);
        else reject(new Error(`${response.statusCode}: ${body}`));
      });
    }).on('error', reject);
  });
}

/** @returns milliseconds of each, ascending */
async function serially(times: number, ask: (count: number) => Promise<string>): Promise<number[]> {
  const waits: number[] = [];
  for (let count = 0; count < times; count++) {
    const from = performance.now();
    await ask(count);
    waits.push(performance.now() - from);
  }
  return waits.sort((one, other) => one - other);
}

async function perSecond(ask: (count: number) => Promise<string>): Promise<number> {
  let next = 0;
  const from = performance.now();
  await Promise.all(Array.from({ length: IN_FLIGHT }, async () => {
    while (next < TOGETHER) await ask(next++);
  }));
  return TOGETHER / ((performance.now() - from) / 1_000);
}

const quantile = (ascending: readonly number[], share: number): number => ascending[Math.min(ascending.length - 1, Math.floor(share * ascending.length))] ?? Number.NaN;
