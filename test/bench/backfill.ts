// Reading an export of orders, as a backfill does: from a file's bytes to rows, through the real splitter, mapping and
// upserts. The reference is COPY of the very same rows, ready made, into the same empty tables; for the memory, the size of
// the file.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { from as copyFrom } from 'pg-copy-streams';
import { splitLines } from '#app/adapters/shopify/export-file.ts';
import { pool } from '#app/db/pool.ts';
import { readExport } from '#app/pipeline/sync/backfill/read-export.ts';
import { buildShop } from '#prisma/seed/builders.ts';
import { benchDatabase } from '#test/support/bench-database.ts';
import type { Figure } from './figure.ts';

const ORDERS = 40_000;
const LINES_AN_ORDER = 2;
const ROWS = ORDERS * (1 + LINES_AN_ORDER);
const SAMPLE_EVERY_MS = 20;

export const name = 'backfill';

export async function* run(): AsyncGenerator<Figure> {
  const db = await benchDatabase();
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'setwise-bench-export-'));
  try {
    const file = path.join(folder, 'orders.jsonl');
    await pipeline(Readable.from(exportedOrders()), fs.createWriteStream(file));
    const shop = await buildShop();
    const peak = watchMemory();
    const from = performance.now();
    const read = await readExport({ shop, stage: 'orders', lines: splitLines(fs.createReadStream(file)), skipObjects: 0, onBatch: async () => {} });
    const rowsPerSecond = perSecond(from);
    const peakMb = peak.stop();
    if (read.rows !== ROWS) throw new Error(`read ${read.rows} rows of ${ROWS}`);
    const reference = await copySameRows(shop.shopId);
    yield { bench: name, metric: 'orders and lines from an export', value: rowsPerSecond, unit: 'rows per second', reference, ratio: rowsPerSecond / reference };
    yield { bench: name, metric: 'memory above the start, at its peak', value: peakMb, unit: 'MB', reference: fs.statSync(file).size / 2 ** 20, ratio: peakMb / (fs.statSync(file).size / 2 ** 20) };
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
    await db.drop();
  }
}

const perSecond = (from: number): number => ROWS / ((performance.now() - from) / 1_000);

function* exportedOrders(): Generator<string> {
  const money = (amount: string) => ({ shopMoney: { amount } });
  for (let id = 1; id <= ORDERS; id++) {
    const at = new Date(Date.UTC(2026, 0, 1) + id * 60_000).toISOString();
    const order = `gid://shopify/Order/${5_000_000_000 + id}`;
    let text = `${JSON.stringify({ id: order, name: `#${id}`, createdAt: at, processedAt: at, updatedAt: at, cancelledAt: null, currencyCode: 'EUR', totalPriceSet: money('129.80'), customer: { id: `gid://shopify/Customer/${id % 9_000}` }, customAttributes: [], discountCodes: [], refunds: [], fulfillments: [] })}\n`;
    for (let line = 1; line <= LINES_AN_ORDER; line++) {
      text += `${JSON.stringify({ id: `gid://shopify/LineItem/${id}${line}`, quantity: 1, refundableQuantity: 1, product: { id: `gid://shopify/Product/${(id * line) % 500}` }, variant: { id: `gid://shopify/ProductVariant/${(id * line) % 900}` }, originalUnitPriceSet: money('64.90'), discountAllocations: [], customAttributes: [], __parentId: order })}\n`;
    }
    yield text;
  }
}

/** Empties the tables, then writes the same rows by COPY. @returns rows per second */
async function copySameRows(shopId: bigint): Promise<number> {
  const client = await pool().connect();
  try {
    const dump = async (table: string) => (await client.query(`SELECT t::text AS row FROM ${table} t WHERE shop_id = $1`, [shopId])).rows.map(({ row }: { row: string }) => `${row.slice(1, -1)}\n`);
    const tables = [['orders', await dump('orders')], ['order_lines', await dump('order_lines')]] as const;
    await client.query('TRUNCATE orders, order_lines');
    const from = performance.now();
    for (const [table, rows] of tables) await pipeline(Readable.from(rows), client.query(copyFrom(`COPY ${table} FROM STDIN (FORMAT csv)`)));
    return perSecond(from);
  } finally {
    client.release();
  }
}

function watchMemory(): { stop(): number } {
  global.gc?.();
  const start = process.memoryUsage().rss;
  let peak = start;
  const timer = setInterval(() => { peak = Math.max(peak, process.memoryUsage().rss); }, SAMPLE_EVERY_MS);
  return {
    stop() {
      clearInterval(timer);
      return (Math.max(peak, process.memoryUsage().rss) - start) / 2 ** 20;
    },
  };
}
