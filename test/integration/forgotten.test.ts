// What is left of a person who is to be forgotten, and of a shop that left: nothing, in any table that the database has, and
// in the store nothing that was not there before. Tables and published things are found here, not listed.
import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { ensureExperiment } from '#app/db/experiments.ts';
import { mergeCustomers } from '#app/db/customer-merges.ts';
import { outcomeTermsOf } from '#app/db/outcome-terms.ts';
import { refreshOutcomes } from '#app/db/outcomes.ts';
import { forgetPerson } from '#app/db/people.ts';
import { PERSON_TABLES } from '#app/db/person-tables.ts';
import { pool, withTransaction } from '#app/db/pool.ts';
import { startBackfill } from '#app/db/backfills.ts';
import { openReconciliation } from '#app/db/reconciliations.ts';
import { activityChanges } from '#app/read/activity.ts';
import { privacyAnswer, privacyRequests } from '#app/read/privacy-requests.ts';
import { switchPlacement } from '#app/pipeline/decide/switch-placement.ts';
import { runDueSteps } from '#app/pipeline/engage/run-due-steps.ts';
import { switchWorkflow } from '#app/pipeline/engage/switch-workflow.ts';
import { cleanUpAndLeave } from '#app/pipeline/publish/clean-up-and-leave.ts';
import { connectKlaviyo } from '#app/pipeline/publish/klaviyo/connect-klaviyo.ts';
import { publishSets } from '#app/pipeline/publish/publish-sets.ts';
import { emailHashes } from '#app/pipeline/sync/email-hash.ts';
import { reconcileShop } from '#app/pipeline/sync/reconcile/reconcile-shop.ts';
import { runBackfill } from '#app/pipeline/sync/backfill/run-backfill.ts';
import { KLAVIYO_KEY } from '#sandbox/credentials.ts';
import type { Store } from '#sandbox/store/store.ts';
import { type ConnectedShop, connectShop, DOMAIN } from '#test/support/connected-shop.ts';
import { type Column, columns, fillRow, tablesNaming } from '#test/support/fill-tables.ts';
import { buildCameraSet } from '#test/support/small-store-sets.ts';
import { CAMERA, SHOP_ID } from '#test/support/small-store.ts';
import { deliver } from '#test/support/topic-people.ts';
import type { TopicShop } from '#test/support/topic-shop.ts';

let shop: ConnectedShop;
let all: Column[];
let before: string[];
beforeAll(async () => {
  shop = await connectShop();
  before = remains(shop.sandbox.store);
  await shop.open();
  await shop.work();
  all = await columns();
});
afterAll(() => shop.stop());

const EMAIL = 'forget.me@example.com';
const [FIRST, SECOND] = [6_600_111_222_333n, 6_600_111_222_444n];
const [VISITOR, ORDER] = ['visitor-to-forget', 5_500_111_222_333n];
const hash = () => emailHashes(SHOP_ID, EMAIL)[0] as string;
const person = () => [String(FIRST), String(SECOND), VISITOR, EMAIL, hash()];
const tell = (topic: string, payload: object, at?: Date) => deliver(shop as TopicShop, topic, payload, at);

/** Of a person's columns: by which name each table knows them. */
const named = (customerId: bigint) => ({
  shop_id: SHOP_ID, customer_id: customerId, visitor_id: VISITOR, subject_key: `c:${customerId}`, email_hash: hash(), order_id: ORDER + customerId, updated_at: new Date(), decided_at: new Date(),
});

async function fillPerson(customerId: bigint, experimentId: string): Promise<void> {
  for (const table of Object.keys(PERSON_TABLES)) {
    const about = { ...named(customerId), experiment_id: experimentId, ...(table === 'subject_links' || table === 'orders' ? { visitor_id: `${VISITOR}-${customerId}` } : {}) };
    await fillRow(table, about, all);
    if (all.some((one) => one.table === table && one.column === 'subject_key')) await fillRow(table, { ...about, subject_key: `v:${VISITOR}-${customerId}`, order_id: ORDER + customerId }, all);
  }
  await fillRow('guest_orders', named(customerId), all);
  await fillRow('moved_orders', { shop_id: SHOP_ID, from_id: customerId, to_id: 1 }, all);
  await fillRow('moved_orders', { shop_id: SHOP_ID, from_id: 1, to_id: customerId }, all);
  await fillRow('changes', { shop_id: SHOP_ID, event: 'customer_data_requested', detail: JSON.stringify({ customerId: String(customerId) }) }, all);
  await fillRow('webhook_deliveries', { shop_id: SHOP_ID, status: 'set_aside', payload: `{"customer":{"id":${customerId},"email":"${EMAIL}"}}` }, all);
}

