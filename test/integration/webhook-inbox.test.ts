// The durable inbox: what is kept, what is refused, and that order, repeats and broken payloads do no harm.
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { pool } from '#app/db/pool.ts';
import { prisma } from '#app/db/prisma.ts';
import { applyDeliveries, BATCH } from '#app/pipeline/sync/apply-deliveries.ts';
import { setAsideDeliveries } from '#app/db/webhook-deliveries.ts';
import { keepTogether } from '#app/pipeline/sync/keep-together.ts';
import { retryDeliveries } from '#app/pipeline/sync/retry-deliveries.ts';
import { startInboxLoop } from '#app/pipeline/sync/inbox-loop.ts';
import { type BuiltShop, buildCustomer, buildOrder, buildProduct, buildSet, buildShop } from '#prisma/seed/builders.ts';
import { type TestDatabase, testDatabase } from '#test/support/database.ts';
import { type DeliveryToSend, signedDelivery, startWebhookEndpoint, type WebhookEndpoint } from '#test/support/webhook-endpoint.ts';

let db: TestDatabase;
let endpoint: WebhookEndpoint;
let shop: BuiltShop;
beforeAll(async () => {
  db = await testDatabase();
  endpoint = await startWebhookEndpoint();
});
afterAll(async () => {
  await endpoint.stop();
  await db.drop();
});
beforeEach(async () => {
  shop = await buildShop();
});

const NOW = new Date('2026-06-02T00:00:00Z');
type ToSend = Omit<DeliveryToSend, 'shopDomain'> & { shopDomain?: string };
const send = async (delivery: ToSend) => (await fetch(endpoint.url, signedDelivery({ shopDomain: shop.domain, ...delivery }))).status;
async function deliver(...deliveries: ToSend[]): Promise<void> {
  for (const delivery of deliveries) expect(await send(delivery)).toBe(200);
  while ((await applyDeliveries(NOW)) > 0);
}
const kept = () => prisma().webhookDelivery.findMany({ where: { shopId: shop.shopId }, orderBy: { receivedAt: 'asc' } });
const changes = async () => (await prisma().change.findMany({ where: { shopId: shop.shopId } })).map((change) => change.event);

const PRODUCT = 7_880_321_196_742_928n;
const VARIANT = 6_426_670_414_724_139n;
const productText = (overrides: { title?: string; price?: string; updatedAt?: string; variants?: string } = {}) =>
  `{"id":${PRODUCT}99,"title":"${overrides.title ?? 'Camera'}","handle":"camera","vendor":"Aurel","product_type":"Cameras","tags":"a, b","status":"active","published_at":"2026-01-01T00:00:00Z",
    "created_at":"2026-01-01T00:00:00Z","updated_at":"${overrides.updatedAt ?? '2026-06-01T10:00:00Z'}","images":[],"variants":${overrides.variants ?? `[{"id":${VARIANT}99,"title":"Black","position":1,"price":"${overrides.price ?? '100.00'}",
    "compare_at_price":null,"inventory_item_id":27187834659688401,"inventory_policy":"deny","updated_at":"2026-06-01T10:00:00Z"}]`}}`;
const productRow = () => prisma().product.findFirst({ where: { shopId: shop.shopId } });

