// What follows a cart, from the store's webhooks to our rows and to the work they set off: sales, parcels, returns, left
// checkouts, consent.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { checkoutByToken } from '#app/db/checkouts.ts';
import { pool } from '#app/db/pool.ts';
import { prisma } from '#app/db/prisma.ts';
import { fetchOrder } from '#app/pipeline/sync/fetch-order.ts';
import { type ConnectedShop, connectShop } from '#test/support/connected-shop.ts';
import { BAG, CAMERA, CARD, CUSTOMERS } from '#test/support/small-store.ts';

const SHOP_ID = 4_400_000_001n;
const [BUYER, OTHER] = CUSTOMERS;
const VISITOR = '11111111-2222-4333-8444-555555555555';
const STEP = 'aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee';
const line = (variantId: number) => ({ variantId, quantity: 1, properties: [] });

let shop: ConnectedShop;
beforeAll(async () => {
  shop = await connectShop();
  shop.sandbox.store.setEmailConsent(OTHER, 'SUBSCRIBED');
  await shop.open();
  await shop.work();
});
afterAll(() => shop.stop());
beforeEach(() => forgetWork());

const forgetWork = async () => void (await pool().query('SELECT graphile_worker.complete_jobs(array_agg(id)) FROM graphile_worker._private_jobs'));
/** What was set off, in the words of the jobs. */
async function work(): Promise<Record<string, unknown>[]> {
  const { rows } = await pool().query<{ name: string; payload: Record<string, unknown> }>(
    `SELECT t.identifier AS name, j.payload FROM graphile_worker._private_jobs j JOIN graphile_worker._private_tasks t ON t.id = j.task_id
      WHERE t.identifier ~ '^(engage|measure)' ORDER BY t.identifier, j.payload->>'trigger'`,
  );
  return rows.map(({ name, payload: { shopId: _shopId, ...payload } }) => ({ name, ...payload }));
}
const orderRow = (id: number) => prisma().order.findUniqueOrThrow({ where: { shopId_orderId: { shopId: SHOP_ID, orderId: BigInt(id) } } });
const customerRow = (id: number) => prisma().customer.findUniqueOrThrow({ where: { shopId_customerId: { shopId: SHOP_ID, customerId: BigInt(id) } } });
const place = (customerId: number | null, extra: object = {}) => shop.sandbox.store.placeOrder({ customerId, lines: [line(CARD.variant)], ...extra });

it('reads consent, language and country of customers with the history', async () => {
  expect(await customerRow(OTHER)).toMatchObject({ emailConsent: 'SUBSCRIBED', locale: 'de', countryCode: 'DE' });
  expect((await customerRow(OTHER)).emailConsentAt).not.toBeNull();
  expect(await customerRow(BUYER)).toMatchObject({ emailConsent: 'NOT_SUBSCRIBED', emailConsentAt: null });
});

it('sets nothing off for an old order that changes', async () => {
  const [old] = shop.sandbox.store.orders.values();
  shop.sandbox.store.fulfillOrder(old?.id as number);
  await shop.settle();
  expect((await orderRow(old?.id as number)).triggeredAt).not.toBeNull();
  expect(await work()).toEqual([]);
});

describe('a sale', () => {
  it('keeps where its cart came from, and is measured, enrolled and stops what wanted it, once', async () => {
    const order = place(BUYER, { attributes: [{ name: '_setwise_visitor', value: VISITOR }, { name: '_setwise_step', value: STEP }] });
    await shop.settle();
    expect(await orderRow(order.id)).toMatchObject({ visitorId: VISITOR, stepId: STEP, discountCodes: [] });
    const orderId = String(order.id);
    const once = [
      { name: 'engage.enroll', trigger: 'order_placed', orderId },
      { name: 'engage.stop-enrollments', why: 'bought', orderId, customerId: String(BUYER) },
      { name: 'measure.attribute-order', orderId },
    ];
    expect(await work()).toEqual(once);
    await forgetWork();
    shop.sandbox.store.cancelOrder(order.id);
    await shop.settle();
    expect(await work()).toEqual([]);
  });

  it('takes no word for an id that is none', async () => {
    const order = place(null, { attributes: [{ name: '_setwise_visitor', value: '<script>' }, { name: '_setwise_step', value: '7' }] });
    await shop.settle();
    expect(await orderRow(order.id)).toMatchObject({ visitorId: null, stepId: null, customerId: null });
    expect((await work()).map(({ name }) => name)).toEqual(['engage.enroll', 'measure.attribute-order']);
  });

  it('is fetched when its webhook lags, and the webhook then changes nothing', async () => {
    const { queue } = shop.sandbox.webhooks;
    queue.hold();
    const order = place(BUYER);
    expect(await fetchOrder(SHOP_ID, BigInt(order.id), new Date())).toBe(true);
    expect(await prisma().orderLine.count({ where: { orderId: BigInt(order.id) } })).toBe(1);
    expect(await work()).toHaveLength(3);
    await forgetWork();
    queue.release();
    await shop.settle();
    expect(await work()).toEqual([]);
    expect(await fetchOrder(SHOP_ID, BigInt(order.id), new Date())).toBe(true);
    expect(await work()).toEqual([]);
    expect(await fetchOrder(SHOP_ID, 404n, new Date())).toBe(false);
  });
});

