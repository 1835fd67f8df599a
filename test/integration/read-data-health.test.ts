// What Data health says of rows as they are: how deliveries arrive, what was set aside, and what the catalogue costs.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pool } from '#app/db/pool.ts';
import { prisma } from '#app/db/prisma.ts';
import { lookThroughCatalogue } from '#app/pipeline/measure/look-through-catalogue.ts';
import { applyDeliveries } from '#app/pipeline/sync/apply-deliveries.ts';
import { tryDeliveriesAgain } from '#app/pipeline/sync/try-deliveries-again.ts';
import { dataHealthPage } from '#app/read/data-health.ts';
import { catalogueHealth } from '#app/read/data-health-catalogue.ts';
import { deliveriesHealth } from '#app/read/data-health-deliveries.ts';
import { LINES_PER_PAGE, problemPage } from '#app/read/data-health-list.ts';
import { setAsidePage } from '#app/read/data-health-set-aside.ts';
import { BUILT_AT, type BuiltProduct, buildCustomer, buildOrder, buildProduct, buildShop } from '#prisma/seed/builders.ts';
import { type TestDatabase, testDatabase } from '#test/support/database.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.drop());

const DAY_MS = 86_400_000;
/** A year after everything was built. */
const AT = new Date(BUILT_AT.getTime() + 365 * DAY_MS);
const daysAgo = (days: number) => new Date(AT.getTime() - days * DAY_MS);
const scopes = 'read_orders,read_all_orders';

async function arrives(shopId: bigint, deliveries: { webhookId: string; topic: string; payload: string; receivedAt?: Date; triggeredAt?: Date }[]): Promise<void> {
  await prisma().webhookDelivery.createMany({ data: deliveries.map((delivery) => ({ shopId, triggeredAt: AT, ...delivery })) });
}
const deleted = (id: number) => JSON.stringify({ id });

describe('how messages arrive', () => {
  it('is said by what they were about, by hour and by how soon they were applied', async () => {
    const { shopId } = await buildShop();
    const anHourAgo = new Date(Date.now() - 3_600_000 - 1_000);
    await arrives(shopId, [
      { webhookId: 'a', topic: 'products/delete', payload: deleted(1) },
      { webhookId: 'b', topic: 'products/delete', payload: deleted(2), receivedAt: anHourAgo },
      { webhookId: 'c', topic: 'orders/create', payload: '{"id": "no' },
    ]);
    expect((await deliveriesHealth(shopId)).waiting).toMatchObject({ count: 3, oldestMsAgo: expect.any(Number) });
    await applyDeliveries(AT);
    const { families, hours, lag, waiting } = await deliveriesHealth(shopId);
    expect(waiting).toEqual({ count: 0, oldestMsAgo: null });
    expect(families).toEqual([
      { family: 'orders', lastMsAgo: expect.any(Number), lastDay: 1 },
      { family: 'products', lastMsAgo: expect.any(Number), lastDay: 2 },
      { family: 'stock', lastMsAgo: null, lastDay: 0 },
    ]);
    expect(families[1]?.lastMsAgo).toBeLessThan(60_000);
    expect(hours.map(({ applied, setAside }) => [applied, setAside])).toEqual([[1, 0], [1, 1]]);
    // One of two waited for more than an hour, longer than any step.
    expect(lag).toMatchObject({ deliveries: 2, p95Ms: null });
    expect(lag.p50Ms).toBeLessThanOrEqual(5_000);
  });

  it('counts what is tried again once, and tries nothing again that is garbled', async () => {
    const { shopId } = await buildShop();
    await arrives(shopId, [{ webhookId: 'a', topic: 'orders/create', payload: '{}' }, { webhookId: 'garbled', topic: 'orders/create', payload: '{' }]);
    await applyDeliveries(AT);
    const [outcome] = await Promise.all([tryDeliveriesAgain(shopId, 'all'), applyUntilTried(shopId)]);
    expect(outcome).toEqual({ applied: 0, setAside: 1, pending: 0 });
    expect((await deliveriesHealth(shopId)).families[0]).toMatchObject({ family: 'orders', lastDay: 2 });
    expect((await setAsidePage(shopId, 1)).lines.map(({ webhookId, attempts, retry }) => [webhookId, attempts, retry]).sort()).toEqual([['a', 2, 'form'], ['garbled', 1, 'unreadable']]);
  });
});

