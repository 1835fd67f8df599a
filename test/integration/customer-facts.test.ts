// What a decision knows of a customer, read in one statement from rows of every kind that says something of them.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { customerFacts } from '#app/db/customer-facts.ts';
import { mergeCustomers } from '#app/db/customer-merges.ts';
import { forgetPerson, recordsAbout } from '#app/db/people.ts';
import { pool, withTransaction } from '#app/db/pool.ts';
import { prisma } from '#app/db/prisma.ts';
import { linkVisitor } from '#app/db/subjects.ts';
import { NOBODY } from '#app/domain/audience/customer-facts.ts';
import { saveLeftAlone } from '#app/pipeline/decide/save-left-alone.ts';
import { type BuiltProduct, buildCustomer, buildOrder, buildProduct, buildRefund, buildShop } from '#prisma/seed/builders.ts';
import { type TestDatabase, testDatabase } from '#test/support/database.ts';

const NOW = new Date('2026-06-20T12:00:00.000Z');
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
  customerId = await buildCustomer(shopId, { tags: ['VIP', 'Ticket-Open'] });
  beans = await buildProduct(shopId, { productType: ' Coffee ', priceMinor: 1_000 });
  grinder = await buildProduct(shopId, { productType: 'Grinders', priceMinor: 9_000 });
});

const facts = (of: { customerId?: bigint | null; visitorId?: string | null } = {}) =>
  customerFacts(shopId, { customerId, visitorId: null, productIds: [beans.productId, grinder.productId], ...of }, NOW);
const buy = (at: Date, ...lines: Parameters<typeof buildOrder>[1]['lines']) => buildOrder(shopId, { customerId, orderedAt: at, lines });
const answer = (subjectKey: string, product: BuiltProduct, said: string, answeredAt: Date) => prisma().subjectAnswer.create({ data: { shopId, subjectKey, productId: product.productId, answer: said, answeredAt } });

describe('what a customer bought', () => {
  it('is told with its first and last day and in how many orders, by product and by type', async () => {
    await buy(day(1), { product: beans, quantity: 2 }, { product: beans });
    await buy(day(31), { product: beans, discountMinor: 100 });
    await buy(day(40), { product: grinder });
    const { bought, boughtTypes, ordersByType, ...rest } = await facts();
    expect([...bought]).toEqual(expect.arrayContaining([[beans.productId, { firstAt: day(1), lastAt: day(31), times: 2 }], [grinder.productId, { firstAt: day(40), lastAt: day(40), times: 1 }]]));
    expect([boughtTypes, ordersByType]).toEqual([new Map([['coffee', day(31)], ['grinders', day(40)]]), new Map([['coffee', 2], ['grinders', 1]])]);
    expect(rest).toMatchObject({ isKnown: true, tags: ['vip', 'ticket-open'], orders: 3, discountedOrders: 1, firstOrderAt: day(1), lastOrderAt: day(40), spentMinor: 3_000 + 900 + 9_000 });
  });

  it('is no longer theirs once it was cancelled, wholly sent back or edited out, nor counts as an order', async () => {
    await buildOrder(shopId, { customerId, orderedAt: day(1), cancelledAt: day(2), lines: [{ product: beans }] });
    const sentBack = await buy(day(3), { product: grinder });
    await buildRefund(shopId, sentBack, { refundedAt: day(5) });
    const editedOut = await buy(day(6), { product: beans });
    await prisma().orderLine.updateMany({ where: { shopId, orderId: editedOut.orderId }, data: { removedQuantity: 1 } });
    const { bought, returnedAt, boughtTypes, orders, lastOrderAt } = await facts();
    expect([bought.size, boughtTypes.size, orders, lastOrderAt]).toEqual([0, 0, 0, null]);
    expect(returnedAt).toEqual(new Map([[grinder.productId, day(5)]]));
  });

  it('brought what was paid, less tax, what came back and what was refunded for no line', async () => {
    const built = await buy(day(1), { product: beans, quantity: 4, discountMinor: 400 }, { product: grinder, quantity: 2 });
    await prisma().order.update({ where: { shopId_orderId: { shopId, orderId: built.orderId } }, data: { taxesIncluded: true } });
    await prisma().orderLine.updateMany({ where: { shopId, lineId: built.lineIds[0]! }, data: { taxMinor: 600n, removedQuantity: 2 } });
    const refundId = await buildRefund(shopId, built, { lineNos: [0] });
    await prisma().refundLine.updateMany({ where: { shopId, refundId }, data: { amountMinor: 900n, taxMinor: 150n } });
    await prisma().refund.updateMany({ where: { shopId, refundId }, data: { adjustmentMinor: 250n } });
    // 3,600 less 600 tax; one unit refunded at 750 without tax, another edited out at a quarter of what is left of the line.
    expect((await facts()).spentMinor).toBe(3_000 - 750 - 750 + 18_000 - 250);
  });

  it('is not said of products that nobody asked about, nor of another shop', async () => {
    await buy(day(1), { product: beans });
    const other = await buildShop();
    await buildCustomer(other.shopId, { customerId });
    const elsewhere = { customerId, visitorId: null, productIds: [beans.productId] };
    expect(await customerFacts(other.shopId, elsewhere, NOW)).toEqual({ ...NOBODY, isKnown: true, segments: new Set(['prospect']) });
    expect((await customerFacts(shopId, { ...elsewhere, productIds: [] }, NOW)).bought.size).toBe(0);
  });

  it('comes anyway where a running subscription brings it', async () => {
    await prisma().subscriptionContract.create({ data: { shopId, contractId: 1n, customerId, status: 'ACTIVE', productIds: [beans.productId], updatedAt: day(1) } });
    expect((await facts()).subscribed).toEqual(new Set([beans.productId]));
  });
});