describe('a parcel', () => {
  it('enrolls its customer when it arrives, not when it is sent, and not twice', async () => {
    const order = place(BUYER);
    shop.sandbox.store.fulfillOrder(order.id);
    await shop.settle();
    await forgetWork();
    shop.sandbox.store.deliverOrder(order.id);
    await shop.settle();
    expect(await work()).toEqual([{ name: 'engage.enroll', trigger: 'order_delivered', orderId: String(order.id) }]);
    expect((await prisma().fulfillment.findFirstOrThrow({ where: { orderId: BigInt(order.id) } })).deliveredAt).not.toBeNull();
    await forgetWork();
    await fetchOrder(SHOP_ID, BigInt(order.id), new Date());
    expect(await work()).toEqual([]);
  });

  it('that is told before its order is found by it', async () => {
    const { queue } = shop.sandbox.webhooks;
    queue.hold();
    const order = place(BUYER);
    shop.sandbox.store.deliverOrder(order.id);
    queue.release();
    await shop.settle();
    expect((await work()).filter(({ name }) => name === 'engage.enroll').map(({ trigger }) => trigger)).toEqual(['order_delivered', 'order_placed']);
  });
});

it('looks again at what was to be sent to a customer who returns something', async () => {
  const order = place(BUYER);
  await shop.settle();
  await forgetWork();
  shop.sandbox.store.refundOrder(order.id, [{ lineId: order.lines[0]?.id as number, quantity: 1 }], false);
  await shop.settle();
  expect(await work()).toEqual([{ name: 'engage.stop-enrollments', why: 'returned', orderId: String(order.id), customerId: String(BUYER) }]);
});

describe('a checkout', () => {
  it('is open until an order completes it', async () => {
    const { token } = shop.sandbox.store.beginCheckout({ customerId: OTHER, lines: [line(BAG.variant), line(CAMERA.variant)] });
    await shop.settle();
    expect(await checkoutByToken(SHOP_ID, token)).toMatchObject({ customerId: BigInt(OTHER), completedAt: null, productIds: [BigInt(BAG.product), BigInt(CAMERA.product)] });
    expect(await work()).toEqual([{ name: 'engage.enroll', trigger: 'cart_abandoned', checkoutToken: token }]);
    place(OTHER, { checkoutToken: token });
    await shop.settle();
    expect((await checkoutByToken(SHOP_ID, token))?.completedAt).not.toBeNull();
  });

  it('of a guest sets nothing off', async () => {
    shop.sandbox.store.beginCheckout({ customerId: null, lines: [line(BAG.variant)] });
    await shop.settle();
    expect(await work()).toEqual([]);
  });
});

describe('consent', () => {
  it('is taken back at once, and an older word does not give it again', async () => {
    const { queue } = shop.sandbox.webhooks;
    shop.sandbox.store.setEmailConsent(BUYER, 'SUBSCRIBED');
    await shop.settle();
    expect((await customerRow(BUYER)).emailConsent).toBe('SUBSCRIBED');
    queue.hold();
    shop.sandbox.store.setEmailConsent(BUYER, 'SUBSCRIBED');
    await new Promise((resolve) => setTimeout(resolve, 1_100)); // consent is told by the second
    shop.sandbox.store.setEmailConsent(BUYER, 'UNSUBSCRIBED');
    queue.release();
    await shop.settle();
    expect(await customerRow(BUYER)).toMatchObject({ emailConsent: 'UNSUBSCRIBED', locale: 'de', countryCode: 'DE', tags: ['vip'] });
  });
});

it('forgets, with a customer, their checkouts and what they were sent', async () => {
  const ids = { shopId: SHOP_ID, customerId: BigInt(OTHER) };
  const [enrollmentId, workflowId, at] = [randomUUID(), randomUUID(), new Date()];
  await prisma().enrollment.create({ data: { ...ids, enrollmentId, workflowId, triggerKey: 'order:1', productIds: [], enteredAt: at, status: 'active' } });
  await prisma().step.create({ data: { ...ids, stepId: STEP, enrollmentId, workflowId, channel: 'email', dueAt: at, status: 'sent' } });
  await prisma().messageEvent.create({ data: { shopId: SHOP_ID, stepId: STEP, event: 'opened', happenedAt: at } });
  const customer = shop.sandbox.store.requireCustomer(OTHER);
  shop.sandbox.store.emit('customers/redact', { customer, orderIds: [] });
  await shop.settle();
  const where = { customerId: ids.customerId };
  expect(await Promise.all([prisma().customer.count({ where }), prisma().checkout.count({ where }), prisma().enrollment.count({ where }), prisma().step.count({ where }), prisma().messageEvent.count()])).toEqual([0, 0, 0, 0, 0]);
});

it('applies all of it and sets nothing aside', async () => {
  expect(await prisma().webhookDelivery.findMany({ where: { status: { not: 'applied' } } })).toEqual([]);
});
