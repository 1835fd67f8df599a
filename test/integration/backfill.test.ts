// A backfill writes whatever an export holds, asks for as many exports at a time as may run, starts over what failed, and
// never overwrites a newer fact.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ExportedLines } from '#app/adapters/shopify/export-file.ts';
import { backfillById, startBackfill } from '#app/db/backfills.ts';
import { type OrderRow, upsertOrders } from '#app/db/orders.ts';
import { pool } from '#app/db/pool.ts';
import { prisma } from '#app/db/prisma.ts';
import { orderRow } from '#app/pipeline/sync/backfill/export-rows.ts';
import { type ReadExport, readExport } from '#app/pipeline/sync/backfill/read-export.ts';
import { runBackfill } from '#app/pipeline/sync/backfill/run-backfill.ts';
import { type Stage, STAGES } from '#app/pipeline/sync/backfill/stages.ts';
import { type BuiltShop, buildProduct, buildShop } from '#prisma/seed/builders.ts';
import { type AdminApiDouble, startAdminApiDouble } from '#test/support/admin-api-double.ts';
import { type TestDatabase, testDatabase } from '#test/support/database.ts';
import { exportedOrder } from '#test/support/exported-order.ts';
import { storeToken } from '#test/support/stored-token.ts';

let db: TestDatabase;
let shopify: AdminApiDouble;
let shop: BuiltShop;
beforeAll(async () => {
  db = await testDatabase();
  shopify = await startAdminApiDouble();
});
afterAll(async () => {
  await shopify.stop();
  await db.drop();
});
beforeEach(async () => {
  shop = await buildShop();
});

const NOW = new Date('2026-06-01T00:00:00Z');
const money = (amount: string) => ({ shopMoney: { amount } });
async function* chunked(lines: string[]): AsyncGenerator<ExportedLines> {
  for (let start = 0; start < lines.length; start += 7) {
    const some = lines.slice(start, start + 7);
    yield { lines: some, ends: some.map((_, index) => start + index + 1) };
  }
}
const writer = () => (STAGES.orders as Extract<Stage, { kind: 'export' }>).writer({ shopId: shop.shopId, currency: 'EUR' });
const read = (lines: string[], overrides: Partial<ReadExport> = {}) => readExport({ writer: writer(), lines: chunked(lines), onBatch: async () => {}, ...overrides });
const manyOrders = (count: number) => Array.from({ length: count }, (_, index) => exportedOrder(index + 1)).flat();
const nameOf = async (orderId: bigint) => (await prisma().order.findFirst({ where: { shopId: shop.shopId, orderId } }))?.name;
const counts = async () => ({ orders: await prisma().order.count({ where: { shopId: shop.shopId } }), lines: await prisma().orderLine.count({ where: { shopId: shop.shopId } }) });

