// The app on one side, the sandbox's store and Klaviyo account on the other: what is sent, what is not and why.
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { now } from '#app/adapters/clock/clock.ts';
import { klaviyoConnection } from '#app/db/klaviyo-connections.ts';
import { pool } from '#app/db/pool.ts';
import { stepReady } from '#app/contract/klaviyo/step-ready.ts';
import { checkKlaviyo } from '#app/pipeline/publish/klaviyo/check-klaviyo.ts';
import { connectKlaviyo } from '#app/pipeline/publish/klaviyo/connect-klaviyo.ts';
import { disconnectKlaviyo } from '#app/pipeline/publish/klaviyo/disconnect-klaviyo.ts';
import { sendStep } from '#app/pipeline/deliver/send-step.ts';
import { KLAVIYO_KEY } from '#sandbox/credentials.ts';
import { type ConnectedShop, connectShop } from '#test/support/connected-shop.ts';
import { buildCameraSet, buildDecidedStep, stepRow } from '#test/support/deliverable-step.ts';
import { CARD, CUSTOMERS } from '#test/support/small-store.ts';

const CUSTOMER = CUSTOMERS[1];
const LATER_MS = 10 * 60_000;

let shop: ConnectedShop;
let shopId: bigint;
beforeAll(async () => {
  shop = await connectShop();
  // Connecting so often in a minute is what tests do, not people.
  vi.spyOn(klaviyo().limits, 'take').mockReturnValue({ remaining: 100 });
  shopId = (await shop.open()).shop.shopId;
  await shop.work();
  // Nobody owns the card or the bag, and the bag has a cost.
  await pool().query(`UPDATE order_lines SET product_id = NULL, variant_id = NULL WHERE shop_id = $1 AND product_id <> $2`, [shopId, 7_700_000_001n]);
  await pool().query(`UPDATE inventory_items SET unit_cost_minor = 2000 WHERE shop_id = $1 AND unit_cost_minor IS NULL`, [shopId]);
  await buildCameraSet(shopId);
});
afterAll(() => shop.stop());

const klaviyo = () => shop.sandbox.klaviyo;
const inbox = () => klaviyo().messages.all();
const connect = (key: string = KLAVIYO_KEY) => connectKlaviyo(shopId, key, 'person', now());
const stepFor = (customerId: number = CUSTOMER) => buildDecidedStep(shopId, BigInt(customerId), now());

describe('connecting Klaviyo', () => {
  it('refuses a key that is not one, in a sentence, and keeps nothing', async () => {
    await expect(connect('12345')).rejects.toThrow(/begin with pk_/);
    await expect(connect('pk_of_somebody_else')).rejects.toThrow(/Make a new private key/);
    expect(await klaviyoConnection(shopId)).toBeUndefined();
  });

  it('makes one metric, one template and one live flow, mails nobody, makes no profile, and does all of it once', async () => {
    await connect();
    await connect();
    const row = await klaviyoConnection(shopId);
    expect(row).toMatchObject({ status: 'ok', problem: null });
    expect(row?.apiKeySealed).not.toContain(KLAVIYO_KEY);
    expect(klaviyo().flows.all().map(({ id, status }) => [id, status])).toEqual([[row?.flowId, 'live']]);
    expect(klaviyo().templates.all().filter(({ copyInFlow }) => !copyInFlow)).toHaveLength(1);
    expect(klaviyo().metrics.all().filter(({ name }) => name === 'Setwise Step Ready')).toHaveLength(1);
    expect(inbox()).toEqual([]);
    expect(klaviyo().profiles.madeByApi()).toEqual([]);
  });

  it('sees a flow that was paused or deleted by hand, and mends it when connected again', async () => {
    const flowId = (await klaviyoConnection(shopId))?.flowId as string;
    klaviyo().flows.remove(flowId);
    expect(await checkKlaviyo(shopId, now())).toMatch(/was deleted in Klaviyo.*Connect again/);
    expect(await klaviyoConnection(shopId)).toMatchObject({ status: 'broken', problem: expect.stringContaining('deleted') });
    await connect();
    expect(await checkKlaviyo(shopId, now())).toBeNull();
    const flow = klaviyo().flows.all()[0];
    if (flow) klaviyo().flows.save({ ...flow, status: 'draft' });
    expect(await checkKlaviyo(shopId, now())).toMatch(/not live/);
    await connect();
    expect(await klaviyoConnection(shopId)).toMatchObject({ status: 'ok' });
  });
});

