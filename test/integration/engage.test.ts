import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { pool } from '#app/db/pool.ts';
import { prisma } from '#app/db/prisma.ts';
import { startDueStepLoop } from '#app/pipeline/engage/due-step-loop.ts';
import { enroll } from '#app/pipeline/engage/enroll.ts';
import { runDueSteps } from '#app/pipeline/engage/run-due-steps.ts';
import { stopEnrollments } from '#app/pipeline/engage/stop-enrollments.ts';
import { setWorkflowWait, switchWorkflow } from '#app/pipeline/engage/switch-workflow.ts';
import { buildOrder, buildRefund } from '#prisma/seed/builders.ts';
import { type TestDatabase, testDatabase } from '#test/support/database.ts';
import { awaitingSend, buyer, DAY_0, days, deliveredOrder, type EngagedShop, engagedShop, enrolled, hours, sellOut, shopsOwnEmail, stepsOf, when } from '#test/support/engaged-shop.ts';

let db: TestDatabase;
beforeAll(async () => { db = await testDatabase(); });
afterAll(() => db.drop());

let engaged: EngagedShop;
beforeEach(async () => {
  // Due work is handled across shops: those of the tests before have left.
  await pool().query('UPDATE shops SET uninstalled_at = installed_at');
  engaged = await engagedShop();
});

const only = async (customerId: bigint) => {
  const steps = await stepsOf(engaged, customerId);
  expect(steps).toHaveLength(1);
  return steps[0] as (typeof steps)[number];
};
const exposures = async () => (await pool().query('SELECT subject_key, arm, times FROM exposures WHERE shop_id = $1', [engaged.shop.shopId])).rows;

