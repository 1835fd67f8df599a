// What was known of a customer at a moment, read afterwards, against what deciding read at that moment.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { customerFacts } from '#app/db/customer-facts.ts';
import { customerPasts } from '#app/db/customer-pasts.ts';
import { pool } from '#app/db/pool.ts';
import { prisma } from '#app/db/prisma.ts';
import { customerAt } from '#app/domain/audience/customer-past.ts';
import { type BuiltProduct, buildCustomer, buildOrder, buildProduct, buildRefund, buildShop } from '#prisma/seed/builders.ts';
import { type TestDatabase, testDatabase } from '#test/support/database.ts';

const day = (n: number): Date => new Date(Date.UTC(2026, 0, n));
let db: TestDatabase;
let shopId: bigint;
let customerId: bigint;
let beans: BuiltProduct;
let grinder: BuiltProduct;

beforeAll(async () => { db = await testDatabase(); });
afterAll(() => db.drop());
beforeEach(async () => {
  ({ shopId } = await buildShop());
  customerId = await buildCustomer(shopId);
  beans = await buildProduct(shopId, { productType: ' Coffee ' });
  grinder = await buildProduct(shopId, { productType: 'Grinders' });
});

const buy = (at: Date, ...lines: Parameters<typeof buildOrder>[1]['lines']) => buildOrder(shopId, { customerId, orderedAt: at, lines });

async function knownNow(at: Date) {
  const { returnedAt, boughtTypes, suggestedAt, orders, firstOrderAt, lastDeliveredAt } = await customerFacts(shopId, { customerId, visitorId: null, productIds: [beans.productId, grinder.productId] }, at);
  return { returnedAt, boughtTypes, suggestedAt, orders, firstOrderAt, lastDeliveredAt };
}

async function message(at: Date, product: BuiltProduct): Promise<void> {
  const decisionId = randomUUID();
  const sentAt = new Date(at.getTime() + 60_000);
  await prisma().decision.create({ data: { shopId, decisionId, decidedAt: at, placement: 'email', customerId, currency: 'EUR', cartProductIds: [], offered: [{ p: String(product.productId) }], refused: [] } });
  await prisma().step.create({ data: { shopId, stepId: randomUUID(), enrollmentId: randomUUID(), workflowId: randomUUID(), customerId, channel: 'email', dueAt: at, status: 'sent', decidedAt: at, sentAt, decisionId } });
}

describe('what a customer did, read afterwards', () => {
  it('says of every moment what deciding read then', async () => {
    const orders = new Map<number, Awaited<ReturnType<typeof buildOrder>>>();
    const parcel = (orderNo: number, fulfillmentId: bigint, deliveredAt: Date | null) =>
      prisma().fulfillment.create({ data: { shopId, orderId: orders.get(orderNo)!.orderId, fulfillmentId, shippedAt: day(2), deliveredAt, updatedAt: day(2) } });
    const happens: [moment: Date, what: (at: Date) => Promise<unknown>][] = [
      [day(1), async (at) => orders.set(1, await buy(at, { product: beans }, { product: grinder }))],
      [day(3), (at) => parcel(1, 1n, at)],
      [day(4), (at) => message(at, grinder)],
      [day(5), async () => undefined],
      [day(6), (at) => buildRefund(shopId, orders.get(1)!, { refundedAt: at, lineNos: [1] })],
      [day(8), async (at) => orders.set(2, await buy(at, { product: beans }))],
      [day(9), (at) => prisma().order.updateMany({ where: { shopId, orderId: orders.get(2)!.orderId }, data: { cancelledAt: at } })],
      [day(10), (at) => prisma().return.create({ data: { shopId, returnId: 7n, orderId: orders.get(1)!.orderId, status: 'closed', closedAt: at } })],
      [day(12), async (at) => orders.set(3, await buy(at, { product: grinder }))],
      [day(13), () => parcel(3, 2n, null)],
      [day(20), (at) => prisma().awaitedDelivery.create({ data: { shopId, fulfillmentId: 2n, orderId: orders.get(3)!.orderId, dueAt: day(18), handledAt: at } })],
      [day(22), (at) => prisma().fulfillment.updateMany({ where: { shopId, fulfillmentId: 2n }, data: { deliveredAt: at } })],
      [day(23), (at) => buildRefund(shopId, orders.get(1)!, { refundedAt: at, lineNos: [0] })],
      [day(25), (at) => message(at, beans)],
      [day(26), async () => undefined],
    ];
    const then: Awaited<ReturnType<typeof knownNow>>[] = [];
    for (const [at, what] of happens) {
      await what(at);
      then.push(await knownNow(at));
    }
    const past = (await customerPasts(shopId, [customerId], day(1))).get(customerId)!;
    // What a message of that very moment suggests it does not wait after itself.
    const beforeItsMessage = (at: Date, facts: (typeof then)[number]) => ({ ...facts, suggestedAt: new Map([...facts.suggestedAt].filter(([, sentAt]) => sentAt <= at)) });
    for (const [n, [at]] of happens.entries()) expect(customerAt(past, at), at.toISOString()).toEqual(beforeItsMessage(at, then[n]!));
  });

  it('has an entry for whoever is asked about, and nothing of anybody else', async () => {
    const other = await buildCustomer(shopId);
    await buy(day(1), { product: beans });
    const pasts = await customerPasts(shopId, [other], day(1));
    expect([...pasts]).toEqual([[other, { orders: [], sentBack: [], messages: [] }]]);
    expect((await customerPasts((await buildShop()).shopId, [customerId], day(1))).get(customerId)?.orders).toEqual([]);
    const deleted = await buy(day(2), { product: grinder });
    await pool().query('UPDATE orders SET deleted_at = now() WHERE shop_id = $1 AND order_id = $2', [shopId, deleted.orderId]);
    expect((await customerPasts(shopId, [customerId], day(1))).get(customerId)?.orders).toHaveLength(1);
  });
});
