// A store arrives, is read, changes, leaves, comes back and asks to be forgotten: the app and the sandbox's store over
// real HTTP.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pool } from '#app/db/pool.ts';
import { prisma } from '#app/db/prisma.ts';
import { TABLES_OF_A_SHOP } from '#app/db/shops.ts';
import { REREAD_FACTS } from '#app/jobs/definitions/reread-fact.ts';
import { backfillProgress } from '#app/read/backfill-progress.ts';
import { type ConnectedShop, connectShop, DOMAIN, pageRequest } from '#test/support/connected-shop.ts';
import { BAG, CAMERA, CARD, CUSTOMERS } from '#test/support/small-store.ts';

let shop: ConnectedShop;
beforeAll(async () => {
  shop = await connectShop();
});
afterAll(() => shop.stop());

const SHOP_ID = 4_400_000_001n;
const changes = async () => (await prisma().change.findMany({ where: { shopId: SHOP_ID } })).map((change) => change.event);

describe('a store that arrives', () => {
  it('is registered once, however many of its pages load at the same time', async () => {
    const merchants = await Promise.all([shop.open(), shop.open(), shop.open()]);
    for (const { shop: row, actor } of merchants) expect([row.shopId, actor]).toEqual([SHOP_ID, '1']);
    const row = await prisma().shop.findUniqueOrThrow({ where: { shopId: SHOP_ID } });
    expect(row).toMatchObject({ domain: DOMAIN, name: 'Aurel Cameras', currency: 'EUR', timezone: 'Europe/Berlin', primaryLocale: 'de', uninstalledAt: null });
    expect(row.scopes.split(',')).toContain('read_orders');
    expect(await prisma().backfill.count()).toBe(1);
    expect(await changes()).toEqual(['app_installed']);
    const jobs = (await pool().query<{ key: string }>('SELECT key FROM graphile_worker.jobs')).rows.map(({ key }) => key);
    expect(jobs.sort()).toEqual([`backfill:${SHOP_ID}`, ...[...REREAD_FACTS].sort().map((fact) => `reread:${fact}:${SHOP_ID}`)]);
  });

  it('has its token in the database sealed, with the expiry and the refresh token of an expiring one', async () => {
    const session = await prisma().session.findFirstOrThrow();
    expect(session).toMatchObject({ shopDomain: DOMAIN, sessionId: `offline_${DOMAIN}`, isOnline: false });
    expect(session.accessTokenSealed).toMatch(/^v1\.sandbox\./);
    expect(session.refreshTokenSealed).toMatch(/^v1\.sandbox\./);
    expect(session.expiresAt?.getTime()).toBeGreaterThan(Date.now());
    const everything = JSON.stringify(await pool().query('SELECT * FROM sessions').then(({ rows }) => rows));
    expect(everything).not.toMatch(/shp(at|rt|ua)_/);
  });

  it('is refused without a session token of ours', async () => {
    const { authenticateMerchant } = await import('#app/pipeline/install/authenticate-merchant.ts');
    const forged = pageRequest('http://127.0.0.1:1', 'eyJhbGciOiJIUzI1NiJ9.e30.AAAA');
    await expect(authenticateMerchant(forged)).rejects.toBeInstanceOf(Response);
  });

  it('gets App Bridge from the sandbox on the page that fetches a session token', async () => {
    const { authenticate } = await import('#app/adapters/shopify/app.ts');
    const host = Buffer.from('admin.shopify.com/store/small').toString('base64url');
    const bounce = new Request(`${shop.webhookUrl.replace('/webhooks', '')}/auth/session-token?shop=${DOMAIN}&host=${host}`, { headers: { 'user-agent': 'Mozilla/5.0 Chrome/156.0' } });
    const page: Response = await authenticate.admin(bounce).then(() => expect.unreachable(), (thrown) => thrown);
    const html = await page.text();
    expect(html).toContain(`${shop.sandbox.url}/app-bridge.js`);
    expect(html).not.toContain('cdn.shopify.com');
  });
});

describe('its past', () => {
  it('is read stage by stage, with numbers that move', async () => {
    expect(await backfillProgress(SHOP_ID)).toMatchObject({ status: 'running', stage: 'products' });
    await shop.work();
    const progress = await backfillProgress(SHOP_ID);
    expect(progress).toMatchObject({ status: 'done', stage: 'learning', error: null });
    expect(Object.fromEntries(progress.stages.map(({ stage, rows }) => [stage, rows]))).toEqual({ products: 6, inventory: 6, customers: 2, orders: 11, refunds: 0 });
  });

  it('is all there: prices, costs, stock, customers without a name, orders, what came back', async () => {
    const variant = await prisma().variant.findUniqueOrThrow({ where: { shopId_variantId: { shopId: SHOP_ID, variantId: BigInt(CAMERA.variant) } } });
    expect(variant).toMatchObject({ productId: BigInt(CAMERA.product), priceMinor: 89_000n, inventoryItemId: BigInt(CAMERA.item), inventoryPolicy: 'DENY' });
    expect(await prisma().inventoryItem.findMany({ orderBy: { inventoryItemId: 'asc' }, select: { unitCostMinor: true, tracked: true } })).toEqual([
      { unitCostMinor: 50_000n, tracked: true }, { unitCostMinor: 2_000n, tracked: true }, { unitCostMinor: null, tracked: true },
    ]);
    expect((await prisma().inventoryLevel.findMany({ orderBy: { inventoryItemId: 'asc' } })).map((level) => level.available)).toEqual([12, 40, 7]);
    expect((await prisma().customer.findMany()).map((customer) => customer.customerId).sort()).toEqual(CUSTOMERS.map(BigInt));
    expect(await prisma().order.count()).toBe(4);
    const line = await prisma().orderLine.findFirstOrThrow({ where: { productId: BigInt(CARD.product), discountMinor: { gt: 0 } } });
    expect(line).toMatchObject({ unitPriceMinor: 4_990n, discountMinor: 499n, unitCostMinor: 2_000n, setId: null });
    expect(await prisma().refundLine.findMany({ select: { quantity: true, amountMinor: true } })).toEqual([{ quantity: 1, amountMinor: 7_900n }]);
  });

  it('begins learning once it is in', async () => {
    const { rows } = await pool().query('SELECT key FROM graphile_worker.jobs');
    expect(rows).toEqual([{ key: `train:${SHOP_ID}` }]);
    await pool().query('SELECT graphile_worker.remove_job($1)', [`train:${SHOP_ID}`]);
  });

  it('read a second time changes nothing', async () => {
    const { startBackfill } = await import('#app/db/backfills.ts');
    const { runBackfill } = await import('#app/pipeline/sync/backfill/run-backfill.ts');
    const before = await snapshot();
    const backfillId = await startBackfill(SHOP_ID, new Date(), pool());
    for (let status = 'running'; status === 'running'; status = (await backfillProgress(SHOP_ID)).status) await runBackfill(SHOP_ID, backfillId, () => new Date());
    expect(await snapshot()).toEqual(before);
  });
});

