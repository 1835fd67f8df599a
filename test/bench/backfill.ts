// A backfill's orders: from an export's bytes to tables with all keys and indexes, at a hundred thousand orders and at a
// million. The reference is a bare COPY of the very same rows, ready made, into tables without any index. The memory is
// that of the whole process that reads, beside its own at a tenth of the orders: it does not grow with them.
import { execFile } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import { pool } from '#app/db/pool.ts';
import { buildShop } from '#prisma/seed/builders.ts';
import { benchDatabase } from '#test/support/bench-database.ts';
import { EXPORTED_PRODUCTS, type ExportedOrders, exportedOrders, FIRST_PRODUCT_ID, FIRST_VARIANT_ID } from './exported-orders.ts';
import type { Figure } from './figure.ts';

const SIZES = [100_000, 1_000_000];
const CHUNK = 1 << 18;
const TABLES = ['orders', 'order_lines'];

export const name = 'backfill';

interface Measured {
  rows: number;
  seconds: number;
  peakMegabytes: number;
}

export async function* run(): AsyncGenerator<Figure> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'setwise-bench-export-'));
  let smaller: Measured | undefined;
  try {
    for (const orders of SIZES) {
      const measured = await measure(orders, folder);
      const what = `${orders.toLocaleString('en')} orders`;
      yield { bench: name, metric: `${what}, from an export to tables with all keys and indexes`, value: measured.seconds, unit: 's', reference: measured.bareSeconds, ratio: measured.seconds / measured.bareSeconds };
      yield { bench: name, metric: `${what}: peak memory of the process`, value: measured.peakMegabytes, unit: 'MB', reference: smaller?.peakMegabytes ?? null, ratio: smaller ? measured.peakMegabytes / smaller.peakMegabytes : null };
      smaller = measured;
    }
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

async function measure(orders: number, folder: string): Promise<Measured & { bareSeconds: number }> {
  const db = await benchDatabase();
  try {
    const file = path.join(folder, 'orders.jsonl');
    const { shopId } = await buildShop();
    await stockCatalogue(shopId);
    const exported = exportedOrders(orders);
    await pipeline(Readable.from(inChunks(exported)), fs.createWriteStream(file));
    const { stdout } = await promisify(execFile)(process.execPath, [...workerFlags(), path.join(import.meta.dirname, 'backfill-child.ts'), db.url, String(shopId), file]);
    const measured = JSON.parse(stdout) as Measured;
    if (measured.rows !== orders + exported.lines) throw new Error(`read ${measured.rows} rows of ${orders + exported.lines}`);
    return { ...measured, bareSeconds: await bareCopy(folder) };
  } finally {
    await db.drop();
  }
}

/** What `npm run worker` starts the process with. */
function workerFlags(): string[] {
  const { scripts } = JSON.parse(fs.readFileSync(path.resolve(import.meta.dirname, '../../package.json'), 'utf8')) as { scripts: { worker: string } };
  return scripts.worker.split(' ').filter((word) => word.startsWith('--'));
}

/** Every product with its only variant and what that costs: lines take their cost from there. */
async function stockCatalogue(shopId: bigint): Promise<void> {
  await pool().query(
    `INSERT INTO variants (shop_id, variant_id, product_id, title, position, price_minor, inventory_item_id, inventory_policy, updated_at)
     SELECT $1, $2::bigint + n, $3::bigint + n, '', 1, 1000, n, 'DENY', now() FROM generate_series(0, $4::int - 1) n`,
    [shopId, FIRST_VARIANT_ID, FIRST_PRODUCT_ID, EXPORTED_PRODUCTS],
  );
  await pool().query(
    `INSERT INTO inventory_items (shop_id, inventory_item_id, tracked, unit_cost_minor, updated_at) SELECT $1, n, true, 100 + n % 900, now() FROM generate_series(0, $2::int - 1) n`,
    [shopId, EXPORTED_PRODUCTS],
  );
  await pool().query('ANALYZE variants, inventory_items');
}

function* inChunks({ text }: ExportedOrders): Generator<string> {
  let chunk = '';
  for (const some of text) {
    chunk += some;
    if (chunk.length < CHUNK) continue;
    yield chunk;
    chunk = '';
  }
  yield chunk;
}

/** Writes the rows that were read once more, into tables that have neither key nor index. @returns seconds */
async function bareCopy(folder: string): Promise<number> {
  const client = await pool().connect();
  try {
    let seconds = 0;
    for (const table of TABLES) {
      const file = path.join(folder, `${table}.copy`);
      await pipeline(client.query(copyTo(`COPY ${table} TO STDOUT`)), fs.createWriteStream(file));
      await client.query(`CREATE TABLE bare_${table} (LIKE ${table})`);
      const from = performance.now();
      await pipeline(fs.createReadStream(file, { highWaterMark: CHUNK }), client.query(copyFrom(`COPY bare_${table} FROM STDIN`)));
      seconds += (performance.now() - from) / 1_000;
    }
    return seconds;
  } finally {
    client.release();
  }
}
