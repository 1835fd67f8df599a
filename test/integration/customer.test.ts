import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { keepQuiet } from '#app/db/subject-answers.ts';
import { pool } from '#app/db/pool.ts';
import { enroll } from '#app/pipeline/engage/enroll.ts';
import { prisma } from '#app/db/prisma.ts';
import { upsertSubscriptions } from '#app/db/subscriptions.ts';
import { assumeDeliveries } from '#app/pipeline/engage/assume-deliveries.ts';
import { DEFAULT_TRANSIT_DAYS } from '#app/domain/workflow/delivery-estimate.ts';
import { dryRun } from '#app/pipeline/engage/dry-run.ts';
import { whatHolds } from '#app/pipeline/engage/what-holds.ts';
import { whatNow } from '#app/pipeline/engage/what-now.ts';
import { switchWorkflow } from '#app/pipeline/engage/switch-workflow.ts';
import { customerPage } from '#app/read/customer.ts';
import { previewPeople } from '#app/read/preview-people.ts';
import { workflowPage } from '#app/read/workflow.ts';
import { workflowsPage } from '#app/read/workflows.ts';
import { buildOrder, buildRefund } from '#prisma/seed/builders.ts';
import { type TestDatabase, testDatabase } from '#test/support/database.ts';
import { buyer, DAY_0, days, deliveredOrder, type EngagedShop, engagedShop, enrolled, hours, sellOut, shopsOwnEmail, when } from '#test/support/engaged-shop.ts';

let db: TestDatabase;
beforeAll(async () => { db = await testDatabase(); });
afterAll(() => db.drop());

let engaged: EngagedShop;
beforeEach(async () => {
  await pool().query('UPDATE shops SET uninstalled_at = installed_at');
  engaged = await engagedShop(null);
});

const rowsKept = async () => {
  const { rows } = await pool().query(
    `SELECT (SELECT count(*)::int FROM enrollments WHERE shop_id = $1) AS enrollments, (SELECT count(*)::int FROM steps WHERE shop_id = $1) AS steps,
            (SELECT count(*)::int FROM decisions WHERE shop_id = $1) AS decisions, (SELECT count(*)::int FROM assignments WHERE shop_id = $1) AS assignments`,
    [engaged.shop.shopId],
  );
  return rows[0];
};

describe('a dry run', () => {
  it('says who would get what, and who would not and why, and keeps nothing', async () => {
    const [gets, silent, mailed, owner] = [await buyer(engaged), await buyer(engaged, 'UNSUBSCRIBED'), await buyer(engaged), await buyer(engaged)];
    const returner = await buyer(engaged);
    for (const customerId of [gets, silent, mailed]) await deliveredOrder(engaged, customerId);
    await deliveredOrder(engaged, owner, [engaged.camera, engaged.card, engaged.bag]);
    await buildRefund(engaged.shop.shopId, await deliveredOrder(engaged, returner), { refundedAt: days(1) });
    await shopsOwnEmail(engaged, mailed, days(1));
    await sellOut(engaged, engaged.card);

    const run = await dryRun(engaged.shop.shopId, 'order_delivered', days(2), 'en');
    const of = (customerId: bigint) => run.people.find((person) => person.customerId === String(customerId));
    expect(of(gets)).toMatchObject({
      outcome: 'gets', reason: null, bought: [{ title: 'Aurel M5' }],
      decision: {
        offered: [{ title: 'Card 64', substitute: true, sentences: [expect.stringMatching(/^Stands in for Fast Card 128/), 'Discount 10 %', expect.any(String)] }, { title: 'Trail Bag' }],
        refused: [{ title: 'Fast Card 128', code: 'out_of_stock', sentence: 'Left out: sold out (0 in stock)' }],
      },
    });
    expect(of(silent)).toMatchObject({ outcome: 'not', reason: 'no_consent', sentence: expect.stringMatching(/has not agreed/), decision: null });
    expect(of(mailed)).toMatchObject({ outcome: 'later', reason: 'capped', until: days(8).toISOString() });
    expect(of(owner)).toMatchObject({ outcome: 'not', reason: 'already_bought' });
    expect(of(returner)).toMatchObject({ outcome: 'not', reason: 'anchor_returned' });
    expect(run).toMatchObject({ gets: 1, byReason: { no_consent: 1, capped: 1, already_bought: 1, anchor_returned: 1 } });
    expect(await rowsKept()).toEqual({ enrollments: 0, steps: 0, decisions: 0, assignments: 0 });
  });

  it('asked at night answers for the morning', async () => {
    await deliveredOrder(engaged, await buyer(engaged));
    expect(await dryRun(engaged.shop.shopId, 'order_placed', hours(12), 'en')).toMatchObject({ gets: 1, byReason: {} });
  });

  it('of carts is asked of the latest buyers while no cart is known', async () => {
    await deliveredOrder(engaged, await buyer(engaged));
    expect(await dryRun(engaged.shop.shopId, 'cart_abandoned', DAY_0, 'en')).toMatchObject({ gets: 1, people: [{ orderId: null }] });
  });

  it('looks at no more people than it was asked to', async () => {
    for (let count = 0; count < 3; count++) await deliveredOrder(engaged, await buyer(engaged));
    expect((await dryRun(engaged.shop.shopId, 'order_delivered', DAY_0, 'en', { limit: 2 })).people).toHaveLength(2);
  });
});