describe('the endpoint', () => {
  it('keeps a delivery once, whatever its retries', async () => {
    const delivery = { topic: 'products/create', payload: productText(), webhookId: randomUUID(), eventId: randomUUID() };
    expect(await Promise.all([send(delivery), send(delivery), send(delivery)])).toEqual([200, 200, 200]);
    expect(await send({ ...delivery, webhookId: randomUUID() })).toBe(200);
    expect(await kept()).toHaveLength(1);
  });

  it('keeps what arrives together though the database refuses one of it, and refuses that alone', async () => {
    const delivery = (index: number) => ({ shopDomain: shop.domain, webhookId: `w${index}`, topic: 'products/create', eventId: null, triggeredAt: index === 3 ? 'never' : '2026-06-01T10:00:00Z', payload: '{}' });
    const outcomes = await Promise.allSettled(Array.from({ length: 200 }, (_, index) => keepTogether(delivery(index))));
    expect(outcomes.flatMap(({ status }, index) => (status === 'rejected' ? [index] : []))).toEqual([3]);
    expect(await kept()).toHaveLength(199);
  });

  it('answers 401 to a signature that does not hold, and keeps nothing', async () => {
    for (const signature of ['AAAA', '', 'short', Buffer.alloc(32).toString('base64')]) {
      const delivery = signedDelivery({ topic: 'products/create', shopDomain: shop.domain, payload: productText() });
      const answer = await fetch(endpoint.url, { ...delivery, headers: { ...delivery.headers, 'x-shopify-hmac-sha256': signature } });
      expect([signature, answer.status]).toEqual([signature, signature === '' ? 400 : 401]);
    }
    const changed = signedDelivery({ topic: 'products/create', shopDomain: shop.domain, payload: productText() });
    expect((await fetch(endpoint.url, { ...changed, body: `${changed.body} ` })).status).toBe(401);
    expect(await kept()).toEqual([]);
  });

  it.each(['x-shopify-topic', 'x-shopify-hmac-sha256', 'x-shopify-shop-domain', 'x-shopify-api-version', 'x-shopify-webhook-id'])('answers 400 when %s is missing, and keeps nothing', async (name) => {
    const delivery = signedDelivery({ topic: 'products/create', shopDomain: shop.domain, payload: productText() });
    const headers = Object.fromEntries(Object.entries(delivery.headers).filter(([header]) => header !== name));
    const answer = await fetch(endpoint.url, { ...delivery, headers });
    expect([answer.status, await answer.text()]).toEqual([400, expect.stringContaining(name)]);
    expect(await kept()).toEqual([]);
  });

  it('answers 405 to anything but POST', async () => {
    expect((await fetch(endpoint.url)).status).toBe(405);
  });

  it('acknowledges a delivery for a shop that is not ours, and keeps it nowhere', async () => {
    const before = await prisma().webhookDelivery.count();
    expect(await send({ topic: 'products/create', payload: productText(), shopDomain: 'stranger.myshopify.com' })).toBe(200);
    expect(await prisma().webhookDelivery.count()).toBe(before);
  });

  it('refuses more than 5 MB', async () => {
    const answer = await fetch(endpoint.url, signedDelivery({ topic: 'products/create', shopDomain: shop.domain, payload: `"${'x'.repeat(5 * 1024 * 1024)}"` })).catch(() => null);
    expect(answer?.status ?? 413).toBe(413);
    expect(await kept()).toEqual([]);
  });
});

