// What goes wrong between the decision and the inbox. Each time: the merchant reads a sentence that says what to do, nobody is
// mailed wrongly, and the step is still there with its reason. Tampered links and used codes as they arrive: go.test.ts.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { now } from '#app/adapters/clock/clock.ts';
import { countHeldAbout, forgetPerson } from '#app/db/people.ts';
import { markCodeUsed } from '#app/db/discount-codes.ts';
import { klaviyoConnection } from '#app/db/klaviyo-connections.ts';
import { recordMessageEvent } from '#app/db/message-events.ts';
import { hotRead, pool } from '#app/db/pool.ts';
import { stepReady } from '#app/contract/klaviyo/step-ready.ts';
import { isStepReason, STEP_REASONS } from '#app/domain/workflow/step-reasons.ts';
import { sendStep as sendStepJob } from '#app/jobs/definitions/send-step.ts';
import { enqueue } from '#app/jobs/enqueue.ts';
import { startJobs } from '#app/jobs/runner.ts';
import { sendStep } from '#app/pipeline/deliver/send-step.ts';
import { checkKlaviyo } from '#app/pipeline/publish/klaviyo/check-klaviyo.ts';
import { breakKlaviyo } from '#sandbox/klaviyo/levers.ts';
import { buildDecidedStep, stepRow } from '#test/support/deliverable-step.ts';
import { CUSTOMER, type KlaviyoShop, klaviyoShop, LATER_MS } from '#test/support/klaviyo-shop.ts';
import { CUSTOMERS } from '#test/support/small-store.ts';

let shop: KlaviyoShop;
let shopId: bigint;
beforeAll(async () => {
  shop = await klaviyoShop();
  ({ shopId } = shop);
});
afterAll(() => shop.stop());

/** By then Klaviyo is looked at again. */
const later = () => new Date(now().getTime() + LATER_MS);

/** What the merchant reads beside a step. */
const said = ({ reason }: { reason: string | null }) => (reason !== null && isStepReason(reason) ? STEP_REASONS[reason] : reason);

