// What no well-behaved store sends, sent: each through the real endpoint, signed, with a good delivery behind it. Nothing
// that was acknowledged is lost (applied, or set aside with a reason), and nothing holds up what is behind it.
import { createHmac, randomUUID } from 'node:crypto';
import net from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { config } from '#app/config/config.ts';
import { pool } from '#app/db/pool.ts';
import { prisma } from '#app/db/prisma.ts';
import { applyDeliveries } from '#app/pipeline/sync/apply-deliveries.ts';
import { type BuiltShop, buildShop } from '#prisma/seed/builders.ts';
import { type TestDatabase, testDatabase } from '#test/support/database.ts';
import { signedDelivery, startWebhookEndpoint, type WebhookEndpoint } from '#test/support/webhook-endpoint.ts';

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

const ID = 820_982_911_946_154_508n;
const AT = '2026-06-01T10:00:00Z';
const product = (overrides: Record<string, unknown> = {}) => ({
  id: 1, title: 'Camera', handle: 'camera', vendor: 'Aurel', product_type: '', tags: '', status: 'active', published_at: AT, created_at: AT, updated_at: AT, images: [], variants: [], ...overrides,
});
const order = (overrides: Record<string, unknown> = {}) => ({ id: 1, name: '#1', currency: 'EUR', total_price: '10.00', created_at: AT, updated_at: AT, line_items: [], ...overrides });

interface Odd {
  topic: string;
  body: string | Buffer | object;
  headers?: Record<string, string | undefined>;
}