/** The worker, for as long as something waits to be tried. */
async function applyUntilTried(shopId: bigint): Promise<void> {
  for (let look = 0; look < 200; look++) {
    await new Promise((resolve) => setTimeout(resolve, 20));
    if ((await prisma().webhookDelivery.count({ where: { shopId, status: 'pending' } })) > 0) return void (await applyDeliveries(AT));
  }
}

describe('what was set aside', () => {
  it('is shown without anything that was in it, with what a retry would do', async () => {
    const { shopId } = await buildShop();
    await arrives(shopId, [
      { webhookId: 'a', topic: 'orders/create', payload: '{"email": "ada@example.com", "name": Ada}' },
      { webhookId: 'b', topic: 'customers/redact', payload: '{"customer": {"email": "bob@example.com"}}', triggeredAt: daysAgo(1) },
      { webhookId: 'c', topic: 'products/delete', payload: deleted(7), triggeredAt: daysAgo(2) },
    ]);
    await applyDeliveries(AT);
    await prisma().webhookDelivery.updateMany({ where: { shopId, webhookId: 'c' }, data: { status: 'set_aside', error: 'deadlock with "Carol"', payload: '' } });
    const page = await setAsidePage(shopId, 1);
    expect(page).toMatchObject({ all: 3, open: 3, retryable: 1, page: 1, pages: 1 });
    expect(page.lines.map(({ webhookId, retry, news }) => [webhookId, retry, news])).toEqual([['a', 'unreadable', 'brought'], ['b', 'form', 'lost'], ['c', 'forgotten', 'brought']]);
    expect(JSON.stringify(page)).not.toMatch(/\bada\b|\bbob\b|\bcarol\b|example/i);
  });

  it('no longer counts as missing what a comparison since has read, and only that', async () => {
    const { shopId } = await buildShop();
    await arrives(shopId, [
      { webhookId: 'a', topic: 'orders/create', payload: '{', triggeredAt: daysAgo(3) },
      { webhookId: 'b', topic: 'checkouts/update', payload: '{', triggeredAt: daysAgo(3) },
      { webhookId: 'c', topic: 'orders/create', payload: '{', triggeredAt: daysAgo(0.5) },
    ]);
    await applyDeliveries(AT);
    await prisma().reconciliation.create({ data: { shopId, reconciliationId: crypto.randomUUID(), reason: 'nightly', status: 'done', since: daysAgo(4), kinds: [], startedAt: daysAgo(1), updatedAt: daysAgo(1), finishedAt: daysAgo(1) } });
    const page = await setAsidePage(shopId, 1);
    expect(page.lines.map(({ webhookId, news }) => [webhookId, news])).toEqual([['c', 'brought'], ['a', 'made'], ['b', 'lost']]);
    expect((await dataHealthPage(shopId, scopes, AT)).troubles).toEqual([expect.objectContaining({ kind: 'past_missing' }), { kind: 'set_aside', count: 2 }]);
  });

  it('is applied when it is tried again after what stood in its way is gone', async () => {
    const { shopId } = await buildShop();
    const { productId } = await buildProduct(shopId);
    await pool().query(`ALTER TABLE products ADD CONSTRAINT in_the_way CHECK (deleted_at IS NULL) NOT VALID`);
    await arrives(shopId, [{ webhookId: 'a', topic: 'products/delete', payload: deleted(Number(productId)) }]);
    await applyDeliveries(AT);
    expect((await setAsidePage(shopId, 1)).lines).toMatchObject([{ webhookId: 'a', retry: 'writes', reason: { kind: 'writing', sentence: expect.stringContaining('in_the_way') } }]);
    await pool().query('ALTER TABLE products DROP CONSTRAINT in_the_way');
    const [outcome] = await Promise.all([tryDeliveriesAgain(shopId, 'a'), applyUntilTried(shopId)]);
    expect(outcome).toEqual({ applied: 1, setAside: 0, pending: 0 });
    expect(await setAsidePage(shopId, 1)).toMatchObject({ all: 0, lines: [] });
    expect(await tryDeliveriesAgain(shopId, 'a')).toEqual({ applied: 0, setAside: 0, pending: 0 });
  });
});