describe('reading an export', () => {
  it('writes every object with its children, however the lines arrive', async () => {
    expect(await read(manyOrders(1_500), { batchRows: 400 })).toBe(4_500);
    expect(await counts()).toEqual({ orders: 1_500, lines: 3_000 });
  });

  it("takes the lines of an order's only refund from what is no longer refundable, and leaves several to be asked about", async () => {
    const [order, first, second] = exportedOrder(1).map((line) => JSON.parse(line));
    const bought = { ...first, quantity: 3, currentQuantity: 1, discountAllocations: [{ allocatedAmountSet: money('6.00') }] };
    const refund = (id: number) => ({ id: `gid://shopify/Refund/${id}`, createdAt: '2026-05-02T00:00:00Z', totalRefundedSet: money('16.00') });
    const [other, ...otherLines] = exportedOrder(2).map((line) => JSON.parse(line));
    const lines = [{ ...order, refunds: [refund(71)] }, bought, second, { ...other, refunds: [refund(72), refund(73)] }, ...otherLines.map((line) => ({ ...line, currentQuantity: 0 }))];
    await read(lines.map((line) => JSON.stringify(line)));
    const { rows } = await pool().query('SELECT refund_id, line_id, quantity, amount_minor FROM refund_lines WHERE shop_id = $1', [shop.shopId]);
    expect(rows).toEqual([{ refund_id: 71n, line_id: 11n, quantity: 2, amount_minor: 1_600n }]);
  });

  it('notes the batches in the order of the file, each once its rows are to stay', async () => {
    const lines = manyOrders(1_500);
    const noted: number[] = [];
    const breaking = read(lines, {
      batchRows: 300,
      onBatch: async ({ end }) => {
        if (noted.length === 3) throw new Error('the worker dies');
        noted.push(end);
      },
    });
    await expect(breaking).rejects.toThrow('dies');
    expect(noted).toEqual([300, 600, 900]);
    expect(await counts()).toEqual({ orders: 300, lines: 600 });
    await read(lines.slice(900));
    expect(await counts()).toEqual({ orders: 1_500, lines: 3_000 });
  });

  it('writes once what the export names twice, as it names it last', async () => {
    const lines = [...manyOrders(10), ...exportedOrder(4, { name: 'again', updatedAt: '2026-05-02T00:00:00Z' }), ...exportedOrder(5, { name: 'and again', lines: 1 })];
    await read(lines);
    expect(await counts()).toEqual({ orders: 10, lines: 19 });
    expect(await nameOf(4n)).toBe('again');
  });

  it('lets go of its rows when the batch before waits for one of them', async () => {
    const lines = [...exportedOrder(1), ...exportedOrder(2, { name: 'first' }), ...exportedOrder(2, { name: 'second' }), ...exportedOrder(3)];
    await read(lines, { batchRows: 6 });
    expect(await counts()).toEqual({ orders: 3, lines: 6 });
    expect(await nameOf(2n)).toBe('second');
  }, 30_000);

  it('keeps what a line cost from the catalogue that was read before', async () => {
    const { variants } = await buildProduct(shop.shopId, { unitCostMinor: 321 });
    const [order, first, second] = exportedOrder(1).map((line) => JSON.parse(line));
    const variantId = variants[0]!.variantId;
    await read([order, { ...first, variant: { id: `gid://shopify/ProductVariant/${variantId}` } }, second].map((line) => JSON.stringify(line)));
    const { rows } = await pool().query('SELECT unit_cost_minor FROM order_lines WHERE shop_id = $1 ORDER BY line_id', [shop.shopId]);
    expect(rows).toEqual([{ unit_cost_minor: 321n }, { unit_cost_minor: null }]);
  });

  it('leaves out the one character that no text of the database can hold', async () => {
    await read([JSON.stringify({ ...JSON.parse(exportedOrder(1)[0]!), name: 'a\u0000\u0000b' }), JSON.stringify({ ...JSON.parse(exportedOrder(2)[0]!), name: 'c\\u0000' })]);
    expect([await nameOf(1n), await nameOf(2n)]).toEqual(['ab', 'c\\u0000']);
  });
});

describe('a webhook that arrives while an export is read', () => {
  const told = (id: number, updatedAt: string): OrderRow => ({ ...orderRow(JSON.parse(exportedOrder(id)[0]!), [], new Date(updatedAt)), name: 'told', updatedAt: new Date(updatedAt) });
  const NEWER = '2026-05-02T00:00:00Z';
  const OLDER = '2026-04-30T00:00:00Z';

  it('stays, when it came before the export was read and is newer', async () => {
    await upsertOrders(shop.shopId, [told(2, NEWER)]);
    await read(manyOrders(3));
    expect([await nameOf(1n), await nameOf(2n)]).toEqual(['#1', 'told']);
    expect(await counts()).toEqual({ orders: 3, lines: 4 });
  });

  it('stays, when it comes after the export was read and is newer', async () => {
    await read(manyOrders(3));
    await upsertOrders(shop.shopId, [told(2, NEWER)]);
    expect(await nameOf(2n)).toBe('told');
    expect(await counts()).toEqual({ orders: 3, lines: 4 });
  });

  it('gives way in both orders when it is older', async () => {
    await upsertOrders(shop.shopId, [told(2, OLDER)]);
    await read(manyOrders(3));
    await upsertOrders(shop.shopId, [told(3, OLDER)]);
    expect([await nameOf(2n), await nameOf(3n)]).toEqual(['#2', '#3']);
    expect(await counts()).toEqual({ orders: 3, lines: 6 });
  });

  it('stays, when it is applied between looking for what is known and writing what is new', async () => {
    const stage = writer();
    const late = await pool().connect();
    try {
      await late.query('BEGIN');
      await upsertOrders(shop.shopId, [told(2, NEWER)], late);
      const reading = read(manyOrders(3), { writer: stage });
      // The reader waits for the row that is not committed yet; it has seen none before.
      await expect.poll(async () => (await pool().query(`SELECT count(*)::int AS waiting FROM pg_locks WHERE NOT granted`)).rows[0].waiting).toBeGreaterThan(0);
      await late.query('COMMIT');
      await reading;
    } finally {
      late.release();
    }
    expect([await nameOf(1n), await nameOf(2n), await nameOf(3n)]).toEqual(['#1', 'told', '#3']);
    expect(await counts()).toEqual({ orders: 3, lines: 4 });
  });
});