describe('what a customer sends back', () => {
  it('is open from the request on, and has a day once it is closed', async () => {
    const { orderId } = await buy(day(1), { product: grinder });
    const back = { shopId, returnId: 7n, orderId, status: 'requested', requestedAt: day(3) };
    await prisma().return.create({ data: back });
    expect(await facts()).toMatchObject({ openReturns: new Set([grinder.productId]), returnedAt: new Map() });
    await prisma().return.updateMany({ where: { shopId }, data: { status: 'closed', closedAt: day(9) } });
    expect(await facts()).toMatchObject({ openReturns: new Set(), returnedAt: new Map([[grinder.productId, day(9)]]) });
  });
});

describe('the last delivery', () => {
  const parcel = (orderId: bigint, fulfillmentId: bigint, deliveredAt: Date | null) =>
    prisma().fulfillment.create({ data: { shopId, orderId, fulfillmentId, shippedAt: day(2), deliveredAt, updatedAt: day(2) } });

  it('is the one that was reported, or the estimate once its moment has come', async () => {
    const [first, second] = [await buy(day(1), { product: beans }), await buy(day(9), { product: beans })];
    await parcel(first.orderId, 1n, day(4));
    await parcel(second.orderId, 2n, null);
    await prisma().awaitedDelivery.create({ data: { shopId, fulfillmentId: 2n, orderId: second.orderId, dueAt: day(14) } });
    expect((await facts()).lastDeliveredAt).toEqual(day(4));
    await prisma().awaitedDelivery.updateMany({ where: { shopId }, data: { handledAt: day(15) } });
    expect((await facts()).lastDeliveredAt).toEqual(day(14));
  });

  it('is none of a cancelled order', async () => {
    const { orderId } = await buildOrder(shopId, { customerId, cancelledAt: day(5), lines: [{ product: beans }] });
    await parcel(orderId, 1n, day(4));
    expect((await facts()).lastDeliveredAt).toBeNull();
  });
});

