// The app on one side, the sandbox's store and Klaviyo account on the other: what is sent, what is not and why.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { now } from '#app/adapters/clock/clock.ts';
import { klaviyoConnection } from '#app/db/klaviyo-connections.ts';
import { pool } from '#app/db/pool.ts';
import { stepReady } from '#app/contract/klaviyo/step-ready.ts';
import { checkKlaviyo } from '#app/pipeline/publish/klaviyo/check-klaviyo.ts';
import { disconnectKlaviyo } from '#app/pipeline/publish/klaviyo/disconnect-klaviyo.ts';
import { sendStep } from '#app/pipeline/deliver/send-step.ts';
import { KLAVIYO_KEY } from '#sandbox/credentials.ts';
import { stepRow } from '#test/support/deliverable-step.ts';
import { CUSTOMER, type KlaviyoShop, klaviyoShop, LATER_MS } from '#test/support/klaviyo-shop.ts';
import { CARD, CUSTOMERS } from '#test/support/small-store.ts';

let shop: KlaviyoShop;
let shopId: bigint;
beforeAll(async () => {
  shop = await klaviyoShop();
  ({ shopId } = shop);
});
afterAll(() => shop.stop());

describe('connecting Klaviyo', () => {
  it('refuses a key that is not one, in a sentence, and keeps nothing', async () => {
    await expect(shop.connect('12345')).rejects.toThrow(/begin with pk_/);
    await expect(shop.connect('pk_of_somebody_else')).rejects.toThrow(/Make a new private key/);
    expect(await klaviyoConnection(shopId)).toBeUndefined();
  });

  it('makes one metric, one template and one live flow, mails nobody, makes no profile, and does all of it once', async () => {
    await shop.connect();
    await shop.connect();
    const row = await klaviyoConnection(shopId);
    expect(row).toMatchObject({ status: 'ok', problem: null });
    expect(row?.apiKeySealed).not.toContain(KLAVIYO_KEY);
    expect(shop.klaviyo.flows.all().map(({ id, status }) => [id, status])).toEqual([[row?.flowId, 'live']]);
    expect(shop.klaviyo.templates.all().filter(({ copyInFlow }) => !copyInFlow)).toHaveLength(1);
    expect(shop.klaviyo.metrics.all().filter(({ name }) => name === 'Setwise Step Ready')).toHaveLength(1);
    expect(shop.inbox()).toEqual([]);
    expect(shop.klaviyo.profiles.madeByApi()).toEqual([]);
  });

  it('sees a flow that was paused or deleted by hand, and mends it when connected again', async () => {
    const flowId = (await klaviyoConnection(shopId))?.flowId as string;
    shop.klaviyo.flows.remove(flowId);
    expect(await checkKlaviyo(shopId, now())).toMatch(/was deleted in Klaviyo.*Connect again/);
    expect(await klaviyoConnection(shopId)).toMatchObject({ status: 'broken', problem: expect.stringContaining('deleted') });
    await shop.connect();
    expect(await checkKlaviyo(shopId, now())).toBeNull();
    const flow = shop.klaviyo.flows.all()[0];
    if (flow) shop.klaviyo.flows.save({ ...flow, status: 'draft' });
    expect(await checkKlaviyo(shopId, now())).toMatch(/not live/);
    await shop.connect();
    expect(await klaviyoConnection(shopId)).toMatchObject({ status: 'ok' });
  });
});