describe('a delivery that is applied', () => {
  it('keeps every digit of the ids it brings', async () => {
    await deliver({ topic: 'products/create', payload: productText() });
    expect(await productRow()).toMatchObject({ productId: BigInt(`${PRODUCT}99`), tags: ['a', 'b'], status: 'ACTIVE' });
    expect(await prisma().variant.findFirst({ where: { shopId: shop.shopId } })).toMatchObject({ variantId: BigInt(`${VARIANT}99`), priceMinor: 10_000n });
  });

  it('never lets an older version overwrite a newer one', async () => {
    await deliver({ topic: 'products/update', payload: productText({ title: 'New', updatedAt: '2026-06-01T12:00:00Z' }) });
    await deliver({ topic: 'products/update', payload: productText({ title: 'Old', updatedAt: '2026-06-01T11:00:00Z' }), triggeredAt: '2026-06-01T23:00:00Z' });
    expect(await productRow()).toMatchObject({ title: 'New' });
  });

  it('tells versions of one second apart by their triggers, in whatever order they come', async () => {
    const late = { topic: 'products/update', payload: productText({ title: 'Second', price: '90.00' }), triggeredAt: '2026-06-01T10:00:00.800000000Z' };
    const early = { topic: 'products/update', payload: productText({ title: 'First' }), triggeredAt: '2026-06-01T10:00:00.200000000Z' };
    await deliver(late);
    await deliver(early);
    expect(await productRow()).toMatchObject({ title: 'Second' });
    expect((await prisma().variant.findFirst({ where: { shopId: shop.shopId } }))?.priceMinor).toBe(9_000n);
  });

  it('leaves a product deleted, whether the deletion came before or after', async () => {
    const deletion = { topic: 'products/delete', payload: `{"id":${PRODUCT}99}`, triggeredAt: '2026-06-01T11:00:00Z' };
    await deliver(deletion);
    await deliver({ topic: 'products/create', payload: productText() }, { topic: 'products/update', payload: productText({ updatedAt: '2026-06-01T13:00:00Z' }), triggeredAt: '2026-06-01T13:00:00Z' });
    expect((await productRow())?.deletedAt).toEqual(new Date('2026-06-01T11:00:00Z'));
    expect(await prisma().variant.count({ where: { shopId: shop.shopId, deletedAt: null } })).toBe(0);
  });

  it('buries the variants that a product no longer names', async () => {
    await deliver({ topic: 'products/create', payload: productText() });
    await deliver({ topic: 'products/update', payload: productText({ variants: '[]', updatedAt: '2026-06-01T11:00:00Z' }) });
    expect(await prisma().variant.count({ where: { shopId: shop.shopId, deletedAt: { not: null } } })).toBe(1);
  });

  it('asks for the cost and stock of a variant that it has not met', async () => {
    await deliver({ topic: 'products/create', payload: productText() });
    const { rows } = await pool().query('SELECT task_identifier FROM graphile_worker.jobs WHERE key = $1', [`reread:${shop.shopId}:${PRODUCT}99`]);
    expect(rows).toEqual([{ task_identifier: 'sync.reread-product' }]);
  });

  it('notes what a merchant wants to know, and nothing of an echo', async () => {
    const camera = await buildProduct(shop.shopId, { stock: 2 });
    const level = (available: number, second: number) => ({
      topic: 'inventory_levels/update',
      payload: `{"inventory_item_id":${camera.inventoryItemId},"location_id":1,"available":${available},"updated_at":"2026-06-03T10:00:0${second}Z"}`,
      triggeredAt: `2026-06-03T10:00:0${second}Z`,
    });
    await deliver(level(1, 1));
    expect(await changes()).toEqual([]);
    await deliver(level(0, 2));
    expect(await changes()).toEqual(['product_sold_out']);
    await deliver(level(5, 1));
    expect(await changes()).toEqual(['product_sold_out']);
    await deliver(level(3, 4));
    expect((await changes()).sort()).toEqual(['product_restocked', 'product_sold_out']);
  });

  it('has sets published anew where one of them holds the product, and only then', async () => {
    const [anchor, bag, other] = await Promise.all([buildProduct(shop.shopId), buildProduct(shop.shopId), buildProduct(shop.shopId)]);
    await buildSet(shop.shopId, { anchor, slots: [{ name: 'bag', candidates: [{ product: bag }] }] });
    const cost = (item: bigint) => ({ topic: 'inventory_items/update', payload: `{"id":${item},"tracked":true,"cost":"91.00","updated_at":"2026-06-03T10:00:00Z"}` });
    const jobs = async () => (await pool().query('SELECT key FROM graphile_worker.jobs WHERE key = $1', [`publish-sets:${shop.shopId}`])).rowCount;
    await deliver(cost(other.inventoryItemId));
    expect(await jobs()).toBe(0);
    await deliver(cost(bag.inventoryItemId));
    expect(await jobs()).toBe(1);
  });

  it('records an order with what each unit cost then, and keeps that', async () => {
    const card = await buildProduct(shop.shopId, { unitCostMinor: 2_000, priceMinor: 4_990 });
    const order = (updatedAt: string, quantity: number) => ({
      topic: 'orders/updated',
      payload: { id: 9001, name: '#1', currency: 'EUR', total_price: '49.90', created_at: '2026-06-01T10:00:00Z', updated_at: updatedAt, customer: { id: 77, email: 'someone@example.com' },
        line_items: [{ id: 1, product_id: Number(card.productId), variant_id: Number(card.variantId), quantity, price: '49.90', discount_allocations: [{ amount: '4.99' }], properties: [{ name: '_setwise', value: 'not a set' }] }] },
    });
    await deliver(order('2026-06-01T10:00:00Z', 1));
    await prisma().inventoryItem.updateMany({ where: { shopId: shop.shopId }, data: { unitCostMinor: 3_000n } });
    await deliver({ ...order('2026-06-01T11:00:00Z', 3), triggeredAt: '2026-06-01T11:00:00Z' });
    const line = await prisma().orderLine.findFirstOrThrow({ where: { shopId: shop.shopId } });
    expect(line).toMatchObject({ quantity: 3, unitPriceMinor: 4_990n, discountMinor: 499n, unitCostMinor: 2_000n, setId: null });
    expect(await prisma().customer.findMany({ where: { shopId: shop.shopId } })).toMatchObject([{ customerId: 77n }]);
  });

  it('takes a refund once, also when it comes before its order', async () => {
    const refund = { topic: 'refunds/create', payload: { id: 5, order_id: 9002, created_at: '2026-06-01T10:00:00Z', refund_line_items: [{ line_item_id: 1, quantity: 1, subtotal: 49.9 }, { line_item_id: 1, quantity: 1, subtotal: '49.90' }] } };
    await deliver(refund);
    await deliver(refund);
    expect(await prisma().refundLine.findMany({ where: { shopId: shop.shopId } })).toMatchObject([{ lineId: 1n, quantity: 2, amountMinor: 9_980n }]);
    expect(await changes()).toEqual(['order_refunded']);
  });
});