/** Sent with whatever headers it takes away or changes, its signature over the bytes that go out. */
async function send({ topic, body, headers = {} }: Odd): Promise<number> {
  const bytes = Buffer.isBuffer(body) ? body : Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
  const signed = signedDelivery({ topic, shopDomain: shop.domain, payload: '' }).headers;
  const all = { ...signed, 'x-shopify-hmac-sha256': createHmac('sha256', config().shopify.apiSecret).update(bytes).digest('base64'), ...headers };
  const given = Object.fromEntries(Object.entries(all).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
  return (await fetch(endpoint.url, { method: 'POST', headers: given, body: new Uint8Array(bytes) })).status;
}

/** The odd one, then a good one. @returns what became of the odd one */
async function deliver(odd: Odd): Promise<{ status: string; error: string | null; payload: string }> {
  expect(await send(odd)).toBe(200);
  expect(await send({ topic: 'products/create', body: product({ id: 99, title: 'Behind it' }) })).toBe(200);
  while ((await applyDeliveries(new Date())) > 0);
  const rows = await prisma().webhookDelivery.findMany({ where: { shopId: shop.shopId }, orderBy: { receivedAt: 'asc' } });
  expect(rows[1]?.status).toBe('applied');
  expect((await productRow(99n))?.title).toBe('Behind it');
  return rows[0] as { status: string; error: string | null; payload: string };
}
const productRow = (productId: bigint) => prisma().product.findUnique({ where: { shopId_productId: { shopId: shop.shopId, productId } } });
const applied = { status: 'applied', error: null, payload: '' };
const setAside = (reason: RegExp) => ({ status: 'set_aside', error: expect.stringMatching(reason) });

describe('values beyond what is usual', () => {
  it('are read without rounding: ids beyond 2^53, and two that JavaScript would hold for one', async () => {
    const variant = (id: bigint) => `{"id":${id},"title":"Black","position":1,"price":"100.00","inventory_item_id":${id + 10n},"inventory_policy":"deny","updated_at":"${AT}"}`;
    const text = JSON.stringify(product({ variants: 'VARIANTS' })).replace('"id":1', `"id":${ID}`).replace('"VARIANTS"', `[${variant(ID + 1n)},${variant(ID + 2n)}]`);
    expect(await deliver({ topic: 'products/create', body: text })).toMatchObject(applied);
    expect((await productRow(ID))?.title).toBe('Camera');
    expect(await prisma().variant.findMany({ where: { shopId: shop.shopId }, select: { variantId: true, inventoryItemId: true }, orderBy: { variantId: 'asc' } })).toEqual([
      { variantId: ID + 1n, inventoryItemId: ID + 11n },
      { variantId: ID + 2n, inventoryItemId: ID + 12n },
    ]);
  });

  it('are set aside where no column holds them: an id beyond 2^63', async () => {
    expect(await deliver({ topic: 'products/create', body: JSON.stringify(product()).replace('"id":1', '"id":99999999999999999999') })).toMatchObject(setAside(/out of range/));
  });

  it('weigh up to 5 MB, and not a byte more', async () => {
    const limit = 5 * 1024 * 1024;
    const padded = (bytes: number) => {
      const text = JSON.stringify(product({ body_html: '' }));
      return text.replace('"body_html":""', `"body_html":"${'x'.repeat(bytes - text.length)}"`);
    };
    expect(await deliver({ topic: 'products/update', body: padded(limit) })).toMatchObject(applied);
    expect((await productRow(1n))?.title).toBe('Camera');
    const before = await prisma().webhookDelivery.count();
    expect(await send({ topic: 'products/update', body: padded(limit + 1) }).catch(() => 413)).toBe(413);
    expect(await prisma().webhookDelivery.count()).toBe(before);
  });

  it('are a product of 2,048 variants, of which the delivery brings a hundred: the others stay, and the whole is read again', async () => {
    const id = (index: number) => 1_000 + index;
    const variant = (index: number) => ({ id: id(index), title: `Variant ${index}`, position: index + 1, price: '10.00', inventory_item_id: 50_000 + index, inventory_policy: 'deny', updated_at: AT });
    const named = (count: number) => Array.from({ length: count }, (_, index) => ({ admin_graphql_api_id: `gid://shopify/ProductVariant/${id(index)}`, updated_at: AT }));
    const whole = Array.from({ length: 2_048 }, (_, index) => variant(index));
    expect(await deliver({ topic: 'products/create', body: product({ variants: whole, variant_gids: named(2_048) }) })).toMatchObject(applied);
    const later = '2026-06-01T11:00:00Z';
    expect(await send({ topic: 'products/update', body: product({ updated_at: later, variants: whole.slice(0, 100), variant_gids: named(2_047) }) })).toBe(200);
    while ((await applyDeliveries(new Date())) > 0);
    const alive = { shopId: shop.shopId, productId: 1n, deletedAt: null };
    expect(await prisma().variant.count({ where: alive })).toBe(2_047);
    const { rows } = await pool().query('SELECT task_identifier FROM graphile_worker.jobs WHERE key = $1', [`reread:${shop.shopId}:1`]);
    expect(rows).toEqual([{ task_identifier: 'sync.reread-product' }]);
  });
});

describe('a payload of another form', () => {
  it('is applied where only what nobody reads is new, however deep', async () => {
    const deep = `${'['.repeat(20_000)}${']'.repeat(20_000)}`;
    const text = JSON.stringify(product({ from_next_year: 'NEW' })).replace('"NEW"', deep);
    expect(await deliver({ topic: 'products/create', body: text })).toMatchObject(applied);
    expect((await productRow(1n))?.title).toBe('Camera');
  });

  it.each([
    ['a field that is missing', { topic: 'orders/create', body: order({ line_items: undefined }) }, /line_items/],
    ['a field deep inside that is missing', { topic: 'orders/create', body: order({ line_items: [{ id: 1, quantity: 1 }] }) }, /line_items\.0\.price/],
    ['a number for a text', { topic: 'products/create', body: product({ title: 7 }) }, /title/],
    ['a text for a number', { topic: 'inventory_levels/update', body: { inventory_item_id: 1, location_id: 1, available: 'many', updated_at: AT } }, /available/],
    ['a list for an object', { topic: 'products/create', body: [] }, /the whole/],
    ['null', { topic: 'orders/updated', body: 'null' }, /the whole/],
    ['an id that is none', { topic: 'products/create', body: product({ id: -1.5 }) }, /id/],
    ['a time that is none', { topic: 'products/update', body: product({ updated_at: 'yesterday' }) }, /updated_at/],
    ['an amount that is none', { topic: 'orders/create', body: order({ total_price: 'free' }) }, /total_price/],
    ['an amount finer than its currency', { topic: 'orders/create', body: order({ total_price: '10.005' }) }, /10\.005/],
    ['text that is cut off', { topic: 'products/create', body: '{"id":1,"title":"Cam' }, /not readable/],
    ['nothing', { topic: 'products/create', body: '' }, /empty/],
    ['nesting where a value should be', { topic: 'products/create', body: `${'['.repeat(100_000)}12345678901234567890${']'.repeat(100_000)}` }, /deep/],
    ['a topic that nobody knows', { topic: 'wishes/fulfilled', body: { id: 1 } }, /wishes\/fulfilled/],
    ["a topic by the name of an object's own", { topic: 'constructor', body: { id: 1 } }, /constructor/],
  ] as [string, Odd, RegExp][])('is set aside with its reason: %s', async (_name, odd, reason) => {
    const kept = await deliver(odd);
    expect(kept).toMatchObject(setAside(reason));
    expect(kept.error).toMatch(/\.$/);
    expect(kept.payload).toBe(typeof odd.body === 'string' ? odd.body : JSON.stringify(odd.body));
  });

  it('counts by the last of two fields of one name', async () => {
    expect(await deliver({ topic: 'products/create', body: JSON.stringify(product()).replace('"title":"Camera"', '"title":"First","title":"Last"') })).toMatchObject(applied);
    expect((await productRow(1n))?.title).toBe('Last');
  });

  it('does not take its neighbours with it: of many, only those that will not apply are set aside', async () => {
    const bodies = Array.from({ length: 40 }, (_, index) => product({ id: index + 1, ...(index % 13 === 0 ? { variants: [0, 1].map(() => ({ id: 7, title: '', position: 1, price: '1.00', inventory_item_id: 7, inventory_policy: 'deny', updated_at: AT })) } : {}) }));
    expect(await Promise.all(bodies.map((body) => send({ topic: 'products/create', body })))).toEqual(bodies.map(() => 200));
    while ((await applyDeliveries(new Date())) > 0);
    const rows = await prisma().webhookDelivery.groupBy({ by: ['status'], where: { shopId: shop.shopId }, _count: true, orderBy: { status: 'asc' } });
    expect(rows).toEqual([{ status: 'applied', _count: 36 }, { status: 'set_aside', _count: 4 }]);
    expect(await prisma().product.count({ where: { shopId: shop.shopId } })).toBe(36);
  });
});

describe('characters that PostgreSQL does not hold', () => {
  it.each([
    ['bytes that are no UTF-8', Buffer.from(JSON.stringify(product({ title: 'Cam?ra' })).replace('?', '\xe9'), 'latin1'), 'Cam\ufffdra'],
    ['an escaped NUL', JSON.stringify(product({ title: 'Cam\0ra' })), 'Cam\ufffdra'],
    ['half a surrogate pair', JSON.stringify(product({ title: 'Cam\ud83dra' })), 'Cam\ufffdra'],
  ])('stand as U+FFFD, and the delivery is applied: %s', async (_name, body, title) => {
    expect(await deliver({ topic: 'products/create', body })).toMatchObject(applied);
    expect((await productRow(1n))?.title).toBe(title);
  });

  it('leave what is whole as it is', async () => {
    const title = 'Kaméra 📷 \\u0000 "ß"';
    expect(await deliver({ topic: 'products/create', body: JSON.stringify(product({ title })).replace('é', '\\u00e9').replace('📷', '\\ud83d\\udcf7') })).toMatchObject(applied);
    expect((await productRow(1n))?.title).toBe(title);
  });

  it('are kept to be looked at where they stand outside a text: a NUL byte', async () => {
    expect(await deliver({ topic: 'products/create', body: '{"id":1,\0}' })).toMatchObject({ ...setAside(/not readable/), payload: '{"id":1,\ufffd}' });
  });
});

describe('headers', () => {
  it('may name an API version that nobody knows', async () => {
    expect(await deliver({ topic: 'products/create', body: product(), headers: { 'x-shopify-api-version': '2031-04' } })).toMatchObject(applied);
  });

  it.each([
    ['an event id', { 'x-shopify-event-id': undefined }],
    ['an event id that says anything', { 'x-shopify-event-id': '' }],
    ['the time of the trigger', { 'x-shopify-triggered-at': undefined }],
    ['a time of the trigger that is one', { 'x-shopify-triggered-at': 'soon' }],
  ])('may lack %s', async (_name, headers) => {
    expect(await deliver({ topic: 'products/create', body: product(), headers })).toMatchObject(applied);
    expect(await send({ topic: 'products/delete', body: { id: 99 }, headers: { ...headers, 'x-shopify-webhook-id': 'another' } })).toBe(200);
    expect(await prisma().webhookDelivery.count({ where: { shopId: shop.shopId, webhookId: 'another' } })).toBe(1);
  });

  it('name one event on several topics: it is applied for each of them, and once', async () => {
    const event = { 'x-shopify-event-id': randomUUID() };
    expect(await send({ topic: 'products/create', body: product(), headers: event })).toBe(200);
    expect(await send({ topic: 'products/create', body: product({ title: 'Again' }), headers: event })).toBe(200);
    expect(await deliver({ topic: 'orders/create', body: order(), headers: event })).toMatchObject(applied);
    expect((await productRow(1n))?.title).toBe('Camera');
    expect(await prisma().order.count({ where: { shopId: shop.shopId } })).toBe(1);
    const other = await buildShop();
    expect(await send({ topic: 'products/create', body: product(), headers: { ...event, 'x-shopify-shop-domain': other.domain } })).toBe(200);
    expect(await prisma().webhookDelivery.count({ where: { shopId: other.shopId } })).toBe(1);
  });
});

describe('a clock that is off', () => {
  const stock = (available: number, updatedAt: string) => ({ inventory_item_id: 5, location_id: 1, available, updated_at: updatedAt });
  const available = async () => (await prisma().inventoryLevel.findFirst({ where: { shopId: shop.shopId } }))?.available;
  const at = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString();

  it('hours ahead does not make what comes later lose', async () => {
    const second = at(0);
    expect(await send({ topic: 'inventory_levels/update', body: stock(1, second), headers: { 'x-shopify-triggered-at': at(9) } })).toBe(200);
    expect(await send({ topic: 'inventory_levels/update', body: stock(2, second), headers: { 'x-shopify-triggered-at': at(0) } })).toBe(200);
    while ((await applyDeliveries(new Date())) > 0);
    expect(await available()).toBe(2);
  });

  it('does not put an older version over a newer one: what Shopify updated last counts first', async () => {
    expect(await send({ topic: 'inventory_levels/update', body: stock(7, at(-1)), headers: { 'x-shopify-triggered-at': at(-30) } })).toBe(200);
    expect(await send({ topic: 'inventory_levels/update', body: stock(3, at(-2)), headers: { 'x-shopify-triggered-at': at(-1) } })).toBe(200);
    while ((await applyDeliveries(new Date())) > 0);
    expect(await available()).toBe(7);
  });

  it('that was never set is no time at all', async () => {
    expect(await send({ topic: 'inventory_levels/update', body: stock(1, at(-1)), headers: { 'x-shopify-triggered-at': '0000-01-01T00:00:00Z' } })).toBe(200);
    const [row] = await prisma().webhookDelivery.findMany({ where: { shopId: shop.shopId } });
    expect(Math.abs((row?.triggeredAt.getTime() ?? 0) - Date.now())).toBeLessThan(3_600_000);
  });
});

describe('HTTP', () => {
  const raw = (text: string, then: 'wait' | 'cut') =>
    new Promise<string>((resolve) => {
      const { hostname, port } = new URL(endpoint.url);
      const socket = net.connect(Number(port), hostname);
      let answer = '';
      socket.on('data', (chunk) => {
        answer += chunk.toString('latin1');
        socket.end();
      });
      socket.on('close', () => resolve(answer));
      socket.on('error', () => {});
      socket.write(text);
      if (then === 'cut') setTimeout(() => socket.destroy(), 50);
    });
  const head = (delivery: ReturnType<typeof signedDelivery>, extra: string[]) =>
    [`POST /webhooks HTTP/1.1`, 'host: here', ...Object.entries(delivery.headers).map(([name, value]) => `${name}: ${value}`), ...extra].join('\r\n');
  const kept = () => prisma().webhookDelivery.count({ where: { shopId: shop.shopId } });

  it('may bring a body in pieces, without saying how long it is', async () => {
    const delivery = signedDelivery({ topic: 'products/create', shopDomain: shop.domain, payload: product() });
    const [first, rest] = [delivery.body.slice(0, 20), delivery.body.slice(20)];
    const chunk = (text: string) => `${Buffer.byteLength(text).toString(16)}\r\n${text}\r\n`;
    expect(await raw(`${head(delivery, ['transfer-encoding: chunked'])}\r\n\r\n${chunk(first)}${chunk(rest)}0\r\n\r\n`, 'wait')).toMatch(/^HTTP\/1\.1 200/);
    expect(await kept()).toBe(1);
  });

  it('may break off in the middle: nothing is kept, nothing is answered, and the next is served', async () => {
    const delivery = signedDelivery({ topic: 'products/create', shopDomain: shop.domain, payload: product() });
    expect(await raw(`${head(delivery, [`content-length: ${delivery.body.length}`])}\r\n\r\n${delivery.body.slice(0, 20)}`, 'cut')).toBe('');
    expect(await kept()).toBe(0);
    expect(await send({ topic: 'products/create', body: product() })).toBe(200);
  });

  it('may write names in capitals and the domain too', async () => {
    const delivery = signedDelivery({ topic: 'products/create', shopDomain: shop.domain, payload: product() });
    const headers = Object.fromEntries(Object.entries(delivery.headers).map(([name, value]) => [name.toUpperCase(), name === 'x-shopify-shop-domain' ? value.toUpperCase() : value]));
    expect(await raw(`${head({ ...delivery, headers }, [`Content-Length: ${delivery.body.length}`])}\r\n\r\n${delivery.body}`, 'wait')).toMatch(/^HTTP\/1\.1 200/);
    expect(await kept()).toBe(1);
  });
});