describe('whom a workflow’s page shows its email for', () => {
  it('begins with who agreed and bought what a live set begins with, where nobody entered yet', async () => {
    const likely = await buyer(engaged);
    const silent = await buyer(engaged, null);
    const elsewhere = await buyer(engaged);
    await deliveredOrder(engaged, likely);
    for (const customerId of [silent, elsewhere]) await buildOrder(engaged.shop.shopId, { customerId, orderedAt: days(1), lines: [{ product: customerId === silent ? engaged.camera : engaged.bag }] });
    const people = await previewPeople(engaged.shop.shopId, 'order_delivered');
    expect(people[0]).toEqual({ customerId: String(likely), status: 'latest', at: DAY_0.toISOString() });
    expect(people.map(({ customerId }) => customerId).sort()).toEqual([likely, silent, elsewhere].map(String).sort());
  });
});

describe('the page about a customer', () => {
  beforeEach(async () => {
    await switchWorkflow(engaged.shop.shopId, 'order_delivered', true, 'merchant', DAY_0);
    await pool().query('UPDATE experiments SET holdout_bp = 0 WHERE shop_id = $1', [engaged.shop.shopId]);
  });

  it('says what they own, sent back, and what waits for them', async () => {
    const { customerId } = await enrolled(engaged, { products: [engaged.camera, engaged.card] });
    await buildRefund(engaged.shop.shopId, await buildOrder(engaged.shop.shopId, { customerId, orderedAt: DAY_0, lines: [{ product: engaged.bag }] }));
    const page = await customerPage(engaged.shop.shopId, customerId, days(9));
    expect(page).toMatchObject({ mayEmail: true, emailConsent: 'SUBSCRIBED', sentBack: [{ title: 'Trail Bag' }], willGet: [{ trigger: 'order_delivered', status: 'waiting', dueAt: days(2).toISOString() }], got: [], notSent: [] });
    expect(page?.owns.map(({ title }) => title).sort()).toEqual(['Aurel M5', 'Fast Card 128']);
    expect(page?.orders).toHaveLength(2);
    expect(await customerPage(engaged.shop.shopId, 1n, days(9))).toBeUndefined();
  });

  it('counts what a running subscription brings among what they own, as every decision does', async () => {
    const { customerId } = await enrolled(engaged, { products: [engaged.camera] });
    const contract = { customerId, lastPayment: null, updatedAt: DAY_0, triggeredAt: DAY_0 };
    await upsertSubscriptions(engaged.shop.shopId, [
      { ...contract, contractId: 1n, status: 'ACTIVE', productIds: [engaged.card.productId] },
      { ...contract, contractId: 2n, status: 'CANCELLED', productIds: [engaged.bag.productId] },
    ]);
    const page = await customerPage(engaged.shop.shopId, customerId, days(9));
    expect(page?.owns.map(({ title }) => title).sort()).toEqual(['Aurel M5', 'Fast Card 128']);
  });

  it.each([
    ['sent the anchor back', 'anchor_returned', async (customer: Awaited<ReturnType<typeof enrolled>>) => buildRefund(engaged.shop.shopId, customer.order)],
    ['never agreed', 'no_consent', async ({ customerId }: Awaited<ReturnType<typeof enrolled>>) => pool().query('UPDATE customers SET email_consent = NULL WHERE shop_id = $1 AND customer_id = $2', [engaged.shop.shopId, customerId])],
  ])('says why nothing was sent to one who %s', async (_, reason, happens) => {
    const customer = await enrolled(engaged);
    await happens(customer);
    await when(days(2));
    expect((await customerPage(engaged.shop.shopId, customer.customerId, days(9)))?.notSent).toMatchObject([{ reason, sentence: expect.stringMatching(/^\w.{20,}/) }]);
    expect(await workflowPage(engaged.shop.shopId, 'order_delivered')).toMatchObject({ entered: 1, waiting: 0, sent: 0, notSent: [{ reason, count: 1 }] });
  });

  it('says what waits, and why, of one who was mailed this week', async () => {
    const { customerId } = await enrolled(engaged);
    await shopsOwnEmail(engaged, customerId, days(1));
    await when(days(2));
    expect(await customerPage(engaged.shop.shopId, customerId, days(9))).toMatchObject({ willGet: [{ reason: 'capped', dueAt: days(8).toISOString() }], touches: [{ channel: 'email', source: 'shop' }] });
  });

  it('calls a delivery that nobody reported an estimate, here, in the dry run and among those who entered', async () => {
    const { shopId } = engaged.shop;
    const customerId = await buyer(engaged);
    const { orderId } = await buildOrder(shopId, { customerId, orderedAt: DAY_0, lines: [{ product: engaged.camera }] });
    await prisma().fulfillment.create({ data: { shopId, fulfillmentId: orderId, orderId, shippedAt: DAY_0, updatedAt: DAY_0 } });
    await prisma().return.create({ data: { shopId, returnId: orderId, orderId, status: 'declined', requestedAt: DAY_0 } });
    const delivery = async (at: Date) => (await customerPage(shopId, customerId, at))?.orders[0]?.delivery;
    const due = days(DEFAULT_TRANSIT_DAYS);
    expect(await delivery(days(1))).toEqual({ kind: 'expected', at: due.toISOString() });
    expect(await delivery(due)).toEqual({ kind: 'estimated', at: due.toISOString() });
    await prisma().awaitedDelivery.create({ data: { shopId, fulfillmentId: orderId, orderId, dueAt: due } });
    await assumeDeliveries(due);
    await enroll(shopId, { trigger: 'order_delivered', orderId: String(orderId) }, due);
    expect(await customerPage(shopId, customerId, due)).toMatchObject({ willGet: [{ byEstimate: true }], orders: [{ returns: [{ status: 'declined', at: DAY_0.toISOString() }] }] });
    expect((await dryRun(shopId, 'order_delivered', due, 'en')).people).toMatchObject([{ delivered: 'estimated' }]);
    expect(await workflowPage(shopId, 'order_delivered')).toMatchObject({ entered: 1, byEstimate: 1 });
    await prisma().fulfillment.updateMany({ where: { shopId }, data: { deliveredAt: days(6) } });
    expect(await delivery(days(7))).toEqual({ kind: 'reported', at: days(6).toISOString() });
  });

  it('says what they would get now, for what they bought last', async () => {
    const { customerId } = await enrolled(engaged);
    expect(await whatNow(engaged.shop.shopId, customerId, days(1), 'en')).toMatchObject({ outcome: 'gets', decision: { offered: [{ title: 'Fast Card 128' }, { title: 'Trail Bag' }] } });
    const silent = await enrolled(engaged, { consent: null });
    expect(await whatNow(engaged.shop.shopId, silent.customerId, days(1), 'en')).toMatchObject({ outcome: 'not', reason: 'no_consent', decision: { offered: [{ title: 'Fast Card 128' }, { title: 'Trail Bag' }] } });
    expect(await whatNow(engaged.shop.shopId, await buyer(engaged), days(1), 'en')).toMatchObject({ outcome: 'not', reason: 'no_order' });
  });
});

