// A backfill whose process is killed in the middle of a file goes on where it was: what was read before is not asked for
// again, and at the end every row is there once.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type BackfillStage, backfillById, saveStage, startBackfill } from '#app/db/backfills.ts';
import { pool } from '#app/db/pool.ts';
import { runBackfill } from '#app/pipeline/sync/backfill/run-backfill.ts';
import { type BuiltShop, buildShop } from '#prisma/seed/builders.ts';
import { type AdminApiDouble, startAdminApiDouble } from '#test/support/admin-api-double.ts';
import { type TestDatabase, testDatabase } from '#test/support/database.ts';
import { exportedOrder } from '#test/support/exported-order.ts';
import { type FileServer, startFileServer } from '#test/support/file-server.ts';
import { storeToken } from '#test/support/stored-token.ts';

const NOW = new Date('2026-06-01T00:00:00Z');
const ORDERS = 9_000;
const OPERATION = 'gid://shopify/BulkOperation/1';
const FILE = Buffer.from(Array.from({ length: ORDERS }, (_, index) => `${exportedOrder(index + 1, { lines: 2 }).join('\n')}\n`).join(''));

let db: TestDatabase;
let shopify: AdminApiDouble;
let files: FileServer;
let shop: BuiltShop;
let backfillId: string;
beforeAll(async () => {
  db = await testDatabase();
  shopify = await startAdminApiDouble();
  files = await startFileServer();
});
afterAll(async () => {
  await files.stop();
  await shopify.stop();
  await db.drop();
});

/** All but the orders are read, and Shopify has exported these. */
beforeEach(async () => {
  shop = await buildShop();
  await storeToken(shop.domain);
  backfillId = await startBackfill(shop.shopId, NOW, pool());
  for (const stage of (await backfillById(shop.shopId, backfillId))?.stages ?? []) {
    const state = stage.stage === 'orders' ? 'reading' : 'done';
    await saveStage(shop.shopId, backfillId, { ...stage, state, objects: ORDERS * 3, operationId: OPERATION }, NOW);
  }
  shopify.answer({ body: { data: { bulkOperation: { id: OPERATION, status: 'COMPLETED', errorCode: null, objectCount: String(ORDERS * 3), url: files.url } } } });
});

const orders = async (): Promise<BackfillStage> => (await backfillById(shop.shopId, backfillId))!.stages.find(({ stage }) => stage === 'orders')!;
const counts = async () => (await pool().query<{ orders: number; lines: number }>(
  'SELECT (SELECT count(*)::int FROM orders WHERE shop_id = $1) AS orders, (SELECT count(*)::int FROM order_lines WHERE shop_id = $1) AS lines', [shop.shopId])).rows[0];
const ALL = { orders: ORDERS, lines: ORDERS * 2 };

/** Runs the backfill in a process of its own and kills it once it has noted a part of the file. @returns the byte noted */
async function killedInTheMiddle(): Promise<number> {
  const worker = fork(path.resolve(import.meta.dirname, '../support/backfill-process.ts'), [db.url, String(shop.shopId), backfillId], { stdio: 'inherit' });
  const ended = once(worker, 'exit');
  while ((await orders()).resumeAfter === '0' && worker.exitCode === null) await sleep(5);
  worker.kill('SIGKILL');
  expect(await ended).toEqual([null, 'SIGKILL']);
  return Number((await orders()).resumeAfter);
}

describe('a backfill that was killed in the middle of a file', () => {
  it('asks only for what it has not read, and ends with every row once', async () => {
    files.serve({ content: FILE, pauseMs: 5 });
    const noted = await killedInTheMiddle();
    expect(noted).toBeGreaterThan(0);
    expect(noted).toBeLessThan(FILE.length);
    files.serve({ content: FILE });
    await runBackfill(shop.shopId, backfillId, () => NOW);
    expect(files.asked).toEqual([{ range: `bytes=${noted - 1}-`, sent: FILE.length - noted + 1 }]);
    expect(await counts()).toEqual(ALL);
    expect(await orders()).toMatchObject({ state: 'done', rows: ORDERS * 3, resumeAfter: String(FILE.length) });
  });

  it('reads past what it has where the file server knows no ranges', async () => {
    files.serve({ content: FILE, pauseMs: 5 });
    await killedInTheMiddle();
    files.serve({ content: FILE, ranges: false });
    await runBackfill(shop.shopId, backfillId, () => NOW);
    expect(await counts()).toEqual(ALL);
    expect(await orders()).toMatchObject({ state: 'done', rows: ORDERS * 3 });
  });

  it('begins the file again when it is another one', async () => {
    files.serve({ content: FILE, pauseMs: 5 });
    await killedInTheMiddle();
    files.serve({ content: FILE, etag: '"another"' });
    await runBackfill(shop.shopId, backfillId, () => NOW);
    expect(files.asked.map(({ range }) => range)).toEqual([expect.stringContaining('bytes='), null]);
    expect(await counts()).toEqual(ALL);
    expect(await orders()).toMatchObject({ state: 'done', rows: ORDERS * 3 });
  });

  it('has this stage alone exported again when the result is no longer kept', async () => {
    files.serve({ content: FILE, pauseMs: 5 });
    await killedInTheMiddle();
    files.serve({ content: FILE, status: 404 });
    await expect(runBackfill(shop.shopId, backfillId, () => NOW)).rejects.toMatchObject({ code: 'try_later' });
    const backfill = await backfillById(shop.shopId, backfillId);
    expect(backfill?.stages.filter(({ state }) => state !== 'done').map(({ stage, state, operationId }) => [stage, state, operationId])).toEqual([['orders', 'waiting', null]]);
  });

  it('goes on by itself where the download breaks off, as long as it gets on', async () => {
    files.serve({ content: FILE, breakAfter: Math.ceil(FILE.length / 2.5), pauseMs: 1 });
    await runBackfill(shop.shopId, backfillId, () => NOW);
    expect(files.asked.length).toBeGreaterThan(1);
    expect(files.asked.slice(1).every(({ range }) => range !== null)).toBe(true);
    expect(await counts()).toEqual(ALL);
  });

  it('is tried again later where the download gets nowhere', async () => {
    files.serve({ content: FILE, breakAfter: 1 });
    await expect(runBackfill(shop.shopId, backfillId, () => NOW)).rejects.toMatchObject({ code: 'try_later' });
  });

  it('is nothing but ended when all was read and only that was not noted', async () => {
    files.serve({ content: FILE });
    await runBackfill(shop.shopId, backfillId, () => NOW);
    const done = await orders();
    await pool().query(`UPDATE backfills SET status = 'running', finished_at = NULL WHERE backfill_id = $1`, [backfillId]);
    await saveStage(shop.shopId, backfillId, { ...done, state: 'reading' }, NOW);
    files.serve({ content: FILE });
    await runBackfill(shop.shopId, backfillId, () => NOW);
    expect(files.asked.map(({ sent }) => sent)).toEqual([1]);
    expect(await orders()).toMatchObject({ state: 'done', rows: ORDERS * 3 });
  });
});