describe('what a catalogue costs', () => {
  let shopId: bigint;
  let [camera, bag, strap, gone, rarely] = [] as unknown as [BuiltProduct, BuiltProduct, BuiltProduct, BuiltProduct, BuiltProduct];
  const problems = async () => (await catalogueHealth(shopId, AT)).problems;
  const titles = async (problem: Parameters<typeof problemPage>[1]) => (await problemPage(shopId, problem, 1, AT)).products.map(({ title }) => title);

  beforeAll(async () => {
    ({ shopId } = await buildShop());
    const picture = { imageUrl: 'https://cdn.shopify.com/a.png' };
    camera = await buildProduct(shopId, { title: 'Camera', ...picture, variants: [{ unitCostMinor: null }, { unitCostMinor: 100 }] });
    bag = await buildProduct(shopId, { title: 'Bag', ...picture, unitCostMinor: null, priceMinor: 5_000 });
    strap = await buildProduct(shopId, { title: 'Strap' });
    gone = await buildProduct(shopId, { title: 'Gone', ...picture, stock: [0, 0] });
    rarely = await buildProduct(shopId, { title: 'Rarely', ...picture });
    await buildProduct(shopId, { title: 'Draft', status: 'DRAFT', unitCostMinor: null });
    await buildProduct(shopId, { title: 'Unpublished', publishedAt: null, unitCostMinor: null });
    const order = (product: BuiltProduct, days: number, more = {}) => buildOrder(shopId, { orderedAt: daysAgo(days), lines: [{ product }], ...more });
    await order(rarely, 300);
    await order(camera, 10);
    await order(camera, 170);
    await order(bag, 20);
    await order(strap, 30);
    await order(strap, 40, { cancelledAt: AT });
    await order(gone, 100);
    await lookThroughCatalogue(shopId, AT);
  });

  it('is said by problem in what customers paid lately, most first', async () => {
    expect(await problems()).toEqual([
      { problem: 'without_cost', count: 2, whole: 1, salesMinor: 15_000, shareBp: 6_000 },
      { problem: 'without_picture', count: 1, whole: 1, salesMinor: 10_000, shareBp: 4_000 },
      { problem: 'sold_out', count: 1, whole: 1, salesMinor: 0, shareBp: 0 },
      { problem: 'unsold', count: 1, whole: 1, salesMinor: 0, shareBp: 0 },
    ]);
    expect((await catalogueHealth(shopId, AT)).summedAt).toBe(AT.toISOString());
  });

  it('names who has it, what earned most first, and nobody who is not on sale', async () => {
    expect([await titles('without_cost'), await titles('without_picture'), await titles('sold_out'), await titles('unsold')]).toEqual([['Camera', 'Bag'], ['Strap'], ['Gone'], ['Rarely']]);
    expect((await problemPage(shopId, 'without_cost', 1, AT)).products[0]).toMatchObject({ variants: 2, variantsWithoutCost: 1, salesMinor: 10_000, lastSoldAt: daysAgo(10).toISOString() });
  });

  it('counts only what cannot be offered at all where no cost is assumed', async () => {
    await prisma().guardrails.create({ data: { shopId, floorBp: 1_500, floorMinor: 0n, maxDiscountBp: 1_000, defaultCostBp: null, feeBp: 290, feeMinor: 30n, returnCooldownDays: 60, updatedAt: AT, updatedBy: 'test' } });
    expect((await problems()).find(({ problem }) => problem === 'without_cost')).toMatchObject({ count: 2, whole: 1, salesMinor: 5_000, shareBp: 2_000 });
  });

  it('shows what is mended, and what breaks, at once', async () => {
    await prisma().inventoryItem.updateMany({ where: { shopId, inventoryItemId: camera.inventoryItemId }, data: { unitCostMinor: 9n } });
    await prisma().inventoryItem.updateMany({ where: { shopId, inventoryItemId: strap.inventoryItemId }, data: { unitCostMinor: null } });
    await prisma().inventoryLevel.updateMany({ where: { shopId, inventoryItemId: gone.inventoryItemId, locationId: 2n }, data: { available: 3 } });
    expect([await titles('without_cost'), await titles('sold_out')]).toEqual([['Strap', 'Bag'], []]);
  });

  it('does not call unsold what orders do not go back far enough to tell', async () => {
    const young = await buildShop();
    await buildProduct(young.shopId);
    await buildOrder(young.shopId, { orderedAt: daysAgo(60), lines: [{ product: await buildProduct(young.shopId) }] });
    await lookThroughCatalogue(young.shopId, AT);
    expect((await catalogueHealth(young.shopId, AT)).problems.map(({ problem }) => problem)).toEqual(['without_picture']);
  });

  it('pages on the server and shows the last page to who asks past it', async () => {
    const large = await buildShop();
    for (let n = 0; n <= LINES_PER_PAGE; n++) await buildProduct(large.shopId, { unitCostMinor: null });
    expect(await problemPage(large.shopId, 'without_cost', 9, AT)).toMatchObject({ total: LINES_PER_PAGE + 1, page: 2, pages: 2, products: [expect.anything()] });
  });

  it('never counts what is of another shop', async () => {
    const other = await buildShop();
    expect(await catalogueHealth(other.shopId, AT)).toMatchObject({ problems: [], salesMinor: 0, summedAt: null });
  });
});