describe('a backfill', () => {
  const begin = async () => {
    await storeToken(shop.domain);
    return startBackfill(shop.shopId, NOW, pool());
  };
  const run = (backfillId: string) => runBackfill(shop.shopId, backfillId, () => NOW);
  const data = (body: object) => ({ body: { data: body } });
  const operationId = (at: number) => `gid://shopify/BulkOperation/${at}`;
  const started = (at: number) => data({ bulkOperationRunQuery: { bulkOperation: { id: operationId(at) }, userErrors: [] } });
  const allStarted = [1, 2, 3, 4].map(started);
  const full = data({ bulkOperationRunQuery: { bulkOperation: null, userErrors: [{ code: 'OPERATION_IN_PROGRESS', message: 'A bulk query operation for this app and shop is already in progress' }] } });
  const operation = (status: string, errorCode: string | null = null) => data({ bulkOperation: { id: operationId(1), status, errorCode, objectCount: '12', url: null } });
  const states = async (backfillId: string) => (await backfillById(shop.shopId, backfillId))?.stages.map(({ stage, state }) => `${stage} ${state}`);

  it('has everything exported at once, leaves a job for later meanwhile, and does not hold the worker', async () => {
    const backfillId = await begin();
    shopify.answer(...allStarted, operation('RUNNING'));
    await run(backfillId);
    expect(await states(backfillId)).toEqual(['products exporting', 'inventory exporting', 'customers exporting', 'orders exporting', 'refunds waiting']);
    const backfill = await backfillById(shop.shopId, backfillId);
    expect(backfill?.stage).toBe('products');
    expect(backfill?.stages.slice(0, 4)).toEqual([1, 2, 3, 4].map((at) => expect.objectContaining({ objects: 12, operationId: operationId(at) })));
    const { rows } = await pool().query('SELECT run_at > now() AS later FROM graphile_worker.jobs WHERE key = $1', [`backfill:${shop.shopId}`]);
    expect(rows).toEqual([{ later: true }]);
  });

  it('has exported what it may when others took the other places, and the rest once there is one', async () => {
    const backfillId = await begin();
    const eachLook = [full, operation('RUNNING'), operation('RUNNING')];
    shopify.answer(started(1), started(2), full, ...Array.from({ length: 4 }, () => eachLook).flat());
    await run(backfillId);
    expect(await states(backfillId)).toEqual(['products exporting', 'inventory exporting', 'customers waiting', 'orders waiting', 'refunds waiting']);
    shopify.answer(started(3), started(4), operation('RUNNING'));
    await run(backfillId);
    expect(await states(backfillId)).toEqual(['products exporting', 'inventory exporting', 'customers exporting', 'orders exporting', 'refunds waiting']);
  });

  it('starts an export over that Shopify gave up', async () => {
    const backfillId = await begin();
    shopify.answer(...allStarted, operation('FAILED', 'INTERNAL_SERVER_ERROR'));
    await expect(run(backfillId)).rejects.toMatchObject({ code: 'try_later' });
    expect((await backfillById(shop.shopId, backfillId))?.stages[0]).toMatchObject({ state: 'waiting', operationId: null });
  });

  it('comes back when five exports are running already', async () => {
    const backfillId = await begin();
    shopify.answer(full);
    await expect(run(backfillId)).rejects.toMatchObject({ code: 'try_later' });
    expect((await backfillById(shop.shopId, backfillId))?.status).toBe('running');
  });

  it('ends, with the reason, when Shopify refuses for good', async () => {
    const backfillId = await begin();
    shopify.answer(...allStarted, operation('FAILED', 'ACCESS_DENIED'));
    await run(backfillId);
    expect(await backfillById(shop.shopId, backfillId)).toMatchObject({ status: 'failed', error: expect.stringContaining('scope') });
  });

  it('does nothing for a shop that left', async () => {
    const backfillId = await begin();
    await prisma().shop.update({ where: { shopId: shop.shopId }, data: { uninstalledAt: NOW } });
    shopify.answer(...allStarted);
    await run(backfillId);
    expect(shopify.asked).toEqual([]);
  });
});