describe('a person', () => {
  it('is named in no table that the list of persons’ tables does not have', () => {
    const naming = ['customer_id', 'subject_key', 'visitor_id', 'customer_ids', 'email', 'email_hash', 'kept_id', 'deleted_id', 'from_id', 'to_id'];
    const tables = new Set(all.filter(({ column }) => naming.includes(column)).map(({ table }) => table));
    expect([...tables].sort()).toEqual([...Object.keys(PERSON_TABLES), 'customer_merges', 'guest_orders', 'moved_orders'].sort());
  });

  // Their names are used again by the next one.
  afterEach(async () => {
    await pool().query(`DELETE FROM orders WHERE order_id >= $1`, [ORDER]);
    await pool().query('DELETE FROM redactions');
  });

  it.each([['kept', FIRST], ['deleted', SECOND]])('leaves nothing behind under any of their names when Shopify asks to forget the %s one of two that were merged', async (_which, asked) => {
    const { experimentId } = await ensureExperiment(SHOP_ID, 'placement:cart_page', new Date());
    await fillPerson(FIRST, experimentId);
    await fillPerson(SECOND, experimentId);
    // A guest's of another address, whom only Shopify knows to be them.
    await fillRow('guest_orders', { shop_id: SHOP_ID, order_id: ORDER, email_hash: `${hash()}-too` }, all);
    // So that this can fail: every table says something about them.
    expect(await tablesNaming(person(), all)).toEqual(expect.arrayContaining([...Object.keys(PERSON_TABLES), 'changes', 'guest_orders', 'moved_orders', 'webhook_deliveries']));
    await withTransaction((on) => mergeCustomers(SHOP_ID, { deletedId: SECOND, keptId: FIRST, at: new Date(), told: true }, on));
    await tell('customers/data_request', { shop_id: Number(SHOP_ID), shop_domain: DOMAIN, customer: { id: Number(asked), email: EMAIL, phone: '' }, orders_requested: [], data_request: { id: 1 } });
    const [request] = await privacyRequests(SHOP_ID);
    expect(request).toMatchObject({ kind: 'customer_data_requested', customerId: String(asked) });
    const { records } = await privacyAnswer(SHOP_ID, request?.requestId as string, new Date());
    expect(Object.entries(records).flatMap(([table, rows]) => (rows.length > 0 ? [table] : []))).toEqual(expect.arrayContaining(Object.keys(PERSON_TABLES)));
    const sums = async () => (await pool().query('SELECT count(*)::int AS orders FROM orders')).rows;
    const orders = await sums();

    await tell('customers/redact', { shop_id: Number(SHOP_ID), shop_domain: DOMAIN, customer: { id: Number(asked), email: EMAIL, phone: '' }, orders_to_redact: [Number(ORDER)] });
    await refreshOutcomes(SHOP_ID, await outcomeTermsOf(SHOP_ID));
    expect(await tablesNaming(person(), all)).toEqual([]);
    expect(await sums()).toEqual(orders);
    await expect(privacyAnswer(SHOP_ID, request?.requestId as string, new Date())).rejects.toMatchObject({ code: 'not_found' });
    // It is on record that it was done, and when; to whom it was, is not.
    expect(await privacyRequests(SHOP_ID)).toEqual(expect.arrayContaining([expect.objectContaining({ kind: 'customer_redacted', customerId: null }), expect.objectContaining({ kind: 'customer_data_requested', customerId: null })]));
    await pool().query(`DELETE FROM changes WHERE event = 'customer_data_requested'`);
    expect((await activityChanges(SHOP_ID)).changes.map(({ event }) => event)).toContain('customer_redacted');
  });

  it('takes nothing along of somebody else who shares their address', async () => {
    const [asks, stays] = [FIRST, SECOND];
    for (const customer of [asks, stays]) {
      await fillRow('customers', { shop_id: SHOP_ID, customer_id: customer }, all);
      await fillRow('customer_emails', { shop_id: SHOP_ID, customer_id: customer, email_hash: hash() }, all);
    }
    await fillRow('orders', { shop_id: SHOP_ID, order_id: ORDER + 1n, customer_id: stays }, all);
    await fillRow('guest_orders', { shop_id: SHOP_ID, order_id: ORDER + 1n, email_hash: hash() }, all);
    await withTransaction((on) => forgetPerson(SHOP_ID, asks, [], on));
    expect((await pool().query('SELECT customer_id FROM orders WHERE order_id = $1', [ORDER + 1n])).rows).toEqual([{ customer_id: stays }]);
    expect(await tablesNaming([String(asks)], all)).toEqual([]);
    await withTransaction((on) => forgetPerson(SHOP_ID, stays, [], on));
    await refreshOutcomes(SHOP_ID, await outcomeTermsOf(SHOP_ID));
    expect(await tablesNaming(person(), all)).toEqual([]);
  });

  it('of whom nothing is known is asked to be forgotten in vain, and that is on record too', async () => {
    await tell('customers/redact', { shop_id: Number(SHOP_ID), shop_domain: DOMAIN, customer: { id: 999_000_111, email: '', phone: '' }, orders_to_redact: [] });
    expect(await tablesNaming(['999000111'], all)).toEqual([]);
    expect((await pool().query(`SELECT count(*)::int AS n FROM changes WHERE event = 'customer_redacted'`)).rows).toEqual([{ n: 3 }]);
  });
});

