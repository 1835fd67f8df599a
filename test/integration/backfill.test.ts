// A backfill that is cut off goes on where it was; a failed export starts over; a newer fact is never overwritten.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { backfillById, startBackfill } from '#app/db/backfills.ts';
import { pool } from '#app/db/pool.ts';
import { prisma } from '#app/db/prisma.ts';
import { type ReadExport, readExport } from '#app/pipeline/sync/backfill/read-export.ts';
import { runBackfill } from '#app/pipeline/sync/backfill/run-backfill.ts';
import { type BuiltShop, buildShop } from '#prisma/seed/builders.ts';
import { type AdminApiDouble, startAdminApiDouble } from '#test/support/admin-api-double.ts';
import { type TestDatabase, testDatabase } from '#test/support/database.ts';

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
function orderLines(id: number, updatedAt = '2026-05-01T00:00:00Z'): string[] {
  const order = { id: `gid://shopify/Order/${id}`, name: `#${id}`, createdAt: updatedAt, processedAt: updatedAt, updatedAt, cancelledAt: null, currencyCode: 'EUR', totalPriceSet: money('20.0'), customer: null, customAttributes: [], discountCodes: [], refunds: [], fulfillments: [] };
  const line = (index: number) => ({ id: `gid://shopify/LineItem/${id}${index}`, quantity: 1, refundableQuantity: 1, product: null, variant: null, originalUnitPriceSet: money('10.00'), discountAllocations: [], customAttributes: [], __parentId: order.id });
  return [order, line(1), line(2)].map((row) => JSON.stringify(row));
}
const read = (lines: string[], overrides: Partial<ReadExport> = {}) =>
  readExport({ shop, stage: 'orders', lines: chunked(lines), skipObjects: 0, onBatch: async () => {}, ...overrides });
async function* chunked(lines: string[]): AsyncGenerator<string[]> {
  for (let start = 0; start < lines.length; start += 7) yield lines.slice(start, start + 7);
}
const counts = async () => ({ orders: await prisma().order.count({ where: { shopId: shop.shopId } }), lines: await prisma().orderLine.count({ where: { shopId: shop.shopId } }) });

describe('reading an export', () => {
  it('writes every object with its children, however the lines arrive', async () => {
    const lines = Array.from({ length: 1_500 }, (_, index) => orderLines(index + 1)).flat();
    expect(await read(lines)).toEqual({ objects: 1_500, rows: 4_500 });
    expect(await counts()).toEqual({ orders: 1_500, lines: 3_000 });
  });

  it("takes the lines of an order's only refund from what is no longer refundable, and leaves several to be asked about", async () => {
    const [order, first, second] = orderLines(1).map((line) => JSON.parse(line));
    const bought = { ...first, quantity: 3, refundableQuantity: 1, discountAllocations: [{ allocatedAmountSet: money('6.00') }] };
    const refund = (id: number) => ({ id: `gid://shopify/Refund/${id}`, createdAt: '2026-05-02T00:00:00Z' });
    const [other, ...otherLines] = orderLines(2).map((line) => JSON.parse(line));
    const lines = [{ ...order, refunds: [refund(71)] }, bought, second, { ...other, refunds: [refund(72), refund(73)] }, ...otherLines.map((line) => ({ ...line, refundableQuantity: 0 }))];
    await read(lines.map((line) => JSON.stringify(line)));
    const { rows } = await pool().query('SELECT refund_id, line_id, quantity, amount_minor FROM refund_lines WHERE shop_id = $1', [shop.shopId]);
    expect(rows).toEqual([{ refund_id: 71n, line_id: 11n, quantity: 2, amount_minor: 1_600n }]);
  });

  it('goes on behind the last batch that was noted', async () => {
    const lines = Array.from({ length: 1_500 }, (_, index) => orderLines(index + 1)).flat();
    let noted = 0;
    const breaking = read(lines, { onBatch: async (written) => {
      if (noted > 0) throw new Error('the worker dies');
      noted += written.objects;
    } });
    await expect(breaking).rejects.toThrow('dies');
    expect((await counts()).orders).toBe(noted);
    expect(await read(lines, { skipObjects: noted })).toMatchObject({ objects: 1_500 - noted });
    expect(await counts()).toEqual({ orders: 1_500, lines: 3_000 });
  });

  it('leaves what a webhook has told since as it is', async () => {
    await read(orderLines(1, '2026-05-02T00:00:00Z'));
    await prisma().order.updateMany({ where: { shopId: shop.shopId }, data: { name: 'newer' } });
    await read(orderLines(1, '2026-05-01T00:00:00Z'));
    expect(await prisma().order.findFirst({ where: { shopId: shop.shopId } })).toMatchObject({ name: 'newer' });
  });
});