describe('a delivery that will not apply', () => {
  it('is set aside with its reason and payload, and holds up nothing', async () => {
    await deliver(
      { topic: 'products/update', payload: '{"id": 1}' },
      { topic: 'products/update', payload: '{not json' },
      { topic: 'unknown/topic', payload: '{}' },
      { topic: 'orders/create', payload: { id: 1, name: '#1', currency: 'EUR', total_price: '12.345', created_at: '2026-06-01T10:00:00Z', updated_at: '2026-06-01T10:00:00Z', line_items: [] } },
      { topic: 'products/create', payload: productText() },
    );
    const deliveries = await kept();
    expect(deliveries.map(({ status }) => status)).toEqual(['set_aside', 'set_aside', 'set_aside', 'set_aside', 'applied']);
    expect(deliveries[0]?.error).toMatch(/title/);
    expect(deliveries[2]?.error).toMatch(/unknown\/topic/);
    expect(deliveries[3]?.error).toMatch(/12\.345/);
    expect(deliveries[1]?.payload).toBe('{not json');
    expect(await productRow()).not.toBeNull();
    expect(await prisma().order.count({ where: { shopId: shop.shopId } })).toBe(0);
  });

  it('is applied again on request, and what is newer by then stays', async () => {
    const early = { topic: 'refunds/create', payload: { id: 5, order_id: 9002, created_at: '2026-06-01T10:00:00Z', refund_line_items: [{ line_item_id: 1, quantity: 1, subtotal: '49.90' }] } };
    await deliver({ topic: 'products/update', payload: productText({ title: 'Old' }) }, { topic: 'products/update', payload: '{"id": 1}' }, early);
    // As an app that could not yet read them would have left them.
    await prisma().webhookDelivery.updateMany({ where: { shopId: shop.shopId }, data: { status: 'set_aside', error: 'Not understood.' } });
    await pool().query(`UPDATE webhook_deliveries SET payload = $2 WHERE shop_id = $1 AND topic = 'products/update' AND payload = ''`, [shop.shopId, productText({ title: 'Old' })]);
    await deliver({ topic: 'products/update', payload: productText({ title: 'New', updatedAt: '2026-06-01T12:00:00Z' }) });
    const aside = await setAsideDeliveries(shop.shopId, undefined, { limit: 10, offset: 0 });
    expect(aside.map(({ topic, retryable }) => [topic, retryable]).sort()).toEqual([['products/update', true], ['products/update', true], ['refunds/create', false]]);

    expect(await retryDeliveries(shop.shopId, aside.map(({ webhookId }) => webhookId))).toBe(2);
    expect(await retryDeliveries((await buildShop()).shopId, 'all')).toBe(0);
    while ((await applyDeliveries(NOW)) > 0);
    expect(await productRow()).toMatchObject({ title: 'New' });
    const left = (await kept()).filter(({ status }) => status === 'set_aside').map(({ topic, error, attempts }) => [topic, error, attempts]);
    expect(left).toEqual([['products/update', expect.stringMatching(/^In what Shopify sent, "title" is not what it should be .*, and \d more\.$/), 2], ['refunds/create', 'Not understood.', 1]]);
    expect(await retryDeliveries(shop.shopId, 'all')).toBe(1);
  });
});