describe('a customer whose order was delivered', () => {
  it('waits two days, then a step is decided and awaits sending', async () => {
    const { customerId } = await enrolled(engaged);
    expect(await only(customerId)).toMatchObject({ status: 'waiting', dueAt: days(2) });
    expect(await when(hours(47))).toBe(0);

    expect(await when(days(2))).toBe(1);
    const step = await only(customerId);
    expect(step).toMatchObject({
      status: 'decided',
      message: {
        trigger: 'order_delivered', setId: engaged.setId, locale: 'de', currency: 'EUR', anchor: { title: 'Aurel M5' },
        items: [{ title: 'Fast Card 128', priceMinor: 8_000, offerPriceMinor: 7_200, support: 214, substitute: false }, { title: 'Trail Bag' }],
      },
    });
    expect(await awaitingSend(engaged)).toEqual([step.stepId]);
    expect((await pool().query('SELECT placement, customer_id FROM decisions WHERE shop_id = $1 AND decision_id = $2', [engaged.shop.shopId, step.decisionId])).rows).toEqual([{ placement: 'email', customer_id: customerId }]);
    expect(await when(days(3))).toBe(0);
  });

  it('is offered the substitute of what sold out while they waited', async () => {
    const { customerId } = await enrolled(engaged);
    await sellOut(engaged, engaged.card);
    await when(days(2));
    expect((await only(customerId)).message?.items[0]).toMatchObject({ title: 'Card 64', substitute: true });
  });

  it('is not offered what they bought meanwhile', async () => {
    const { customerId } = await enrolled(engaged);
    await buildOrder(engaged.shop.shopId, { customerId, orderedAt: days(1), lines: [{ product: engaged.bag }] });
    await when(days(2));
    expect((await only(customerId)).message?.items.map(({ title }) => title)).toEqual(['Fast Card 128']);
  });

  it('hears nothing once they have bought all of it', async () => {
    const { customerId } = await enrolled(engaged);
    await buildOrder(engaged.shop.shopId, { customerId, orderedAt: days(1), lines: [{ product: engaged.bag }, { product: engaged.card }, { product: engaged.slowCard }] });
    await when(days(2));
    expect(await only(customerId)).toMatchObject({ status: 'refused', reason: 'already_bought' });
  });

  it('hears nothing where nothing can be offered', async () => {
    const { customerId } = await enrolled(engaged);
    for (const product of [engaged.card, engaged.slowCard, engaged.bag]) await sellOut(engaged, product);
    await when(days(2));
    expect(await only(customerId)).toMatchObject({ status: 'refused', reason: 'nothing_to_offer' });
    expect(await exposures()).toEqual([]);
  });

  it('hears nothing once the camera was sent back, told or not', async () => {
    const told = await enrolled(engaged);
    const untold = await enrolled(engaged);
    for (const { order } of [told, untold]) await buildRefund(engaged.shop.shopId, order, { refundedAt: days(1) });
    await stopEnrollments(engaged.shop.shopId, { customerId: told.customerId, why: 'returned', orderId: told.order.orderId });
    expect(await only(told.customerId)).toMatchObject({ status: 'cancelled', reason: 'anchor_returned' });

    await when(days(2));
    expect(await only(untold.customerId)).toMatchObject({ status: 'cancelled', reason: 'anchor_returned' });
    expect(await awaitingSend(engaged)).toEqual([]);
  });

  it.each([['never asked', null], ['pending', 'PENDING'], ['said no', 'UNSUBSCRIBED']])('hears nothing without consent: %s', async (_, consent) => {
    const { customerId } = await enrolled(engaged, { consent });
    await when(days(2));
    expect(await only(customerId)).toMatchObject({ status: 'refused', reason: 'no_consent', message: null });
    expect(await exposures()).toEqual([]);
  });

  it('who was mailed this week is moved to when the week is over, twice at most', async () => {
    const { customerId } = await enrolled(engaged);
    await shopsOwnEmail(engaged, customerId, days(1));
    await when(days(2));
    expect(await only(customerId)).toMatchObject({ status: 'waiting', reason: 'capped', dueAt: days(8) });

    await shopsOwnEmail(engaged, customerId, days(7));
    await when(days(8));
    expect(await only(customerId)).toMatchObject({ status: 'waiting', reason: 'capped', dueAt: days(14) });

    await shopsOwnEmail(engaged, customerId, days(13));
    await when(days(14));
    expect(await only(customerId)).toMatchObject({ status: 'refused', reason: 'capped' });
  });

  it('who was mailed this week is written to when the week is over', async () => {
    const { customerId } = await enrolled(engaged);
    await shopsOwnEmail(engaged, customerId, days(1));
    await when(days(2));
    await when(days(8));
    expect(await only(customerId)).toMatchObject({ status: 'decided', reason: null });
  });

  it('is not woken at night', async () => {
    const { customerId } = await enrolled(engaged);
    await when(hours(48 + 10));
    expect(await only(customerId)).toMatchObject({ status: 'waiting', reason: 'quiet_hours', dueAt: new Date('2026-06-04T06:00:00.000Z') });
    await when(new Date('2026-06-04T06:00:00.000Z'));
    expect(await only(customerId)).toMatchObject({ status: 'decided' });
  });

  it('in the holdout gets nothing, and is counted where the others are', async () => {
    const exposed = await enrolled(engaged);
    await when(days(2));
    await pool().query('UPDATE experiments SET holdout_bp = 10000 WHERE shop_id = $1', [engaged.shop.shopId]);
    const heldOut = await enrolled(engaged);
    const without = await enrolled(engaged, { consent: null });
    await when(days(2));
    expect(await only(heldOut.customerId)).toMatchObject({ status: 'holdout', reason: 'holdout', message: null });
    expect(await only(without.customerId)).toMatchObject({ status: 'refused' });
    expect(await exposures()).toEqual([
      { subject_key: `c:${exposed.customerId}`, arm: 'exposed', times: 1 },
      { subject_key: `c:${heldOut.customerId}`, arm: 'holdout', times: 1 },
    ]);
    expect(await awaitingSend(engaged)).toHaveLength(1);
  });

  it('stays in the arm they were given first, whatever share is held out later', async () => {
    const { customerId } = await enrolled(engaged);
    await when(days(2));
    await pool().query(`UPDATE steps SET status = 'sent' WHERE shop_id = $1`, [engaged.shop.shopId]);
    await pool().query('UPDATE experiments SET holdout_bp = 10000 WHERE shop_id = $1', [engaged.shop.shopId]);
    const { orderId } = await deliveredOrder(engaged, customerId);
    await enroll(engaged.shop.shopId, { trigger: 'order_delivered', orderId: String(orderId) }, days(8));
    await when(days(10));
    expect((await stepsOf(engaged, customerId)).map(({ status }) => status).sort()).toEqual(['decided', 'sent']);
    expect(await exposures()).toEqual([{ subject_key: `c:${customerId}`, arm: 'exposed', times: 2 }]);
  });

  it('who has just been shown an offer in the store, as the visitor they are, is written to a day later', async () => {
    const { customerId } = await enrolled(engaged);
    const visitorId = randomUUID();
    await prisma().subjectLink.create({ data: { shopId: engaged.shop.shopId, visitorId, customerId, linkedAt: DAY_0 } });
    await prisma().touch.create({ data: { shopId: engaged.shop.shopId, touchId: randomUUID(), subjectKey: `v:${visitorId}`, channel: 'on_site', touchedAt: hours(46), source: 'placement:cart_page' } });
    await when(days(2));
    expect(await only(customerId)).toMatchObject({ status: 'waiting', reason: 'capped', dueAt: hours(70) });
  });

  it('hears nothing of a workflow that was switched off, until it is on again', async () => {
    const [early, late] = [await enrolled(engaged), await enrolled(engaged)];
    await pool().query('UPDATE steps SET due_at = $3 WHERE shop_id = $1 AND customer_id = $2', [engaged.shop.shopId, late.customerId, days(3)]);
    await switchWorkflow(engaged.shop.shopId, 'order_delivered', false, 'merchant', days(1));
    await when(days(2));
    await switchWorkflow(engaged.shop.shopId, 'order_delivered', true, 'merchant', days(2));
    await when(days(3));
    expect(await only(early.customerId)).toMatchObject({ status: 'cancelled', reason: 'workflow_off' });
    expect(await only(late.customerId)).toMatchObject({ status: 'decided' });
  });

  it('of a shop that left hears nothing', async () => {
    const { customerId } = await enrolled(engaged);
    await prisma().shop.update({ where: { shopId: engaged.shop.shopId }, data: { uninstalledAt: days(1) } });
    expect(await when(days(2))).toBe(0);
    expect(await only(customerId)).toMatchObject({ status: 'waiting' });
  });
});