describe('a backfill', () => {
  const begin = async () => {
    const { shopify: app } = await import('#app/adapters/shopify/app.ts');
    const { Session } = await import('@shopify/shopify-api');
    await app().sessionStorage?.storeSession(new Session({ id: `offline_${shop.domain}`, shop: shop.domain, state: '', isOnline: false, accessToken: 'shpat_x', expires: new Date(Date.now() + 3_600_000) }));
    return startBackfill(shop.shopId, NOW, pool());
  };
  const run = (backfillId: string) => runBackfill(shop.shopId, backfillId, () => NOW);
  const data = (body: object) => ({ body: { data: body } });
  const started = data({ bulkOperationRunQuery: { bulkOperation: { id: 'gid://shopify/BulkOperation/1' }, userErrors: [] } });
  const operation = (status: string, errorCode: string | null = null) => data({ bulkOperation: { id: 'gid://shopify/BulkOperation/1', status, errorCode, objectCount: '12', url: null } });

  it('leaves a job for later while Shopify exports, and does not hold the worker', async () => {
    const backfillId = await begin();
    shopify.answer(started, operation('RUNNING'));
    await run(backfillId);
    expect((await backfillById(shop.shopId, backfillId))?.stages[0]).toMatchObject({ stage: 'products', state: 'exporting', objects: 12, operationId: 'gid://shopify/BulkOperation/1' });
    const { rows } = await pool().query('SELECT run_at > now() AS later FROM graphile_worker.jobs WHERE key = $1', [`backfill:${shop.shopId}`]);
    expect(rows).toEqual([{ later: true }]);
  });

  it('starts an export over that Shopify gave up', async () => {
    const backfillId = await begin();
    shopify.answer(started, operation('FAILED', 'INTERNAL_SERVER_ERROR'));
    await expect(run(backfillId)).rejects.toMatchObject({ code: 'try_later' });
    expect((await backfillById(shop.shopId, backfillId))?.stages[0]).toMatchObject({ state: 'waiting', operationId: null });
  });

  it('comes back when five exports are running already', async () => {
    const backfillId = await begin();
    shopify.answer(data({ bulkOperationRunQuery: { bulkOperation: null, userErrors: [{ code: 'OPERATION_IN_PROGRESS', message: 'A bulk query operation for this app and shop is already in progress' }] } }));
    await expect(run(backfillId)).rejects.toMatchObject({ code: 'try_later' });
    expect((await backfillById(shop.shopId, backfillId))?.status).toBe('running');
  });

  it('ends, with the reason, when Shopify refuses for good', async () => {
    const backfillId = await begin();
    shopify.answer(started, operation('FAILED', 'ACCESS_DENIED'));
    await run(backfillId);
    expect(await backfillById(shop.shopId, backfillId)).toMatchObject({ status: 'failed', error: expect.stringContaining('scope') });
  });

  it('does nothing for a shop that left', async () => {
    const backfillId = await begin();
    await prisma().shop.update({ where: { shopId: shop.shopId }, data: { uninstalledAt: NOW } });
    shopify.answer(started);
    await run(backfillId);
    expect(shopify.asked).toEqual([]);
  });
});