describe('customers who are here twice', () => {
  it('are found by an address in common, once, with what they paid; who was deleted is none', async () => {
    const { shopId } = await buildShop();
    const [ada, adaAgain, bob, bobDeleted] = [await buildCustomer(shopId), await buildCustomer(shopId), await buildCustomer(shopId), await buildCustomer(shopId)] as [bigint, bigint, bigint, bigint];
    const address = (customerId: bigint, emailHash: string) => ({ shopId, customerId, emailHash, toldAt: AT });
    await prisma().customerEmail.createMany({ data: [address(ada, 'k1.a'), address(adaAgain, 'k1.a'), address(ada, 'k2.a'), address(adaAgain, 'k2.a'), address(bob, 'k1.b'), address(bobDeleted, 'k1.b')] });
    await prisma().customer.update({ where: { shopId_customerId: { shopId, customerId: bobDeleted } }, data: { deletedAt: AT } });
    const product = await buildProduct(shopId, { imageUrl: 'https://cdn.shopify.com/a.png' });
    await buildOrder(shopId, { customerId: ada, orderedAt: daysAgo(5), lines: [{ product }] });
    await buildOrder(shopId, { customerId: adaAgain, orderedAt: daysAgo(200), lines: [{ product }] });
    expect((await catalogueHealth(shopId, AT)).problems).toMatchObject([{ problem: 'duplicates', count: 1, whole: 2, salesMinor: 10_000 }]);
    expect((await problemPage(shopId, 'duplicates', 1, AT)).profiles).toEqual([{ customerIds: [ada, adaAgain].map(String), orders: 1, salesMinor: 10_000 }]);
  });
});

describe('the page as a whole', () => {
  it('says how the past was read, what each comparison found, and how far one is', async () => {
    const { shopId } = await buildShop();
    const kind = (name: string, step: number, facts: object, refused = 0) => ({ kind: name, step, how: null, pageSize: 0, after: null, operationId: null, readAt: null, listedAt: null, facts, refused, problems: [], tookMs: 1 });
    const facts = { orders: { checked: 10, differed: 2, repaired: 1, deleted: 1 }, refunds: { checked: 3, differed: 0, repaired: 0, deleted: 0 } };
    await prisma().backfill.create({ data: { shopId, backfillId: crypto.randomUUID(), status: 'done', stage: 'learning', stages: [{ stage: 'products', state: 'done', rows: 7 }, { stage: 'orders', state: 'done', rows: 5 }], startedAt: daysAgo(9), updatedAt: daysAgo(9), finishedAt: daysAgo(9) } });
    const run = (status: string, startedAt: Date, kinds: object[]) => prisma().reconciliation.create({ data: { shopId, reconciliationId: crypto.randomUUID(), reason: 'nightly', status, since: daysAgo(9), kinds, startedAt, updatedAt: startedAt } });
    await run('done', daysAgo(1), [kind('orders', 4, facts, 1)]);
    await run('running', daysAgo(0), [kind('products', 4, { products: { checked: 6, differed: 0, repaired: 0, deleted: 0 } }), kind('orders', 1, {}), kind('customers', 0, {})]);
    const page = await dataHealthPage(shopId, 'read_orders', AT);
    expect(page).toMatchObject({
      troubles: [], sixtyDaysOnly: true, goodAt: daysAgo(1).toISOString(),
      pasts: [{ status: 'done', rows: 12 }],
      comparing: { kind: 'orders', done: 1, kinds: 3, checked: 6 },
      comparisons: [{ status: 'running' }, { status: 'done', checked: 13, differed: [{ fact: 'orders', rows: 2 }], refused: 1 }],
    });
    expect((await dataHealthPage(shopId, scopes, AT)).sixtyDaysOnly).toBe(false);
  });
});