/** Everything in the store that somebody put there, by name; what a store counts and stamps by itself is left out. */
function remains(store: Store): string[] {
  const things = Object.entries(store).flatMap(([name, value]) => {
    if (value instanceof Map && name !== 'bulkOperations') return [...value.keys()].map((key) => `${name} ${String(key)}`);
    return Array.isArray(value) ? value.map((one) => `${name} ${JSON.stringify(one)}`) : [];
  });
  const fields = [...store.products.values()].flatMap((product) => product.metafields.map(({ namespace, key }) => `metafield ${product.id} ${namespace}.${key}`));
  const { metafields, webPixel } = store.installation;
  return [...things, ...fields, ...metafields.map(({ namespace, key }) => `installation ${namespace}.${key}`), ...(webPixel ? ['pixel'] : [])].sort();
}

describe('what was published', () => {
  it('is gone from the store after cleaning up: what is there is what was there before', async () => {
    await buildCameraSet(SHOP_ID);
    await switchPlacement(SHOP_ID, 'cart_page', true, 'ada', new Date());
    await switchWorkflow(SHOP_ID, 'order_delivered', true, 'ada', new Date());
    await connectKlaviyo(SHOP_ID, KLAVIYO_KEY, 'ada', new Date());
    await shop.work();
    expect((await publishSets(SHOP_ID, new Date())).deleted).toBe(0);
    const added = remains(shop.sandbox.store).filter((thing) => !before.includes(thing));
    expect(added.map((thing) => thing.split(' ')[0])).toEqual(expect.arrayContaining(['definitions', 'discounts', 'installation', 'metafield', 'pixel']));
    const { left } = await cleanUpAndLeave(SHOP_ID, 'ada', new Date());
    expect(Object.values(left).every((count) => count === 0)).toBe(true);
    expect(remains(shop.sandbox.store)).toEqual(before);
    expect([...shop.sandbox.klaviyo.flows.all()].map(({ status }) => status)).toEqual(['draft']);
  });
});