describe('what happens in the store', () => {
  it('arrives: a sale, a sell-out, a price, a cost, a refund, a deletion', async () => {
    const { store } = shop.sandbox;
    const setId = '0b9a1c52-1111-4111-8111-000000000001';
    const order = store.placeOrder({ customerId: CUSTOMERS[1], lines: [{ variantId: CARD.variant, quantity: 2, properties: [{ name: '_setwise', value: setId }] }] });
    store.setAvailable(BAG.item, 501, 0);
    store.updateVariant(CAMERA.variant, { price: '799.00' });
    store.setUnitCost(BAG.item, '31.50');
    await shop.settle();
    store.refundOrder(order.id, [{ lineId: order.lines[0]?.id as number, quantity: 1 }], false);
    store.deleteProduct(BAG.product);
    await shop.settle();

    expect(await prisma().webhookDelivery.findMany({ where: { status: { not: 'applied' } } })).toEqual([]);
    const line = await prisma().orderLine.findFirstOrThrow({ where: { orderId: BigInt(order.id) } });
    expect(line).toMatchObject({ quantity: 2, unitPriceMinor: 4_990n, unitCostMinor: 2_000n, setId });
    expect(await changes()).toEqual(expect.arrayContaining(['product_sold_out', 'price_changed', 'cost_changed', 'order_refunded', 'product_deleted']));
    const bag = await prisma().product.findUniqueOrThrow({ where: { shopId_productId: { shopId: SHOP_ID, productId: BigInt(BAG.product) } } });
    expect(bag.deletedAt).not.toBeNull();
  });

  it('leaves no payload behind once it is applied: payloads name people', async () => {
    expect(await prisma().webhookDelivery.count({ where: { payload: { not: '' } } })).toBe(0);
    expect(await prisma().webhookDelivery.count()).toBeGreaterThan(5);
  });
});

describe('a store that leaves', () => {
  it('has its token deleted and its work stopped at once', async () => {
    shop.sandbox.store.uninstall();
    await shop.settle();
    expect(await prisma().session.count()).toBe(0);
    expect((await prisma().shop.findUniqueOrThrow({ where: { shopId: SHOP_ID } })).uninstalledAt).not.toBeNull();
    expect(await changes()).toContain('app_uninstalled');
  });

  it('is read anew when it comes back, and is not forgotten by what it left behind', async () => {
    const leftAt = (await prisma().shop.findUniqueOrThrow({ where: { shopId: SHOP_ID } })).uninstalledAt as Date;
    const { shop: row } = await shop.open();
    expect(row.uninstalledAt).toBeNull();
    const { forgetShop } = await import('#app/pipeline/install/forget-shop.ts');
    await forgetShop(SHOP_ID, leftAt);
    expect(await prisma().shop.count()).toBe(1);
    await pool().query('SELECT graphile_worker.remove_job($1)', [`forget:${SHOP_ID}`]);
    await shop.work();
    expect((await backfillProgress(SHOP_ID)).status).toBe('done');
  });

  it('leaves no row when it asks to be forgotten', async () => {
    const { store } = shop.sandbox;
    store.uninstall();
    await shop.settle();
    store.emit('shop/redact', store.shop);
    await shop.settle();
    await shop.work();
    for (const table of TABLES_OF_A_SHOP) expect([table, (await pool().query(`SELECT count(*)::int AS n FROM ${table}`)).rows[0].n]).toEqual([table, 0]);
    expect(await prisma().session.count()).toBe(0);
  });

  it('is forgotten in every table that has a shop', async () => {
    const { rows } = await pool().query<{ table: string }>(
      `SELECT c.relname AS table FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE a.attname = 'shop_id' AND n.nspname = 'public' AND c.relkind IN ('r', 'p') AND NOT c.relispartition`,
    );
    expect(rows.map((row) => row.table).sort()).toEqual([...TABLES_OF_A_SHOP].sort());
  });
});

async function snapshot() {
  const tables = ['products', 'variants', 'inventory_items', 'inventory_levels', 'customers', 'orders', 'order_lines', 'refunds', 'refund_lines'];
  return Object.fromEntries(await Promise.all(tables.map(async (table) => [table, (await pool().query(`SELECT * FROM ${table} ORDER BY 1, 2, 3`)).rows])));
}
