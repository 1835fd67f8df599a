// What one subject counts as, by numbers small enough to follow: fees, messages, the cap, refunds, and what was known before.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ensureExperiment } from '#app/db/experiments.ts';
import { recordMessageEvent } from '#app/db/message-events.ts';
import type { OutcomeTerms } from '#app/db/outcome-rows.ts';
import { refreshOutcomes } from '#app/db/outcomes.ts';
import { pool } from '#app/db/pool.ts';
import { prisma } from '#app/db/prisma.ts';
import { armSums, armSumsByPeriod, type ScopeSums } from '#app/db/results.ts';
import { linkVisitor } from '#app/db/subjects.ts';
import { type BuiltOrder, type BuiltProduct, buildCustomer, buildOrder, buildProduct, buildShop } from '#prisma/seed/builders.ts';
import { type TestDatabase, testDatabase } from '#test/support/database.ts';

const AT = new Date('2026-11-10T09:00:00Z');
const DAY_MS = 24 * 3_600_000;
const day = (days: number): Date => new Date(AT.getTime() + days * DAY_MS);
const TERMS: OutcomeTerms = { defaultCostBp: 5_000, feeBp: 0, feeMinor: 0, messageCostMilli: 0, capMinor: null };

let db: TestDatabase;
let shopId: bigint;
let product: BuiltProduct;
let experimentId: string;

beforeAll(async () => {
  db = await testDatabase();
});
beforeEach(async () => {
  shopId = (await buildShop()).shopId;
  product = await buildProduct(shopId, { priceMinor: 10_000, unitCostMinor: 4_000 });
  experimentId = (await ensureExperiment(shopId, 'placement:cart_page', day(-30), pool(), 5_000)).experimentId;
});
afterAll(() => db.drop());

async function expose(subjectKey: string, { arm = 'exposed', at = AT, of = experimentId }: { arm?: string; at?: Date; of?: string } = {}): Promise<void> {
  await prisma().exposure.create({ data: { shopId, experimentId: of, subjectKey, arm, firstAt: at } });
}

interface Who {
  visitorId?: string;
  customerId?: bigint;
}

async function buy({ visitorId, customerId }: Who, orderedAt: Date, { quantity = 1, priceMinor = 10_000 }: { quantity?: number; priceMinor?: number } = {}): Promise<BuiltOrder> {
  const built = await buildOrder(shopId, { orderedAt, customerId: customerId ?? null, lines: [{ product, quantity }] });
  await prisma().order.updateMany({ where: { shopId, orderId: built.orderId }, data: { visitorId: visitorId ?? null } });
  await prisma().orderLine.updateMany({ where: { shopId, orderId: built.orderId }, data: { unitPriceMinor: BigInt(priceMinor), unitCostMinor: 4_000n } });
  return built;
}

let refunds = 1n;
async function refund({ orderId, lineIds: [lineId] }: BuiltOrder, refundedAt: Date, paidBack: { amountMinor?: number; quantity?: number; adjustmentMinor?: number }): Promise<void> {
  const refundId = refunds++;
  const { amountMinor = 0, quantity = 0, adjustmentMinor = 0 } = paidBack;
  await prisma().refund.create({ data: { shopId, refundId, orderId, refundedAt, adjustmentMinor: BigInt(adjustmentMinor) } });
  if (amountMinor + quantity > 0) await prisma().refundLine.create({ data: { shopId, refundId, orderId, lineId: lineId as bigint, quantity, amountMinor: BigInt(amountMinor) } });
}

async function write(customerId: bigint, sentAt: Date | null): Promise<string> {
  const stepId = randomUUID();
  await prisma().step.create({ data: { shopId, stepId, enrollmentId: randomUUID(), workflowId: randomUUID(), customerId, channel: 'email', dueAt: AT, status: sentAt ? 'sent' : 'waiting', sentAt } });
  return stepId;
}

/** Of the one arm that anybody is in, as it is and as a refresh keeps it: both the same. */
async function sums(terms: Partial<OutcomeTerms> = {}): Promise<ScopeSums> {
  const of = async () => (await armSums(shopId, { ...TERMS, ...terms })).find(({ scope }) => scope === experimentId) as ScopeSums;
  const live = await of();
  await refreshOutcomes(shopId, { ...TERMS, ...terms });
  expect(await of()).toEqual(live);
  return live;
}