describe('what somebody answered', () => {
  it('holds under every name they have, the newest of a product', async () => {
    await linkVisitor(shopId, 'phone', customerId, day(1));
    await answer('v:phone', beans, 'have_it', day(2));
    await answer(`c:${customerId}`, beans, 'not_for_me', day(3));
    await answer('v:laptop', grinder, 'have_it', day(3));
    expect((await facts()).answers).toEqual(new Map([[beans.productId, 'not_for_me']]));
    const both = new Map([[beans.productId, 'not_for_me'], [grinder.productId, 'have_it']]);
    expect((await facts({ visitorId: 'laptop' })).answers).toEqual(both);
    await linkVisitor(shopId, 'laptop', customerId, day(4));
    expect((await facts({ customerId: null, visitorId: 'phone' })).answers).toEqual(both);
  });

  it('on a device that is somebody else’s says nothing of them', async () => {
    await linkVisitor(shopId, 'shared', await buildCustomer(shopId), day(1));
    await answer('v:shared', beans, 'not_for_me', day(2));
    expect((await facts({ visitorId: 'shared' })).answers.size).toBe(0);
  });

  it('is all that is known of a visitor; of one without a name nothing is', async () => {
    await answer('v:someone', beans, 'have_it', day(2));
    await prisma().quietSubject.create({ data: { shopId, subjectKey: 'v:someone', askedAt: day(2) } });
    expect(await facts({ customerId: null, visitorId: 'someone' })).toEqual({ ...NOBODY, answers: new Map([[beans.productId, 'have_it']]), wantsNone: true });
    expect(await facts({ customerId: null })).toBe(NOBODY);
  });

  it('moves with a merge, the newest of both, and goes when they are forgotten', async () => {
    const gone = await buildCustomer(shopId);
    await answer(`c:${customerId}`, beans, 'have_it', day(5));
    await answer(`c:${gone}`, beans, 'not_for_me', day(4));
    await answer(`c:${gone}`, grinder, 'have_it', day(4));
    await prisma().quietSubject.create({ data: { shopId, subjectKey: `c:${gone}`, askedAt: day(2) } });
    await withTransaction((on) => mergeCustomers(shopId, { deletedId: gone, keptId: customerId, at: day(6), told: true }, on));
    await answer(`c:${gone}`, await buildProduct(shopId), 'have_it', day(7));
    expect(await facts()).toMatchObject({ answers: new Map([[beans.productId, 'have_it'], [grinder.productId, 'have_it']]), wantsNone: true });
    expect((await recordsAbout(shopId, customerId)).subject_answers).toHaveLength(3);
    await withTransaction((on) => forgetPerson(shopId, customerId, [], on));
    expect(await prisma().subjectAnswer.count({ where: { shopId } }) + (await prisma().quietSubject.count({ where: { shopId } }))).toBe(0);
  });
});

describe('what was written to them', () => {
  it('is counted with what they followed; what it suggested has the day it last went out, and none while it waits', async () => {
    const offered = [{ p: String(beans.productId) }];
    for (const [at, status] of [[day(2), 'sent'], [day(8), 'sent'], [day(9), 'cancelled']] as const) {
      const decisionId = randomUUID();
      await prisma().decision.create({ data: { shopId, decisionId, decidedAt: at, placement: 'email', customerId, currency: 'EUR', cartProductIds: [], offered, refused: [] } });
      await prisma().step.create({ data: { shopId, stepId: randomUUID(), enrollmentId: randomUUID(), workflowId: randomUUID(), customerId, channel: 'email', dueAt: at, status, decidedAt: at, sentAt: status === 'sent' ? at : null, decisionId } });
    }
    const [first] = await prisma().step.findMany({ where: { shopId }, orderBy: { dueAt: 'asc' } });
    for (const event of ['opened', 'clicked']) await prisma().messageEvent.create({ data: { shopId, stepId: first!.stepId, event, happenedAt: day(3) } });
    expect(await facts()).toMatchObject({ suggestedAt: new Map([[beans.productId, day(8)]]), messages: 2, messagesFollowed: 1 });
  });
});

describe('an open case', () => {
  it('is said by the tags that the merchant names for it, apart from those left alone for good', async () => {
    expect(await facts()).toMatchObject({ openCase: false, leftAlone: false });
    await saveLeftAlone(shopId, 'open_case', ['ticket-open'], 'merchant', NOW);
    expect(await facts()).toMatchObject({ openCase: true, leftAlone: false });
    await saveLeftAlone(shopId, 'left_alone', ['Vip'], 'merchant', NOW);
    await saveLeftAlone(shopId, 'open_case', [], 'merchant', NOW);
    expect(await facts()).toMatchObject({ openCase: false, leftAlone: true });
  });
});

describe('a customer whom the shop does not know', () => {
  it('has what orders say of them, and is known for nothing else', async () => {
    customerId = 987_654_321n;
    expect(await facts()).toEqual(NOBODY);
    await buy(day(1), { product: beans });
    expect(await facts()).toMatchObject({ isKnown: false, orders: 1 });
    await pool().query('UPDATE orders SET deleted_at = now() WHERE shop_id = $1', [shopId]);
    expect((await facts({ visitorId: randomUUID() })).orders).toBe(0);
  });
});