describe('sending a step', () => {
  beforeEach(async () => {
    await connect();
    shop.sandbox.store.setEmailConsent(CUSTOMER, 'SUBSCRIBED');
    klaviyo().changeKey({ revoked: false });
    for (const message of inbox()) klaviyo().messages.remove(message.id);
  });

  it('is one email in the language of the recipient, with products, reasons and a code that works', async () => {
    const stepId = await stepFor();
    await sendStep(shopId, stepId, now());
    const [message] = inbox();
    expect(inbox()).toHaveLength(1);
    expect(message).toMatchObject({ state: 'sent', to: `c${CUSTOMER}@example.com`, subject: 'Fast Card: passend zu Aurel One', stepId });
    expect(message?.text).toContain('In 214 Bestellungen zusammen gekauft');
    expect(message?.text.replaceAll('\u00a0', ' ')).toContain('44,91 € (statt 49,90 €)');
    expect(message?.html).toContain('Abmelden');
    const row = await stepRow(shopId, stepId);
    expect(row).toMatchObject({ status: 'sent', touches: 1 });
    const { code } = stepReady.parse(row.message);
    expect([...shop.sandbox.store.codeDiscounts.values()].find((one) => one.code === code)).toMatchObject({ percentage: 0.1, usageLimit: 1, productIds: [CARD.product] });
    expect(klaviyo().profiles.madeByApi()).toEqual([]);
  });

  it('sends once, also when the same step is worked on again after a crash before its result was kept', async () => {
    const stepId = await stepFor();
    await sendStep(shopId, stepId, now());
    await sendStep(shopId, stepId, now());
    await pool().query(`UPDATE steps SET status = 'decided' WHERE shop_id = $1 AND step_id = $2`, [shopId, stepId]);
    const codes = shop.sandbox.store.codeDiscounts.size;
    await sendStep(shopId, stepId, now());
    expect(inbox()).toHaveLength(1);
    expect(shop.sandbox.store.codeDiscounts.size).toBe(codes);
  });

  it('offers the substitute when a product sold out after the decision', async () => {
    await pool().query(`UPDATE inventory_levels SET available = 0 WHERE shop_id = $1 AND inventory_item_id = $2`, [shopId, BigInt(CARD.item)]);
    await sendStep(shopId, await stepFor(), now());
    expect(inbox()[0]?.text).toContain('Day Bag');
    expect(inbox()[0]?.text).not.toContain('Fast Card');
    await pool().query(`UPDATE inventory_levels SET available = 40 WHERE shop_id = $1 AND inventory_item_id = $2`, [shopId, BigInt(CARD.item)]);
  });

  it('asks for consent in the moment it sends: withdrawn since the decision, nothing goes out', async () => {
    const stepId = await stepFor();
    shop.sandbox.store.setEmailConsent(CUSTOMER, 'UNSUBSCRIBED');
    await sendStep(shopId, stepId, now());
    expect(await stepRow(shopId, stepId)).toMatchObject({ status: 'refused', reason: 'no_consent', touches: 0 });
    expect(inbox()).toEqual([]);
  });

  it('writes to no address that bounced', async () => {
    const stepId = await stepFor(CUSTOMERS[0]);
    shop.sandbox.store.setEmailConsent(CUSTOMERS[0], 'SUBSCRIBED');
    const profile = klaviyo().profiles.byEmail(`c${CUSTOMERS[0]}@example.com`);
    if (profile) klaviyo().profiles.suppress(profile, 'HARD_BOUNCE');
    await sendStep(shopId, stepId, now());
    expect(await stepRow(shopId, stepId)).toMatchObject({ status: 'refused', reason: 'unreachable' });
  });

  it('comes again later when Klaviyo is down or throttles, and sends then', async () => {
    const stepId = await stepFor();
    klaviyo().weather.down = 1;
    await expect(sendStep(shopId, stepId, now())).rejects.toMatchObject({ code: 'try_later' });
    klaviyo().weather.throttle = 1;
    await expect(sendStep(shopId, stepId, now())).rejects.toMatchObject({ code: 'try_later' });
    expect((await stepRow(shopId, stepId)).status).toBe('decided');
    await sendStep(shopId, stepId, now());
    expect(inbox()).toHaveLength(1);
  });

  it('fails with what to do when the key is revoked, and goes out once a key is there again', async () => {
    const stepId = await stepFor();
    klaviyo().changeKey({ revoked: true });
    await sendStep(shopId, stepId, now());
    expect(await stepRow(shopId, stepId)).toMatchObject({ status: 'failed', reason: expect.stringContaining('Make a new private key') });
    expect(await klaviyoConnection(shopId)).toMatchObject({ status: 'broken', problem: expect.stringContaining('Make a new private key') });
    klaviyo().changeKey({ revoked: false });
    await connect();
    await shop.work();
    expect((await stepRow(shopId, stepId)).status).toBe('sent');
  });

  it('sends what a paused flow held up, once the flow is seen to be live again', async () => {
    const stepId = await stepFor();
    const [flow] = klaviyo().flows.all();
    if (!flow) throw new Error('there is no flow');
    klaviyo().flows.save({ ...flow, status: 'draft' });
    await checkKlaviyo(shopId, now());
    await sendStep(shopId, stepId, now());
    expect(await stepRow(shopId, stepId)).toMatchObject({ status: 'failed', reason: expect.stringContaining('not live') });
    klaviyo().flows.save({ ...flow, status: 'live' });
    expect(await checkKlaviyo(shopId, now())).toBeNull();
    await shop.work();
    expect((await stepRow(shopId, stepId)).status).toBe('sent');
  });

  it('sends nothing into a flow that is gone', async () => {
    const stepId = await stepFor();
    for (const { id } of klaviyo().flows.all()) klaviyo().flows.remove(id);
    await sendStep(shopId, stepId, new Date(now().getTime() + LATER_MS));
    expect(await stepRow(shopId, stepId)).toMatchObject({ status: 'failed', reason: expect.stringContaining('deleted in Klaviyo') });
  });
});

describe('disconnecting Klaviyo', () => {
  it('takes flow and template away and forgets the key', async () => {
    await connect();
    expect(await disconnectKlaviyo(shopId, 'person', now())).toEqual({ left: [] });
    expect(klaviyo().flows.all()).toEqual([]);
    expect(await klaviyoConnection(shopId)).toBeUndefined();
  });

  it('says what it could not take away with a key that no longer works', async () => {
    await connect();
    klaviyo().changeKey({ revoked: true });
    expect(await disconnectKlaviyo(shopId, 'person', now())).toEqual({ left: ['flow', 'template'] });
    klaviyo().changeKey({ revoked: false });
  });
});