describe('the profit of a subject', () => {
  it('bears the fee of each order, rounded half up to a minor unit', async () => {
    const visitorId = randomUUID();
    await expose(`v:${visitorId}`);
    await buy({ visitorId }, day(1), { priceMinor: 10_050 });
    await buy({ visitorId }, day(2), { priceMinor: 10_049 });
    // 1 % of 100.50 is 1.005: 1.01. Of 100.49: 1.00. And 30 each.
    expect(await sums({ feeBp: 100, feeMinor: 30 })).toMatchObject({ orders: 2, ordersSquared: 4, revenue: 20_099, profit: 20_099 - 8_000 - 101 - 100 - 60, ordersRevenue: 40_198 });
  });

  it('bears the messages of the window, which cost parts of a minor unit, also where nothing was bought', async () => {
    const customerId = await buildCustomer(shopId);
    await expose(`c:${customerId}`);
    for (const at of [day(-1), day(0.5), day(6), day(7), null]) await write(customerId, at);
    expect(await sums({ messageCostMilli: 150 })).toMatchObject({ subjects: 1, buyers: 0, messages: 2, messageCost: 0.3, messageCostSquared: 0.09, profit: -0.3, profitSquared: 0.09, cappedProfit: -0.3 });
  });

  it('is capped above, at the amount, and never below', async () => {
    const [one, other] = [randomUUID(), randomUUID()];
    for (const visitorId of [one, other]) await expose(`v:${visitorId}`);
    await buy({ visitorId: one }, day(1), { quantity: 10 });
    await buy({ visitorId: other }, day(1), { priceMinor: 1_000 });
    expect(await sums({ capMinor: 20_000 })).toMatchObject({ profit: 60_000 - 3_000, cappedProfit: 20_000 - 3_000, cappedProfitSquared: 20_000 ** 2 + 3_000 ** 2 });
    expect(await sums()).toMatchObject({ cappedProfit: 57_000, cappedProfitSquared: 60_000 ** 2 + 3_000 ** 2 });
  });

  it.each<[string, Parameters<typeof refund>[2][], number]>([
    ['goods that come back are worth their cost', [{ amountMinor: 10_000, quantity: 1 }], 6_000 - 6_000],
    ['a part that was paid back is lost', [{ amountMinor: 2_500 }], 6_000 - 2_500],
    ['less than the goods are worth was paid back', [{ amountMinor: 3_000, quantity: 1 }], 6_000],
    ['something was withheld of what was paid back', [{ amountMinor: 10_000, quantity: 1, adjustmentMinor: -500 }], 6_000 - 5_500],
    ['more was withheld than was lost', [{ amountMinor: 4_000, quantity: 1, adjustmentMinor: -500 }], 6_000],
    ['the money went first and the goods came back with another refund', [{ amountMinor: 5_000 }, { amountMinor: 3_000, quantity: 1 }], 6_000 - 5_000],
    ['it was paid back for no line', [{ adjustmentMinor: 700 }], 6_000 - 700],
  ])('loses by a refund and never gains: %s', async (_, made, profit) => {
    const visitorId = randomUUID();
    await expose(`v:${visitorId}`);
    const order = await buy({ visitorId }, day(1));
    let before = (await sums()).profit;
    for (const one of made) {
      await refund(order, day(30), one);
      const after = (await sums()).profit;
      expect(after).toBeLessThanOrEqual(before);
      before = after;
    }
    expect(before).toBe(profit);
  });
});

describe('units', () => {
  it('are those that an order still has, beside those that came back', async () => {
    const visitorId = randomUUID();
    await expose(`v:${visitorId}`);
    const order = await buy({ visitorId }, day(1), { quantity: 5 });
    await refund(order, day(3), { amountMinor: 20_000, quantity: 2 });
    await prisma().orderLine.updateMany({ where: { shopId, orderId: order.orderId }, data: { removedQuantity: 3 } });
    expect(await sums()).toMatchObject({ units: 4, returnedUnits: 2, unitsSquared: 16, returnedUnitsSquared: 4, unitsReturned: 8, revenue: 20_000 });
  });
});