describe('sending a step', () => {
  beforeEach(async () => {
    await shop.connect();
    shop.sandbox.store.setEmailConsent(CUSTOMER, 'SUBSCRIBED');
    shop.klaviyo.changeKey({ revoked: false });
    for (const message of shop.inbox()) shop.klaviyo.messages.remove(message.id);
  });

  it('is one email in the language of the recipient, with products, reasons and a code that works', async () => {
    const stepId = await shop.stepFor();
    await sendStep(shopId, stepId, now());
    const [message] = shop.inbox();
    expect(shop.inbox()).toHaveLength(1);
    expect(message).toMatchObject({ state: 'sent', to: `c${CUSTOMER}@example.com`, subject: 'Fast Card: passend zu Aurel One', stepId });
    expect(message?.text).toContain('In 214 Bestellungen zusammen gekauft');
    expect(message?.text.replaceAll('\u00a0', ' ')).toContain('44,91 € (statt 49,90 €)');
    expect(message?.html).toContain('Abmelden');
    const row = await stepRow(shopId, stepId);
    expect(row).toMatchObject({ status: 'sent', touches: 1 });
    const { code } = stepReady.parse(row.message);
    expect([...shop.sandbox.store.codeDiscounts.values()].find((one) => one.code === code)).toMatchObject({ percentage: 0.1, usageLimit: 1, productIds: [CARD.product] });
    expect(shop.klaviyo.profiles.madeByApi()).toEqual([]);
  });

  it('sends once, also when the same step is worked on again after a crash before its result was kept', async () => {
    const stepId = await shop.stepFor();
    await sendStep(shopId, stepId, now());
    await sendStep(shopId, stepId, now());
    await pool().query(`UPDATE steps SET status = 'decided' WHERE shop_id = $1 AND step_id = $2`, [shopId, stepId]);
    const codes = shop.sandbox.store.codeDiscounts.size;
    await sendStep(shopId, stepId, now());
    expect(shop.inbox()).toHaveLength(1);
    expect(shop.sandbox.store.codeDiscounts.size).toBe(codes);
  });

  it('offers the substitute when a product sold out after the decision', async () => {
    await pool().query(`UPDATE inventory_levels SET available = 0 WHERE shop_id = $1 AND inventory_item_id = $2`, [shopId, BigInt(CARD.item)]);
    await sendStep(shopId, await shop.stepFor(), now());
    expect(shop.inbox()[0]?.text).toContain('Day Bag');
    expect(shop.inbox()[0]?.text).not.toContain('Fast Card');
    await pool().query(`UPDATE inventory_levels SET available = 40 WHERE shop_id = $1 AND inventory_item_id = $2`, [shopId, BigInt(CARD.item)]);
  });

  it('asks for consent in the moment it sends: withdrawn since the decision, nothing goes out', async () => {
    const stepId = await shop.stepFor();
    shop.sandbox.store.setEmailConsent(CUSTOMER, 'UNSUBSCRIBED');
    await sendStep(shopId, stepId, now());
    expect(await stepRow(shopId, stepId)).toMatchObject({ status: 'refused', reason: 'no_consent', touches: 0 });
    expect(shop.inbox()).toEqual([]);
  });

  it('writes to no address that bounced', async () => {
    const stepId = await shop.stepFor(CUSTOMERS[0]);
    shop.sandbox.store.setEmailConsent(CUSTOMERS[0], 'SUBSCRIBED');
    const profile = shop.klaviyo.profiles.byEmail(`c${CUSTOMERS[0]}@example.com`);
    if (profile) shop.klaviyo.profiles.suppress(profile, 'HARD_BOUNCE');
    await sendStep(shopId, stepId, now());
    expect(await stepRow(shopId, stepId)).toMatchObject({ status: 'refused', reason: 'unreachable' });
  });

  it('comes again later when Klaviyo is down or throttles, and sends then', async () => {
    const stepId = await shop.stepFor();
    shop.klaviyo.weather.down = 1;
    await expect(sendStep(shopId, stepId, now())).rejects.toMatchObject({ code: 'try_later' });
    shop.klaviyo.weather.throttle = 1;
    await expect(sendStep(shopId, stepId, now())).rejects.toMatchObject({ code: 'try_later' });
    expect((await stepRow(shopId, stepId)).status).toBe('decided');
    await sendStep(shopId, stepId, now());
    expect(shop.inbox()).toHaveLength(1);
  });

  it('fails with what to do when the key is revoked, and goes out once a key is there again', async () => {
    const stepId = await shop.stepFor();
    shop.klaviyo.changeKey({ revoked: true });
    await sendStep(shopId, stepId, now());
    expect(await stepRow(shopId, stepId)).toMatchObject({ status: 'failed', reason: expect.stringContaining('Make a new private key') });
    expect(await klaviyoConnection(shopId)).toMatchObject({ status: 'broken', problem: expect.stringContaining('Make a new private key') });
    shop.klaviyo.changeKey({ revoked: false });
    await shop.connect();
    await shop.work();
    expect((await stepRow(shopId, stepId)).status).toBe('sent');
  });

  it('sends what a paused flow held up, once the flow is seen to be live again', async () => {
    const stepId = await shop.stepFor();
    const [flow] = shop.klaviyo.flows.all();
    if (!flow) throw new Error('there is no flow');
    shop.klaviyo.flows.save({ ...flow, status: 'draft' });
    await checkKlaviyo(shopId, now());
    await sendStep(shopId, stepId, now());
    expect(await stepRow(shopId, stepId)).toMatchObject({ status: 'failed', reason: expect.stringContaining('not live') });
    shop.klaviyo.flows.save({ ...flow, status: 'live' });
    expect(await checkKlaviyo(shopId, now())).toBeNull();
    await shop.work();
    expect((await stepRow(shopId, stepId)).status).toBe('sent');
  });

  it('sends nothing into a flow that is gone', async () => {
    const stepId = await shop.stepFor();
    for (const { id } of shop.klaviyo.flows.all()) shop.klaviyo.flows.remove(id);
    await sendStep(shopId, stepId, new Date(now().getTime() + LATER_MS));
    expect(await stepRow(shopId, stepId)).toMatchObject({ status: 'failed', reason: expect.stringContaining('deleted in Klaviyo') });
  });
});

describe('disconnecting Klaviyo', () => {
  it('takes flow and template away and forgets the key', async () => {
    await shop.connect();
    expect(await disconnectKlaviyo(shopId, 'person', now())).toEqual({ left: [] });
    expect(shop.klaviyo.flows.all()).toEqual([]);
    expect(await klaviyoConnection(shopId)).toBeUndefined();
  });

  it('says what it could not take away with a key that no longer works', async () => {
    await shop.connect();
    shop.klaviyo.changeKey({ revoked: true });
    expect(await disconnectKlaviyo(shopId, 'person', now())).toEqual({ left: ['flow', 'template'] });
    shop.klaviyo.changeKey({ revoked: false });
  });
});