describe('what waits for a customer', () => {
  type Entered = Awaited<ReturnType<typeof enrolled>>;

  beforeEach(async () => {
    await switchWorkflow(engaged.shop.shopId, 'order_delivered', true, 'merchant', DAY_0);
    await pool().query('UPDATE experiments SET holdout_bp = 0 WHERE shop_id = $1', [engaged.shop.shopId]);
  });

  it('is held by nothing where it will go out, and looking keeps nothing', async () => {
    const { customerId } = await enrolled(engaged);
    const before = await rowsKept();
    expect(await whatHolds(engaged.shop.shopId, customerId, days(1))).toEqual([]);
    expect(await rowsKept()).toEqual(before);
    await when(days(2));
    expect((await customerPage(engaged.shop.shopId, customerId, days(2)))?.willGet).toMatchObject([{ status: 'decided' }]);
  });

  it.each([
    ['is left alone', 'left_alone', 'not', async ({ customerId }: Entered) => {
      await pool().query(`UPDATE customers SET tags = '{VIP}' WHERE shop_id = $1 AND customer_id = $2`, [engaged.shop.shopId, customerId]);
      await pool().query(`INSERT INTO left_alone_tags (shop_id, tag, title) VALUES ($1, 'vip', 'VIP')`, [engaged.shop.shopId]);
    }],
    ['asked for no recommendations', 'wants_none', 'not', ({ customerId }: Entered) => keepQuiet(engaged.shop.shopId, { customerId, visitorId: null }, { setId: null, placement: 'email' }, DAY_0)],
    ['had a renewal fail', 'payment_problem', 'later', async ({ customerId }: Entered) => {
      await upsertSubscriptions(engaged.shop.shopId, [{ customerId, contractId: 1n, status: 'ACTIVE', productIds: [], lastPayment: 'FAILED', updatedAt: DAY_0, triggeredAt: DAY_0 }]);
    }],
    ['asked to send it back', 'return_open', 'later', async ({ order: { orderId } }: Entered) => {
      await prisma().return.create({ data: { shopId: engaged.shop.shopId, returnId: orderId, orderId, status: 'requested', requestedAt: DAY_0 } });
    }],
    ['was mailed this week', 'capped', 'later', ({ customerId }: Entered) => shopsOwnEmail(engaged, customerId, hours(12))],
    ['can be offered nothing', 'nothing_to_offer', 'not', async () => {
      for (const product of [engaged.card, engaged.slowCard, engaged.bag]) await sellOut(engaged, product);
    }],
  ] as const)('of one who %s, is said beforehand what becomes of it when it falls due', async (_who, reason, outcome, happens) => {
    const entered = await enrolled(engaged);
    await happens(entered);
    const [held, ...others] = await whatHolds(engaged.shop.shopId, entered.customerId, days(1));
    expect(others).toEqual([]);
    expect(held).toMatchObject({ reason, outcome, sentence: expect.stringMatching(/^\w.{20,}/) });
    const { willGet } = (await customerPage(engaged.shop.shopId, entered.customerId, days(1)))!;
    expect(willGet.map(({ stepId }) => stepId)).toEqual([held?.stepId]);
    await when(days(2));
    const after = (await customerPage(engaged.shop.shopId, entered.customerId, days(2)))!;
    expect(outcome === 'later' ? after.willGet : after.notSent).toMatchObject([{ stepId: held?.stepId, reason }]);
  });
});

describe('the list of workflows', () => {
  it('holds one for every trigger, off until it is switched on', async () => {
    expect(await workflowsPage(engaged.shop.shopId)).toMatchObject([
      { trigger: 'cart_abandoned', status: 'off', waitHours: 4, workflowId: null, entered: 0 },
      { trigger: 'order_placed', status: 'off', waitHours: 24 },
      { trigger: 'order_delivered', status: 'off', waitHours: 48 },
    ]);
    await switchWorkflow(engaged.shop.shopId, 'order_placed', true, 'merchant', DAY_0);
    expect((await workflowsPage(engaged.shop.shopId))[1]).toMatchObject({ status: 'on', workflowId: expect.any(String) });
  });
});