describe('a step is not sent, and says what to do', () => {
  let all: string[];
  beforeEach(async () => {
    all ??= [...shop.klaviyo.key.scopes];
    shop.klaviyo.changeKey({ revoked: false, scopes: all });
    await shop.connect();
    shop.sandbox.store.setEmailConsent(CUSTOMER, 'SUBSCRIBED');
    for (const { id } of shop.inbox()) shop.klaviyo.messages.remove(id);
  });

  /** What went wrong is mended by connecting again; then the step goes out, once. */
  async function mendAndExpectOneEmail(stepId: string): Promise<void> {
    expect(shop.inbox()).toEqual([]);
    shop.klaviyo.changeKey({ revoked: false, scopes: all });
    await shop.connect();
    await shop.work();
    expect(await stepRow(shopId, stepId)).toMatchObject({ status: 'sent', touches: 1 });
    expect(shop.inbox()).toHaveLength(1);
  }

  it('with a revoked key', async () => {
    const stepId = await shop.stepFor();
    shop.klaviyo.changeKey({ revoked: true });
    await sendStep(shopId, stepId, now());
    expect(await stepRow(shopId, stepId)).toMatchObject({ status: 'failed', reason: expect.stringMatching(/does not accept .*Make a new private key/), touches: 0 });
    await mendAndExpectOneEmail(stepId);
  });

  it.each(['events:write', 'profiles:read', 'flows:read'])('with a key that lacks %s', async (scope) => {
    const stepId = await shop.stepFor();
    shop.klaviyo.changeKey({ scopes: all.filter((one) => one !== scope) });
    await sendStep(shopId, stepId, later());
    expect(await stepRow(shopId, stepId)).toMatchObject({ status: 'failed', reason: expect.stringMatching(/may not do everything.*Make a key with full access/), touches: 0 });
    expect(await klaviyoConnection(shopId)).toMatchObject({ status: 'broken', problem: expect.stringContaining('Make a key with full access') });
    await mendAndExpectOneEmail(stepId);
  });

  it('into a flow that was deleted by hand', async () => {
    const stepId = await shop.stepFor();
    for (const { id } of shop.klaviyo.flows.all()) shop.klaviyo.flows.remove(id);
    await sendStep(shopId, stepId, later());
    expect(await stepRow(shopId, stepId)).toMatchObject({ status: 'failed', reason: expect.stringMatching(/deleted in Klaviyo.*Connect again/), touches: 0 });
    await mendAndExpectOneEmail(stepId);
  });

  it('to a profile that does not exist, and makes none', async () => {
    const stepId = await shop.stepFor();
    const unknown = vi.spyOn(shop.klaviyo.profiles, 'byEmail').mockReturnValue(undefined);
    await sendStep(shopId, stepId, now());
    unknown.mockRestore();
    const row = await stepRow(shopId, stepId);
    expect(row).toMatchObject({ status: 'refused', reason: 'no_profile', touches: 0 });
    expect(said(row)).toMatch(/knows no profile.*Setwise makes none/);
    expect(shop.klaviyo.profiles.madeByApi()).toEqual([]);
    expect(shop.inbox()).toEqual([]);
  });

  it('to an address that bounced', async () => {
    const stepId = await shop.stepFor(CUSTOMERS[0]);
    shop.sandbox.store.setEmailConsent(CUSTOMERS[0], 'SUBSCRIBED');
    const profile = shop.klaviyo.profiles.byEmail(`c${CUSTOMERS[0]}@example.com`);
    if (profile) shop.klaviyo.profiles.suppress(profile, 'HARD_BOUNCE');
    await sendStep(shopId, stepId, now());
    const row = await stepRow(shopId, stepId);
    expect(row).toMatchObject({ status: 'refused', reason: 'unreachable', touches: 0 });
    expect(said(row)).toMatch(/no longer delivers to the address: it bounced/);
    expect(shop.inbox()).toEqual([]);
  });

  it.each([
    ['in its text', 'edit the template', '{{ event.loyalty_points }}', 'event.loyalty_points'],
    ['in a list', 'edit the template', '{% for p in event.others %}{{ p.colour }}{% endfor %}', 'p.colour'],
    ['by a lookup', 'edit the template', "{{ event|lookup:'Loyalty Points' }}", "event|lookup:'Loyalty Points'"],
  ])('by an email that was edited in Klaviyo and asks %s for what the event lacks', async (_where, how, asks, name) => {
    const stepId = await shop.stepFor();
    breakKlaviyo({ how, asks }, shop.klaviyo);
    await sendStep(shopId, stepId, later());
    expect(await stepRow(shopId, stepId)).toMatchObject({ status: 'failed', reason: expect.stringContaining(`asks for {{ ${name} }}, which Setwise does not send`), touches: 0 });
    expect(await klaviyoConnection(shopId)).toMatchObject({ status: 'broken', problem: expect.stringMatching(/Take it out of the email there.*then check again/) });
    expect(shop.inbox()).toEqual([]);
    breakKlaviyo({ how: 'mend it' }, shop.klaviyo);
    expect(await checkKlaviyo(shopId, now())).toBeNull();
    await shop.work();
    expect(await stepRow(shopId, stepId)).toMatchObject({ status: 'sent', reason: null, touches: 1 });
    expect(shop.inbox()).toMatchObject([{ state: 'sent' }]);
  });

  it('by a subject line that asks for what the event lacks, which connecting again does not mend', async () => {
    const stepId = await shop.stepFor();
    const [flow] = shop.klaviyo.flows.all();
    if (!flow) throw new Error('there is no flow');
    const actions = flow.definition.actions.map((action) => (action.type === 'send-email' ? { ...action, data: { ...action.data, message: { ...action.data.message, subject_line: 'Hi {{ event.nick }}' } } } : action));
    shop.klaviyo.flows.save({ ...flow, definition: { ...flow.definition, actions } });
    await sendStep(shopId, stepId, later());
    await expect(shop.connect()).rejects.toMatchObject({ code: 'refused', message: expect.stringContaining('{{ event.nick }}') });
    await shop.work();
    expect(await stepRow(shopId, stepId)).toMatchObject({ status: 'failed', reason: expect.stringContaining('{{ event.nick }}') });
    shop.klaviyo.flows.remove(flow.id);
    await mendAndExpectOneEmail(stepId);
  });

  it('unless the email says what to print in its place', async () => {
    const stepId = await shop.stepFor();
    breakKlaviyo({ how: 'edit the template', asks: "{{ event.loyalty_points|default:'0' }}{% if event.tier %}{{ event.tier }}{% endif %}" }, shop.klaviyo);
    await sendStep(shopId, stepId, later());
    expect(shop.inbox()).toMatchObject([{ state: 'sent' }]);
    expect(await klaviyoConnection(shopId)).toMatchObject({ status: 'ok', problem: null });
  });

  it('into a flow that is live while its email is not', async () => {
    const stepId = await shop.stepFor();
    const [flow] = shop.klaviyo.flows.all();
    if (!flow) throw new Error('there is no flow');
    const actions = flow.definition.actions.map((action) => (action.type === 'send-email' ? { ...action, data: { ...action.data, status: 'draft' as const } } : action));
    shop.klaviyo.flows.save({ ...flow, definition: { ...flow.definition, actions } });
    await sendStep(shopId, stepId, later());
    expect(await stepRow(shopId, stepId)).toMatchObject({ status: 'failed', reason: expect.stringMatching(/The email in the flow .* is not live/) });
    await mendAndExpectOneEmail(stepId);
  });

  it('while one thing after another is wrong: it goes out once the last of them is mended', async () => {
    const stepId = await shop.stepFor();
    breakKlaviyo({ how: 'pause the flow' }, shop.klaviyo);
    await sendStep(shopId, stepId, later());
    expect((await stepRow(shopId, stepId)).reason).toContain('not live');
    breakKlaviyo({ how: 'delete the flow' }, shop.klaviyo);
    await checkKlaviyo(shopId, now());
    expect((await stepRow(shopId, stepId)).reason).toContain('deleted');
    await mendAndExpectOneEmail(stepId);
  });

  it('with a code twice: the second order does not take it over from the first', async () => {
    const stepId = await shop.stepFor();
    await sendStep(shopId, stepId, now());
    const { code } = stepReady.parse((await stepRow(shopId, stepId)).message);
    const usable = [...shop.sandbox.store.codeDiscounts.values()].find((one) => one.code === code);
    expect(usable).toMatchObject({ usageLimit: 1 });
    expect([await markCodeUsed(shopId, code ?? '', 1n, now()), await markCodeUsed(shopId, code ?? '', 2n, now())]).toEqual([true, false]);
    expect((await pool().query('SELECT order_id FROM discount_codes WHERE shop_id = $1 AND code = $2', [shopId, code])).rows).toEqual([{ order_id: 1n }]);
  });

  it('while Klaviyo asks for fewer calls: it waits until the moment it was given, and no try is used up', async () => {
    const stepId = await shop.stepFor();
    await pool().query('DELETE FROM graphile_worker._private_jobs');
    await enqueue({ ...sendStepJob, maxAttempts: 1 }, { shopId: String(shopId), stepId }, { jobKey: `send-step:${stepId}` });
    shop.klaviyo.weather.throttle = 1;
    const jobs = await startJobs(1);
    const waiting = async () => (await pool().query(`SELECT attempts, max_attempts FROM graphile_worker.jobs WHERE key = $1 AND run_at > now() AND locked_at IS NULL`, [`send-step:${stepId}`])).rows;
    await expect.poll(waiting, { timeout: 20_000 }).toEqual([{ attempts: 0, max_attempts: 1 }]);
    await jobs.stop();
    expect((await stepRow(shopId, stepId)).status).toBe('decided');
    await shop.work();
    expect((await stepRow(shopId, stepId)).status).toBe('sent');
    expect(shop.inbox()).toHaveLength(1);
  });
});