describe('a trigger', () => {
  it('told twice enrolls once', async () => {
    const { customerId, order } = await enrolled(engaged);
    const again = await Promise.all([1, 2].map(() => enroll(engaged.shop.shopId, { trigger: 'order_delivered', orderId: String(order.orderId) }, days(1))));
    expect(again).toEqual([{ kind: 'known' }, { kind: 'known' }]);
    expect(await only(customerId)).toMatchObject({ dueAt: days(2) });
  });

  it('enrolls nobody in a workflow that is off, nor guests, nor before anything has arrived', async () => {
    const { shop, camera } = engaged;
    const customerId = await buyer(engaged);
    const order = await deliveredOrder(engaged, customerId);
    const guest = await deliveredOrder(engaged, null);
    const onItsWay = await buildOrder(shop.shopId, { customerId, orderedAt: DAY_0, lines: [{ product: camera }] });
    expect(await enroll(shop.shopId, { trigger: 'order_placed', orderId: String(order.orderId) }, DAY_0)).toEqual({ kind: 'stayed_out', reason: 'workflow_off' });
    expect(await enroll(shop.shopId, { trigger: 'order_delivered', orderId: String(guest.orderId) }, DAY_0)).toEqual({ kind: 'stayed_out', reason: 'no_customer' });
    expect(await enroll(shop.shopId, { trigger: 'order_delivered', orderId: String(onItsWay.orderId) }, DAY_0)).toEqual({ kind: 'stayed_out', reason: 'not_delivered' });
    expect(await enroll(shop.shopId, { trigger: 'order_delivered', orderId: '1' }, DAY_0)).toEqual({ kind: 'stayed_out', reason: 'not_found' });
    expect(await stepsOf(engaged, customerId)).toEqual([]);
  });

  it('waits as long as the merchant says, for who enters from then on', async () => {
    await setWorkflowWait(engaged.shop.shopId, 'order_delivered', 72, 'merchant', DAY_0);
    const { customerId } = await enrolled(engaged);
    expect(await only(customerId)).toMatchObject({ dueAt: days(3) });
    await expect(setWorkflowWait(engaged.shop.shopId, 'order_delivered', 0, 'merchant', DAY_0)).rejects.toThrow(/from 1 to 720/);
    const { rows } = await pool().query(`SELECT event, detail->>'after' AS after FROM changes WHERE shop_id = $1 ORDER BY changed_at, event`, [engaged.shop.shopId]);
    expect(rows).toEqual([{ event: 'workflow_switched_on', after: null }, { event: 'workflow_wait_changed', after: '72' }]);
  });
});