describe('many shops', () => {
  it('take turns: a busy one does not keep a quiet one waiting', async () => {
    const busy = shop;
    const quiet = await buildShop();
    await prisma().webhookDelivery.createMany({ data: Array.from({ length: BATCH + 50 }, (_, index) => ({ shopId: busy.shopId, webhookId: `w${index}`, topic: 'x/y', triggeredAt: NOW, payload: '{}' })) });
    await prisma().webhookDelivery.create({ data: { shopId: quiet.shopId, webhookId: 'w', topic: 'x/y', triggeredAt: NOW, payload: '{}' } });
    await applyDeliveries(NOW);
    expect(await prisma().webhookDelivery.count({ where: { shopId: quiet.shopId, status: 'pending' } })).toBe(0);
    expect(await prisma().webhookDelivery.count({ where: { shopId: busy.shopId, status: 'pending' } })).toBe(50);
    await applyDeliveries(NOW);
  });

  it('are all served while one of them has a mountain waiting, by however many workers', async () => {
    const quiet = await Promise.all(Array.from({ length: 40 }, () => buildShop()));
    const unknown = (shopId: bigint, webhookId: string) => ({ shopId, webhookId, topic: 'x/y', triggeredAt: NOW, payload: '{}' });
    await prisma().webhookDelivery.createMany({ data: Array.from({ length: 5 * BATCH }, (_, index) => unknown(shop.shopId, `w${index}`)) });
    await prisma().webhookDelivery.createMany({ data: quiet.map(({ shopId }) => unknown(shopId, 'w')) });
    await Promise.all([applyDeliveries(NOW), applyDeliveries(NOW), applyDeliveries(NOW)]);
    expect(await prisma().webhookDelivery.count({ where: { shopId: { in: quiet.map(({ shopId }) => shopId) }, status: 'pending' } })).toBe(0);
    while ((await applyDeliveries(NOW)) > 0);
    expect(await prisma().webhookDelivery.groupBy({ by: ['status', 'attempts'], where: { shopId: shop.shopId }, _count: true })).toEqual([{ status: 'set_aside', attempts: 1, _count: 5 * BATCH }]);
  });

  it('are applied once by two workers at a time', async () => {
    await Promise.all(Array.from({ length: 20 }, (_, index) => send({ topic: 'refunds/create', payload: { id: index, order_id: 1, created_at: '2026-06-01T10:00:00Z', refund_line_items: [] } })));
    await Promise.all([applyDeliveries(NOW), applyDeliveries(NOW)]);
    await applyDeliveries(NOW);
    expect((await kept()).every(({ status, attempts }) => status === 'applied' && attempts === 1)).toBe(true);
    expect(await changes()).toHaveLength(20);
  });
});