it('a customer who asks is told of their messages and checkouts too, and nothing of it is left once they are forgotten', async () => {
  const customerId = 990_001n;
  const stepId = await buildDecidedStep(shopId, customerId, now());
  await pool().query(`UPDATE steps SET status = 'sent' WHERE shop_id = $1 AND step_id = $2`, [shopId, stepId]);
  await recordMessageEvent(shopId, stepId, 'clicked', now());
  await pool().query(`INSERT INTO checkouts (shop_id, checkout_token, customer_id, product_ids, updated_at) VALUES ($1, $2, $3, '{}', now())`, [shopId, randomUUID(), customerId]);
  expect(await countHeldAbout(shopId, customerId)).toEqual({ customers: 0, orders: 0, checkouts: 1, decisions: 0, enrollments: 1, steps: 1, messages: 1, messageEvents: 1 });
  await forgetPerson(shopId, customerId, [], pool());
  expect(Object.values(await countHeldAbout(shopId, customerId)).every((count) => count === 0)).toBe(true);
});

it('a database that does not answer is said to be so, to whoever waits, and answers again afterwards', async () => {
  await expect(hotRead({ text: 'SELECT pg_sleep(3600)' })).rejects.toMatchObject({ code: 'try_later', message: expect.stringContaining('does not answer') });
  expect((await hotRead({ text: 'SELECT 1 AS one' })).rows).toEqual([{ one: 1 }]);
});
