// Klaviyo takes events for a flow that does not send, and says nothing. How often it is looked at, and what becomes of the
// steps that went out between two looks: nobody is mailed twice, and the merchant reads which may not have gone.
import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { now } from '#app/adapters/clock/clock.ts';
import { stepReady } from '#app/contract/klaviyo/step-ready.ts';
import { listChanges } from '#app/db/changes.ts';
import { messageEventsOf } from '#app/db/message-events.ts';
import { pool } from '#app/db/pool.ts';
import { sendStep } from '#app/pipeline/deliver/send-step.ts';
import { checkKlaviyo } from '#app/pipeline/publish/klaviyo/check-klaviyo.ts';
import { customerPage } from '#app/read/customer.ts';
import { tell } from '#sandbox/klaviyo/flow-run.ts';
import { breakKlaviyo } from '#sandbox/klaviyo/levers.ts';
import { stepRow } from '#test/support/deliverable-step.ts';
import { CUSTOMER, type KlaviyoShop, klaviyoShop, LATER_MS } from '#test/support/klaviyo-shop.ts';
import { CUSTOMERS } from '#test/support/small-store.ts';

const [OTHER] = CUSTOMERS;

let shop: KlaviyoShop;
let shopId: bigint;
beforeAll(async () => {
  shop = await klaviyoShop();
  ({ shopId } = shop);
});
afterAll(() => shop.stop());

const later = () => new Date(now().getTime() + LATER_MS);

beforeEach(async () => {
  // Each test is about its own steps.
  await pool().query(`UPDATE steps SET status = 'cancelled' WHERE shop_id = $1`, [shopId]);
  await pool().query(`DELETE FROM changes WHERE shop_id = $1`, [shopId]);
  breakKlaviyo({ how: 'mend it' }, shop.klaviyo);
  await shop.connect();
  for (const customer of CUSTOMERS) shop.sandbox.store.setEmailConsent(customer, 'SUBSCRIBED');
  for (const { id } of shop.inbox()) shop.klaviyo.messages.remove(id);
});

const looks = () => vi.mocked(shop.klaviyo.limits.take).mock.calls.filter(([operation]) => operation === 'get_flow').length;
const doubt = /deleted in Klaviyo/;

it('steps that go out together cost one look, also while nothing gets through', async () => {
  const steps = await Promise.all(CUSTOMERS.map((customer) => shop.stepFor(customer)));
  const before = looks();
  await Promise.all(steps.slice(1).map((stepId) => sendStep(shopId, stepId, later())));
  await sendStep(shopId, steps[0] as string, later());
  expect(looks() - before).toBe(1);
  breakKlaviyo({ how: 'delete the flow' }, shop.klaviyo);
  const more = await Promise.all(CUSTOMERS.map((customer) => shop.stepFor(customer)));
  const after = looks();
  await Promise.all(more.map((stepId) => sendStep(shopId, stepId, new Date(later().getTime() + LATER_MS))));
  expect(looks() - after).toBe(1);
  for (const stepId of more) expect((await stepRow(shopId, stepId)).status).toBe('failed');
});

it('a look follows what went out, on its own', async () => {
  await sendStep(shopId, await shop.stepFor(), later());
  const { rows } = await pool().query(`SELECT run_at > now() + interval '5 minutes' AS "afterArrival" FROM graphile_worker.jobs WHERE key = $1`, [`check-klaviyo:${shopId}`]);
  expect(rows).toEqual([{ afterArrival: true }]);
});

it('what was handed to a flow deleted meanwhile may not have gone, says why, and is never sent again; what arrived before has', async () => {
  const [arrived, lost] = [await shop.stepFor(), await shop.stepFor(OTHER)];
  await sendStep(shopId, arrived, now());
  breakKlaviyo({ how: 'delete the flow' }, shop.klaviyo);
  await sendStep(shopId, lost, now());
  expect(await stepRow(shopId, lost)).toMatchObject({ status: 'sent', reason: null });
  await checkKlaviyo(shopId, now());
  expect(await stepRow(shopId, arrived)).toMatchObject({ status: 'sent', reason: null });
  expect([...(await messageEventsOf(shopId, arrived)).keys()]).toEqual(['received']);
  expect(await stepRow(shopId, lost)).toMatchObject({ status: 'sent', reason: expect.stringMatching(doubt), touches: 1 });
  expect((await customerPage(shopId, BigInt(OTHER), new Date()))?.got).toContainEqual(expect.objectContaining({ stepId: lost, sentence: expect.stringMatching(doubt) }));
  expect((await listChanges(shopId, { limit: 9, events: ['emails_doubted'] })).map(({ detail }) => detail)).toEqual([{ count: 1, problem: expect.stringMatching(doubt) }]);
  await shop.connect();
  await shop.work();
  expect(shop.inbox().map(({ stepId }) => stepId)).toEqual([arrived]);
  expect((await stepRow(shopId, lost)).reason).toMatch(doubt);
});

it('connecting again finds it out too, before it makes the flow anew', async () => {
  const stepId = await shop.stepFor();
  breakKlaviyo({ how: 'delete the flow' }, shop.klaviyo);
  await sendStep(shopId, stepId, now());
  await shop.connect();
  await shop.work();
  expect(await stepRow(shopId, stepId)).toMatchObject({ status: 'sent', reason: expect.stringMatching(doubt) });
  expect(shop.inbox()).toEqual([]);
});

it('what Klaviyo skipped for an edited email may not have gone; it is not sent again when the email is mended', async () => {
  const stepId = await shop.stepFor();
  breakKlaviyo({ how: 'edit the template' }, shop.klaviyo);
  await sendStep(shopId, stepId, now());
  expect(shop.inbox()).toMatchObject([{ state: 'skipped' }]);
  expect(stepReady.parse((await stepRow(shopId, stepId)).message).step_id).toBe(stepId);
  await checkKlaviyo(shopId, now());
  expect(await stepRow(shopId, stepId)).toMatchObject({ status: 'sent', reason: expect.stringContaining('{{ event.loyalty_points }}') });
  breakKlaviyo({ how: 'mend it' }, shop.klaviyo);
  expect(await checkKlaviyo(shopId, now())).toBeNull();
  await shop.work();
  expect(shop.inbox()).toMatchObject([{ state: 'skipped' }]);
});

it('an email that arrives late is no longer doubted', async () => {
  const stepId = await shop.stepFor();
  const [flow] = shop.klaviyo.flows.all();
  const profile = shop.klaviyo.profiles.byEmail(`c${CUSTOMER}@example.com`);
  if (!flow || !profile) throw new Error('there is no flow, or nobody');
  breakKlaviyo({ how: 'pause the flow' }, shop.klaviyo);
  await sendStep(shopId, stepId, now());
  await checkKlaviyo(shopId, now());
  expect((await stepRow(shopId, stepId)).reason).toContain('not live');
  tell(shop.klaviyo, 'received', profile, { flowId: 'another', flowMessageId: '', subject: '', to: profile.email });
  await checkKlaviyo(shopId, now());
  expect((await stepRow(shopId, stepId)).reason).toContain('not live');
  tell(shop.klaviyo, 'received', profile, { flowId: flow.id, flowMessageId: '', subject: '', to: profile.email });
  await checkKlaviyo(shopId, now());
  expect(await stepRow(shopId, stepId)).toMatchObject({ status: 'sent', reason: null });
});