describe('the loop of a worker', () => {
  it('is woken by a delivery, and ends when told', async () => {
    const stopping = new AbortController();
    const loop = startInboxLoop(stopping.signal);
    await sleep(300);
    expect(await send({ topic: 'products/create', payload: productText() })).toBe(200);
    while (!(await productRow())) await sleep(10);
    stopping.abort();
    await loop;
    expect((await kept())[0]?.status).toBe('applied');
  });

  it("serves a shop while another's batch takes long", async () => {
    const quiet = await buildShop();
    await deliver({ topic: 'products/create', payload: productText() });
    const stopping = new AbortController();
    const [slow, loop] = [await pool().connect(), startInboxLoop(stopping.signal)];
    await slow.query('BEGIN');
    await slow.query('SELECT 1 FROM products WHERE shop_id = $1 FOR UPDATE', [shop.shopId]);
    expect(await send({ topic: 'products/update', payload: productText({ title: 'Slow', updatedAt: '2026-06-01T12:00:00Z' }) })).toBe(200);
    await sleep(100);
    expect(await send({ topic: 'products/create', payload: productText({ title: 'Quick' }), shopDomain: quiet.domain })).toBe(200);
    while ((await prisma().product.count({ where: { shopId: quiet.shopId } })) === 0) await sleep(10);
    expect(await productRow()).toMatchObject({ title: 'Camera' });
    await slow.query('COMMIT');
    slow.release();
    while ((await productRow())?.title !== 'Slow') await sleep(10);
    stopping.abort();
    await loop;
  });
});

describe('a compliance webhook', () => {
  it('counts what is held about a customer for the merchant to answer', async () => {
    const customerId = await buildCustomer(shop.shopId);
    await buildOrder(shop.shopId, { customerId, lines: [{ product: await buildProduct(shop.shopId) }] });
    await deliver({ topic: 'customers/data_request', payload: { customer: { id: Number(customerId) }, data_request: { id: 1 } } });
    const change = await prisma().change.findFirstOrThrow({ where: { shopId: shop.shopId } });
    expect([change.event, change.detail]).toEqual(['customer_data_requested', { requestId: '1', customerId: String(customerId), held: { customers: 1, orders: 1, decisions: 0, checkouts: 0, enrollments: 0, steps: 0, messages: 0, messageEvents: 0 } }]);
  });

  it('takes a customer out of every row, and leaves the orders as numbers', async () => {
    const customerId = await buildCustomer(shop.shopId);
    await buildOrder(shop.shopId, { customerId, lines: [{ product: await buildProduct(shop.shopId) }] });
    await prisma().decision.create({ data: { shopId: shop.shopId, decidedAt: NOW, decisionId: randomUUID(), placement: 'cart_page', customerId, currency: 'EUR', cartProductIds: [], offered: [], refused: [] } });
    await deliver({ topic: 'orders/create', payload: { customer: { id: Number(customerId), email: 'someone@example.com' } } }); // set aside: it names the customer
    await deliver(
      { topic: 'orders/updated', payload: { customer: { id: Number(customerId), email: 'someone@example.com' } } }, // set aside in the same batch
      { topic: 'customers/redact', payload: { customer: { id: Number(customerId), email: 'someone@example.com' }, orders_to_redact: [] } },
    );
    const everything = JSON.stringify(
      await Promise.all(['customers', 'orders', 'decisions', 'changes', 'webhook_deliveries'].map(async (table) => (await pool().query(`SELECT to_jsonb(t)::text FROM ${table} t WHERE shop_id = $1`, [shop.shopId])).rows)),
    );
    expect(everything).not.toContain('someone@example.com');
    expect(everything).not.toMatch(new RegExp(`"customer_?[iI]d\\\\*": ?\\\\*"?${customerId}\\b`));
    expect(await prisma().order.count({ where: { shopId: shop.shopId, customerId: null } })).toBe(1);
  });
});