describe('a shop that is uninstalled', () => {
  it('has its work stopped at once, with work in flight (app/uninstalled)', async () => {
    await switchPlacement(SHOP_ID, 'cart_page', true, 'ada', new Date());
    const backfillId = await startBackfill(SHOP_ID, new Date(), pool());
    await withTransaction((on) => openReconciliation(SHOP_ID, 'asked', ['products'], 0, new Date(), on));
    await pool().query(`UPDATE workflows SET status = 'on'`);
    const { rows: [workflow] } = await pool().query<{ workflow_id: string }>('SELECT workflow_id FROM workflows');
    await fillRow('enrollments', { shop_id: SHOP_ID, enrollment_id: '0b9a1c52-3333-4333-8333-000000000001', workflow_id: workflow?.workflow_id, customer_id: 1, product_ids: [CAMERA.product], status: 'active' }, all);
    const step = { shop_id: SHOP_ID, enrollment_id: '0b9a1c52-3333-4333-8333-000000000001', workflow_id: workflow?.workflow_id, customer_id: 1, due_at: new Date(Date.now() - 1_000), channel: 'email' };
    await fillRow('steps', { ...step, status: 'waiting' }, all);
    await fillRow('steps', { ...step, status: 'decided' }, all);
    expect((await pool().query('SELECT 1 FROM graphile_worker.jobs')).rowCount).toBeGreaterThan(0);

    shop.sandbox.store.uninstall();
    await shop.settle();
    expect((await pool().query('SELECT key FROM graphile_worker.jobs')).rows).toEqual([{ key: `forget:${SHOP_ID}` }]);
    expect((await pool().query('SELECT DISTINCT status, reason FROM steps WHERE enrollment_id = $1', [step.enrollment_id])).rows).toEqual([{ status: 'cancelled', reason: 'uninstalled' }]);
    for (const table of ['backfills', 'reconciliations']) expect([table, (await pool().query(`SELECT 1 FROM ${table} WHERE status = 'running'`)).rows]).toEqual([table, []]);
    // Whoever was in the middle of it finds out, and asks the store for nothing.
    await runBackfill(SHOP_ID, backfillId, () => new Date());
    expect(await reconcileShop(SHOP_ID, 'nightly', () => new Date())).toMatchObject({ status: 'failed', error: 'The app was uninstalled.' });
    expect(await runDueSteps(new Date())).toBe(0);
    expect(await publishSets(SHOP_ID, new Date())).toEqual({ written: 0, deleted: 0, unchanged: 0 });
    expect((await pool().query('SELECT 1 FROM sessions')).rows).toEqual([]);
  });

  const redact = (at: Date) => tell('shop/redact', { shop_id: Number(SHOP_ID), shop_domain: DOMAIN }, at);
  const isHere = async () => (await pool().query('SELECT 1 FROM shops')).rowCount === 1;

  it('and comes back is not forgotten by the request for its former self, whichever of the two is told first', async () => {
    const left = new Date();
    await shop.open();
    await redact(left);
    expect(await isHere()).toBe(true);
    shop.sandbox.store.uninstall();
    await shop.settle();
    await redact(left);
    await pool().query('SELECT graphile_worker.remove_job($1)', [`forget:${SHOP_ID}`]);
    await shop.open();
    await shop.work();
    expect(await isHere()).toBe(true);
    expect((await pool().query('SELECT 1 FROM products')).rowCount).toBeGreaterThan(0);
  });

  it('leaves no row in any table of the database once Shopify asks to forget it', async () => {
    const ofShops = [...new Set(all.filter(({ column }) => column === 'shop_id').map(({ table }) => table))];
    const empty: string[] = [];
    // What belongs to a set, a rule or a test needs one.
    const [ruleId, testId, experimentId] = [randomUUID(), randomUUID(), randomUUID()];
    await fillRow('offer_rules', { shop_id: SHOP_ID, rule_id: ruleId }, all);
    await fillRow('experiments', { shop_id: SHOP_ID, experiment_id: experimentId, ended_at: new Date() }, all);
    await fillRow('tests', { shop_id: SHOP_ID, test_id: testId, experiment_id: experimentId }, all);
    const { rows: sets } = await pool().query<{ set_id: string }>('SELECT set_id FROM sets WHERE shop_id = $1 LIMIT 1', [SHOP_ID]);
    const given = { ...named(FIRST), status: 'set_aside', rule_id: ruleId, test_id: testId, experiment_id: experimentId, ...(sets[0] ?? {}) };
    for (const table of ofShops) {
      if ((await pool().query(`SELECT 1 FROM ${table} WHERE shop_id = $1 LIMIT 1`, [SHOP_ID])).rowCount === 0) await fillRow(table, given, all);
      if ((await pool().query(`SELECT 1 FROM ${table} WHERE shop_id = $1 LIMIT 1`, [SHOP_ID])).rowCount === 0) empty.push(table);
    }
    expect(empty).toEqual([]);
    shop.sandbox.store.uninstall();
    await shop.settle();
    await redact(new Date(Date.now() + 1_000));
    const held: string[] = [];
    for (const table of ofShops) if ((await pool().query(`SELECT 1 FROM ${table} WHERE shop_id = $1 LIMIT 1`, [SHOP_ID])).rowCount !== 0) held.push(table);
    expect(held).toEqual([]);
    // Whatever has no shop_id is not a shop's, or is found by its domain.
    expect(await tablesNaming([String(SHOP_ID), DOMAIN, String(CAMERA.product)], all)).toEqual([]);
    expect((await pool().query('SELECT payload FROM graphile_worker._private_jobs')).rows).toEqual([]);
  });
});
