// How long learning takes and how much memory it needs, beside the bare minimum: counting the pairs of the same orders in
// typed arrays, nothing kept. And how long whoever else is served by the process that learns has to wait.
import { execFile } from 'node:child_process';
import path from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { upsertOrders } from '#app/db/orders.ts';
import { proposeSets } from '#app/pipeline/learn/propose-sets.ts';
import { trainAssociations } from '#app/pipeline/learn/train-associations.ts';
import { type BuiltProduct, buildProduct, buildShop } from '#prisma/seed/builders.ts';
import { benchDatabase } from '#test/support/bench-database.ts';
import type { Figure } from './figure.ts';
import { fileIn, folderFrom } from './orders-file.ts';
import { syntheticHistory } from './synthetic-orders.ts';

export const name = 'learning';

interface Ranked { bareSeconds: number; rankSeconds: number; ridgeSeconds: number; peakMegabytes: number }
interface Learned { totalSeconds: number; choosingSeconds: number; fitSeconds: number; peakMegabytes: number }

export async function* run(): AsyncGenerator<Figure> {
  const data = folderFrom('SETWISE_DATA', 'learning from a real orders file');
  if (data) yield* measure('online-retail', fileIn(data, 'online-retail', 'orders.csv.gz'));
  yield* measure('synthetic 1,000,000 orders, 100,000 products', '1000000x100000');
  yield* measureWaiting();
}

async function* measure(what: string, source: string): AsyncGenerator<Figure> {
  const figure = (metric: string, value: number, unit: string, reference: number): Figure => ({ bench: name, metric: `${what}: ${metric}`, value, unit, reference, ratio: value / reference });
  const ranked = await inChild<Ranked>('rank', source);
  yield figure('counting and ranking: pair counts, weights, the best list of every product by pairs', ranked.rankSeconds, 's', ranked.bareSeconds);
  yield figure('ridge fit', ranked.ridgeSeconds, 's', ranked.bareSeconds);
  const learned = await inChild<Learned>('learn', source);
  yield figure('fit, with what next', learned.fitSeconds, 's', ranked.bareSeconds);
  yield figure('backtest', learned.choosingSeconds, 's', ranked.bareSeconds);
  const bare = await inChild<Learned>('count', source);
  yield figure('peak memory', learned.peakMegabytes, 'MB', bare.peakMegabytes);
}

async function inChild<Result>(work: 'count' | 'rank' | 'learn', source: string): Promise<Result> {
  const { stdout } = await promisify(execFile)(process.execPath, ['--max-old-space-size=8192', path.join(import.meta.dirname, 'learning-child.ts'), work, source]);
  return JSON.parse(stdout) as Result;
}

const ORDERS = 20_000;
const PRODUCTS = 1_000;
const NOW = new Date('2026-11-20T00:00:00Z');

/** From orders in the database to suggestions in it, as the worker does it; the reference is a process with nothing to do. */
async function* measureWaiting(): AsyncGenerator<Figure> {
  const db = await benchDatabase();
  try {
    const shopId = await seedShop();
    const idle = await delayDuring(() => sleep(2_000));
    const learning = await delayDuring(async () => {
      await trainAssociations(shopId, NOW);
      await proposeSets(shopId, NOW);
    });
    const figure = (metric: string, value: number, reference: number): Figure => ({ bench: name, metric, value, unit: 'ms', reference, ratio: value / reference });
    yield figure('event loop delay p99 while learning', learning.p99, idle.p99);
    yield figure('event loop delay at most while learning', learning.most, idle.most);
  } finally {
    await db.drop();
  }
}

async function delayDuring(work: () => Promise<void>): Promise<{ p99: number; most: number }> {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  await work();
  delay.disable();
  return { p99: delay.percentile(99) / 1e6, most: delay.max / 1e6 };
}

async function seedShop(): Promise<bigint> {
  const { shopId } = await buildShop();
  const { starts, lines, orderedAtMs } = syntheticHistory(ORDERS, PRODUCTS);
  const products: BuiltProduct[] = [];
  for (let count = 0; count < PRODUCTS; count++) products.push(await buildProduct(shopId, { productType: `Kind ${count % 40}`, priceMinor: 1_000 }));
  const order = (at: number) => {
    const orderedAt = new Date(orderedAtMs[at]!);
    const held = [...lines.subarray(starts[at]!, starts[at + 1]!)].map((product) => products[product]!);
    return {
      orderId: BigInt(at + 1), name: `#${at + 1}`, customerId: null, currency: 'EUR', presentmentCurrency: 'EUR', taxesIncluded: false, totalMinor: 0, shippingDiscountMinor: 0, orderedAt, cancelledAt: null, updatedAt: orderedAt, triggeredAt: null, visitorId: null, stepId: null, discountCodes: [],
      lines: held.map(({ productId }, line) => ({ lineId: BigInt(at * 100 + line), productId, variantId: null, quantity: 1, unitPriceMinor: 1_000, discountMinor: 0, setId: null, taxMinor: 0, removedQuantity: 0 })),
    };
  };
  for (let from = 0; from < ORDERS; from += 1_000) await upsertOrders(shopId, Array.from({ length: 1_000 }, (_, at) => order(from + at)));
  return shopId;
}