describe('who was lost by a message', () => {
  it.each([['unsubscribed', day(2), 1], ['marked_as_spam', day(2), 1], ['opened', day(2), 0], ['unsubscribed', day(8), 0]] as const)('%s at %s', async (event, at, unsubscribers) => {
    const customerId = await buildCustomer(shopId);
    await expose(`c:${customerId}`);
    const stepId = await write(customerId, day(1));
    expect(await sums()).toMatchObject({ unsubscribers: 0 });
    await recordMessageEvent(shopId, stepId, event, at);
    expect(await sums()).toMatchObject({ subjects: 1, unsubscribers });
  });
});

describe('what a subject brought before', () => {
  it('is net, of ninety days, and at most the cap', async () => {
    const visitorId = randomUUID();
    await expose(`v:${visitorId}`);
    for (const at of [day(-91), day(-89), day(-1), day(0), day(1)]) await buy({ visitorId }, at);
    expect(await sums()).toMatchObject({ before: 20_000, beforeSquared: 20_000 ** 2, revenue: 20_000, beforeRevenue: 20_000 ** 2, beforeProfit: 20_000 * 12_000 });
    expect(await sums({ capMinor: 9_000 })).toMatchObject({ before: 9_000, beforeCappedProfit: 9_000 ** 2 });
  });

  it('is nothing of a customer whom nobody knew them to be, and is not known by buying in the window', async () => {
    const [visitorId, customerId] = [randomUUID(), await buildCustomer(shopId)];
    await buy({ customerId }, day(-10));
    await expose(`v:${visitorId}`);
    await buy({ visitorId, customerId }, day(1));
    await linkVisitor(shopId, visitorId, customerId, day(1));
    expect(await sums()).toMatchObject({ subjects: 1, orders: 1, before: 0 });
  });

  it.each([['was known', day(-1), 20_000], ['became known at that moment', AT, 20_000], ['is known since', day(0.001), 0]])('is all of a customer who %s, whatever the device', async (_, linkedAt, before) => {
    const [visitorId, elsewhere, customerId] = [randomUUID(), randomUUID(), await buildCustomer(shopId)];
    await linkVisitor(shopId, visitorId, customerId, linkedAt);
    await linkVisitor(shopId, elsewhere, customerId, day(-20));
    await buy({ customerId }, day(-10));
    await buy({ visitorId: elsewhere }, day(-9));
    await expose(`v:${visitorId}`);
    expect(await sums()).toMatchObject({ subjects: 1, before });
  });

  it('is what carries their own device, whoever they turn out to be', async () => {
    const [visitorId, customerId] = [randomUUID(), await buildCustomer(shopId)];
    await buy({ visitorId }, day(-10));
    await expose(`v:${visitorId}`);
    expect(await sums()).toMatchObject({ before: 10_000 });
    await linkVisitor(shopId, visitorId, customerId, day(1));
    expect(await sums()).toMatchObject({ before: 10_000 });
  });

  it('is of the customer where a message found them', async () => {
    const customerId = await buildCustomer(shopId);
    await buy({ customerId }, day(-10));
    await expose(`c:${customerId}`);
    expect(await sums()).toMatchObject({ before: 10_000 });
  });

  it('follows an order of theirs that becomes somebody else\'s', async () => {
    const [visitorId, customerId] = [randomUUID(), await buildCustomer(shopId)];
    const order = await buy({ visitorId }, day(-10));
    await expose(`v:${visitorId}`);
    await sums();
    await prisma().order.updateMany({ where: { shopId, orderId: order.orderId }, data: { customerId } });
    await prisma().orderLine.updateMany({ where: { shopId, orderId: order.orderId }, data: { quantity: 2 } });
    expect(await sums()).toMatchObject({ before: 20_000 });
  });

  it.each<[string, (order: BuiltOrder) => Promise<unknown>, number]>([
    ['a refund of then', (order) => refund(order, day(-5), { amountMinor: 4_000, adjustmentMinor: 500 }), 5_500],
    ['a refund since', (order) => refund(order, day(5), { amountMinor: 4_000, adjustmentMinor: 500 }), 10_000],
    ['a cancellation of then', ({ orderId }) => prisma().order.updateMany({ where: { shopId, orderId }, data: { cancelledAt: day(-5) } }), 0],
    ['a cancellation since', ({ orderId }) => prisma().order.updateMany({ where: { shopId, orderId }, data: { cancelledAt: day(5) } }), 10_000],
  ])('is lowered by what was known: %s', async (_, happens, before) => {
    const visitorId = randomUUID();
    const order = await buy({ visitorId }, day(-10));
    await expose(`v:${visitorId}`);
    await sums();
    await happens(order);
    expect(await sums()).toMatchObject({ before });
  });
});