describe('an abandoned cart', () => {
  const cart = async (customerId: bigint, updatedAt: Date) => {
    const { shop, camera } = engaged;
    const checkoutToken = `token-${customerId}`;
    const row = { productIds: [camera.productId], customerId, updatedAt };
    await prisma().checkout.upsert({ where: { shopId_checkoutToken: { shopId: shop.shopId, checkoutToken } }, create: { shopId: shop.shopId, checkoutToken, ...row }, update: row });
    return enroll(shop.shopId, { trigger: 'cart_abandoned', checkoutToken }, updatedAt);
  };
  beforeEach(async () => {
    engaged = await engagedShop('cart_abandoned');
  });

  it('is written about four hours after it was last touched', async () => {
    const customerId = await buyer(engaged);
    expect(await cart(customerId, DAY_0)).toEqual({ kind: 'entered' });
    expect(await cart(customerId, hours(2))).toEqual({ kind: 'restarted' });
    expect(await when(hours(4))).toBe(0);
    await when(hours(6));
    expect(await only(customerId)).toMatchObject({ status: 'decided', message: { trigger: 'cart_abandoned' } });
  });

  it('is let go when it was bought after all, told or not', async () => {
    const [told, untold] = [await buyer(engaged), await buyer(engaged)];
    for (const customerId of [told, untold]) {
      await cart(customerId, DAY_0);
      const { orderId } = await buildOrder(engaged.shop.shopId, { customerId, orderedAt: hours(1), lines: [{ product: engaged.camera }] });
      if (customerId === told) await stopEnrollments(engaged.shop.shopId, { customerId, why: 'bought', orderId });
    }
    expect(await only(told)).toMatchObject({ status: 'cancelled', reason: 'already_bought' });
    await when(hours(4));
    expect(await only(untold)).toMatchObject({ status: 'cancelled', reason: 'already_bought' });
  });
});

describe('due work', () => {
  it('is handled once, however many workers look for it', async () => {
    const customers = await Promise.all(Array.from({ length: 8 }, () => enrolled(engaged)));
    const handled = await Promise.all([runDueSteps(days(2)), runDueSteps(days(2)), runDueSteps(days(2))]);
    expect(handled.reduce((sum, count) => sum + count, 0)).toBe(8);
    for (const { customerId } of customers) expect(await only(customerId)).toMatchObject({ status: 'decided' });
    expect(await awaitingSend(engaged)).toHaveLength(8);
  });

  it('writes to one customer once, when two workflows are due at the same moment', async () => {
    const { shop } = engaged;
    await switchWorkflow(shop.shopId, 'order_placed', true, 'merchant', DAY_0);
    await setWorkflowWait(shop.shopId, 'order_placed', 48, 'merchant', DAY_0);
    await pool().query('UPDATE experiments SET holdout_bp = 0 WHERE shop_id = $1', [shop.shopId]);
    const { customerId, order } = await enrolled(engaged);
    await enroll(shop.shopId, { trigger: 'order_placed', orderId: String(order.orderId) }, DAY_0);
    await Promise.all([runDueSteps(days(2)), runDueSteps(days(2))]);
    await runDueSteps(days(2));
    expect((await stepsOf(engaged, customerId)).map(({ status, reason }) => [status, reason])).toEqual([['decided', null], ['waiting', 'capped']]);
  });

  it('is found by the worker by itself, which stops when told to', async () => {
    const { customerId } = await enrolled(engaged);
    const stopping = new AbortController();
    const loop = startDueStepLoop(stopping.signal);
    // By the machine's clock it may be night in Berlin: handled is then moved.
    await vi.waitFor(async () => expect(await only(customerId)).not.toMatchObject({ status: 'waiting', reason: null }), { timeout: 20_000 });
    stopping.abort();
    await loop;
  });
});
