// From a buy-now button to an order that knows its visitor, in a real browser: the product page, a checkout past the cart,
// the pixel's bundle in the thank-you page, the app's endpoint. And what a call that anybody can make may not do.
import { type Browser, type BrowserContext, chromium } from 'playwright';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { prisma } from '#app/db/prisma.ts';
import { switchPlacement } from '#app/pipeline/decide/switch-placement.ts';
import { browserLaunchOptions, USER_AGENT } from '#test/support/chromium.ts';
import { type ConnectedShop, connectShop, DOMAIN } from '#test/support/connected-shop.ts';
import { CUSTOMERS } from '#test/support/small-store.ts';

const SHOP_ID = 4_400_000_001n;
const VISITOR = '0b9a1c52-2222-4222-8222-000000000001';
const OTHER = '0b9a1c52-2222-4222-8222-000000000002';
const HOUR = 3_600_000;
let shop: ConnectedShop;
let endpoint: string;
let browser: Browser;

beforeAll(async () => {
  shop = await connectShop();
  await shop.open();
  await shop.work();
  await shop.settle();
  endpoint = shop.webhookUrl.replace('/webhooks', '/pixel');
  browser = await chromium.launch(await browserLaunchOptions());
});
afterAll(async () => {
  await browser?.close();
  await shop?.stop();
});

/** A browser whose visitor has an id already; with consent, or after it was refused. */
async function shopper(consent: 'yes' | 'no'): Promise<BrowserContext> {
  const context = await browser.newContext({ userAgent: USER_AGENT });
  await context.addCookies([{ name: '_tracking_consent', value: consent, url: shop.sandbox.storefrontUrl }]);
  await context.addInitScript((visitor) => localStorage.setItem('_setwise_visitor', visitor), VISITOR);
  return context;
}

/** @returns the order's id, and whether the pixel spoke */
async function buyNow(context: BrowserContext, customer = ''): Promise<{ orderId: bigint; spoke: boolean }> {
  const page = await context.newPage();
  let spoke = false;
  page.context().on('request', (request) => {
    spoke ||= request.url() === endpoint;
  });
  await page.goto(`${shop.sandbox.storefrontUrl}/products/aurel-one`);
  await page.getByRole('button', { name: 'Buy now' }).click();
  if (customer) await page.getByLabel('Customer').selectOption(customer);
  await page.getByRole('button', { name: /^Place order/ }).click();
  await page.waitForURL('**/checkout/thank-you/*');
  await page.waitForLoadState('networkidle');
  return { orderId: BigInt(page.url().split('/').pop() ?? ''), spoke };
}

const visitorOf = async (orderId: bigint) => (await prisma().order.findUniqueOrThrow({ where: { shopId_orderId: { shopId: SHOP_ID, orderId } } })).visitorId;
const say = (call: Record<string, unknown>) => fetch(endpoint, { method: 'POST', body: JSON.stringify({ shop: DOMAIN, visitor: VISITOR, eventId: 'forged', ...call }) });
/** An order that no visitor is known of. */
async function placed(orderId: bigint, age: number): Promise<bigint> {
  const orderedAt = new Date(Date.now() - age);
  await prisma().order.create({ data: { shopId: SHOP_ID, orderId, name: `#${orderId}`, currency: 'EUR', totalMinor: 1n, orderedAt, updatedAt: orderedAt } });
  return orderId;
}
const waiting = async () => {
  const [row] = await prisma().$queryRaw<{ n: number }[]>`SELECT count(*)::int AS n FROM graphile_worker._private_jobs j JOIN graphile_worker._private_tasks t ON t.id = j.task_id WHERE t.identifier = 'measure.join-visitor'`;
  return row?.n;
};

it('switches the pixel on once, with the first placement, and leaves it when that is published again', async () => {
  const { installation } = shop.sandbox.store;
  expect(installation.webPixel).toBeUndefined();
  await switchPlacement(SHOP_ID, 'product_page', true, 'merchant', new Date());
  await shop.work();
  const { webPixel } = installation;
  expect(JSON.parse(webPixel?.settings ?? '')).toEqual({ endpoint });
  await switchPlacement(SHOP_ID, 'cart_page', true, 'merchant', new Date());
  await shop.work();
  expect(installation.webPixel).toBe(webPixel);
});

it('joins the visitor to an order that skipped the cart, though the pixel is faster than the webhook', async () => {
  const context = await shopper('yes');
  const { orderId, spoke } = await buyNow(context, String(CUSTOMERS[0]));
  expect(shop.sandbox.store.orders.get(Number(orderId))?.attributes).toEqual([]);
  expect(spoke).toBe(true);
  expect(await waiting()).toBe(1);
  await shop.work();
  await shop.settle();
  await shop.work();
  expect(await visitorOf(orderId)).toBe(VISITOR);
  expect(await prisma().subjectLink.findFirst({ where: { shopId: SHOP_ID, visitorId: VISITOR } })).toMatchObject({ customerId: BigInt(CUSTOMERS[0]) });
  await context.close();
});

it('stays silent without consent', async () => {
  const context = await shopper('no');
  const { orderId, spoke } = await buyNow(context);
  await shop.settle();
  await shop.work();
  expect(spoke).toBe(false);
  expect(await visitorOf(orderId)).toBeNull();
  await context.close();
});

it('cannot be used to put another visitor in the place of one, nor into an order of yesterday', async () => {
  const fresh = await placed(1n, HOUR);
  const old = await placed(2n, 24 * HOUR);
  for (const call of [{ orderId: '1' }, { orderId: '1', visitor: OTHER }, { orderId: '1' }, { orderId: '2' }]) expect((await say(call)).status).toBe(204);
  await shop.work();
  expect(await visitorOf(fresh)).toBe(VISITOR);
  expect(await visitorOf(old)).toBeNull();
});

it('keeps nothing of a shop that it does not know, and little of orders that nobody placed', async () => {
  expect((await say({ shop: 'nobody.myshopify.com', orderId: '77' })).status).toBe(204);
  expect(await waiting()).toBe(0);
  for (const orderId of ['77', '77', '577', '78']) expect((await say({ orderId })).status).toBe(204);
  expect(await waiting()).toBe(2);
  await shop.work();
  expect(await waiting()).toBe(0);
  expect(await prisma().order.count({ where: { shopId: SHOP_ID, visitorId: VISITOR, orderId: { in: [77n, 78n, 577n] } } })).toBe(0);
});

it.each([
  ['no JSON', 'x'],
  ['a visitor that is none', JSON.stringify({ shop: DOMAIN, orderId: '1', visitor: 'x', eventId: 'e' })],
  ['too much', 'x'.repeat(5_000)],
])('refuses %s, in a form that the pixel may read', async (_, body) => {
  const answer = await fetch(endpoint, { method: 'POST', body });
  expect(answer.status).toBe(400);
  expect(answer.headers.get('access-control-allow-origin')).toBe('*');
});