describe('a test', () => {
  async function test() {
    const of = randomUUID();
    await prisma().experiment.create({ data: { shopId, experimentId: of, subjectOf: `test:${randomUUID()}`, salt: 's', holdoutBp: 0, startedAt: day(-1) } });
    const visitors = Object.fromEntries(['a', 'b', 'c'].map((arm) => [arm, randomUUID()])) as Record<'a' | 'b' | 'c', string>;
    for (const [arm, visitorId] of Object.entries(visitors)) await expose(`v:${visitorId}`, { arm, of });
    await buy({ visitorId: visitors.b }, day(1));
    await buy({ visitorId: visitors.c }, day(2), { quantity: 2 });
    const arms = async () => Object.fromEntries((await armSums(shopId, TERMS)).filter(({ scope }) => scope === of).map(({ arm, subjects, profit }) => [arm, [subjects, profit]]));
    return { of, visitors, arms };
  }

  it('has as many arms as it compares, and keeps them when it has ended', async () => {
    const { of, visitors, arms } = await test();
    expect(await arms()).toEqual({ a: [1, 0], b: [1, 6_000], c: [1, 12_000] });
    await refreshOutcomes(shopId, TERMS);
    await prisma().experiment.updateMany({ where: { shopId, experimentId: of }, data: { endedAt: day(3) } });
    expect(await arms()).toEqual({ a: [1, 0], b: [1, 6_000], c: [1, 12_000] });
    await buy({ visitorId: visitors.a }, day(4));
    expect(await arms()).toMatchObject({ a: [1, 6_000] });
  });

  it('has a subject in the arm they had first, in no other, and in no sum of placements', async () => {
    const { of, visitors, arms } = await test();
    const customerId = await buildCustomer(shopId);
    for (const visitorId of [visitors.b, visitors.c]) await linkVisitor(shopId, visitorId, customerId, day(3));
    await prisma().exposure.updateMany({ where: { shopId, experimentId: of, subjectKey: `v:${visitors.c}` }, data: { firstAt: day(-0.5) } });
    expect(await arms()).toEqual({ a: [1, 0], c: [1, 18_000] });
    expect((await armSums(shopId, TERMS)).filter(({ scope }) => scope !== of)).toEqual([]);
  });

  it('counts as taken up what was attributed to any offer of its window', async () => {
    const { of, visitors } = await test();
    const attribute = async (visitorId: string, at: Date) => {
      const { orderId, lineIds } = await buy({ visitorId }, at);
      await prisma().attribution.create({ data: { shopId, orderId, lineId: lineIds[0] as bigint, experimentId, subjectKey: `v:${visitorId}`, attributedAt: at } });
    };
    await attribute(visitors.a, day(1));
    await attribute(visitors.b, day(-1));
    await attribute(visitors.c, day(8));
    expect((await armSums(shopId, TERMS)).filter(({ scope, takers }) => scope === of && takers > 0)).toMatchObject([{ arm: 'a', takers: 1 }]);
  });

  it('is told apart by when its subjects came, as it is and as it is kept', async () => {
    const { of, arms } = await test();
    const [late, later] = [randomUUID(), randomUUID()];
    await expose(`v:${late}`, { arm: 'b', of, at: day(2) });
    await expose(`v:${later}`, { arm: 'b', of, at: day(2.5) });
    await buy({ visitorId: late }, day(3));
    const periods = async () => (await armSumsByPeriod(shopId, TERMS, of, [AT, day(2)])).map(({ period, arm, subjects, profit }) => [period, arm, subjects, profit]).sort();
    const told = [[1, 'a', 1, 0], [1, 'b', 1, 6_000], [1, 'c', 1, 12_000], [2, 'b', 2, 6_000]];
    expect(await periods()).toEqual(told);
    await refreshOutcomes(shopId, TERMS);
    expect(await periods()).toEqual(told);
    await buy({ visitorId: later }, day(3));
    expect(await periods()).toEqual([...told.slice(0, 3), [2, 'b', 2, 12_000]]);
    expect((await arms()).b).toEqual([3, 18_000]);
    expect((await armSumsByPeriod(shopId, TERMS, of, [day(1)])).map(({ period, arm }) => [period, arm]).sort()).toEqual([[0, 'a'], [0, 'b'], [0, 'c'], [1, 'b']]);
  });
});
