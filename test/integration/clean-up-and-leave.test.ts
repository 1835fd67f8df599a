// A merchant cleans up before leaving: what Setwise put into the store is gone, as the store itself says.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { adminClient } from '#app/adapters/shopify/admin-client.ts';
import { toGid } from '#app/adapters/shopify/gid.ts';
import { CREATE_DISCOUNT_CODE } from '#app/adapters/shopify/operations/discount-code.ts';
import { OWN_METAFIELDS } from '#app/adapters/shopify/operations/take-back.ts';
import { SET_METAFIELDS } from '#app/adapters/shopify/operations/publish.ts';
import { saveCode } from '#app/db/discount-codes.ts';
import { placementsOf } from '#app/db/placements.ts';
import { prisma } from '#app/db/prisma.ts';
import { shopById } from '#app/db/shops.ts';
import { workflowOfTrigger, workflowsOf } from '#app/db/workflows.ts';
import type { TestPlace } from '#app/domain/experiment-test/test.ts';
import { EXPERIMENTS_KEY, EXPERIMENTS_NAMESPACE, METAFIELD_NAMESPACE } from '#app/domain/portable/names.ts';
import { startTest } from '#app/pipeline/decide/start-test.ts';
import { switchPlacement } from '#app/pipeline/decide/switch-placement.ts';
import { switchWorkflow } from '#app/pipeline/engage/switch-workflow.ts';
import { cleanUpAndLeave } from '#app/pipeline/publish/clean-up-and-leave.ts';
import { connectKlaviyo } from '#app/pipeline/publish/klaviyo/connect-klaviyo.ts';
import { openConnection } from '#app/pipeline/publish/klaviyo/open-connection.ts';
import { patiently } from '#app/pipeline/publish/klaviyo/patiently.ts';
import { publishSets } from '#app/pipeline/publish/publish-sets.ts';
import { testPage } from '#app/read/tests.ts';
import { KLAVIYO_KEY } from '#sandbox/credentials.ts';
import { type ConnectedShop, DOMAIN, openedShop } from '#test/support/connected-shop.ts';
import { buildTripSet } from '#test/support/small-store-sets.ts';
import { CARD, SHOP_ID } from '#test/support/small-store.ts';

const NOTHING = { metafields: 0, definitions: 0, experiments: 0, discount: 0, codes: 0, pixel: 0, placements: 0, workflows: 0, tests: 0, flow: 0 };
const now = () => new Date();
let shop: ConnectedShop;
let testIds: string[];

beforeAll(async () => {
  shop = await openedShop();
  await buildTripSet(SHOP_ID);
  await switchPlacement(SHOP_ID, 'cart_page', true, 'ada', now());
  await switchWorkflow(SHOP_ID, 'order_delivered', true, 'ada', now());
  await connectKlaviyo(SHOP_ID, KLAVIYO_KEY, 'ada', now());
  const workflow = await workflowOfTrigger(SHOP_ID, 'order_delivered');
  testIds = [await testOf('cart_page'), await testOf(`workflow:${workflow?.workflowId ?? ''}`)];
  await shop.work();
});
afterAll(() => shop.stop());

async function testOf(place: TestPlace): Promise<string> {
  const started = await startTest(SHOP_ID, { place, variable: 'heading', mode: 'knowing', versions: [{ kind: 'as_it_was' }, { kind: 'heading', heading: 'Goes with it' }], days: 14 }, 'ada', now());
  if (started.kind !== 'started') throw new Error(started.faults.join());
  return started.testId;
}
const shownTests = async (at: Date) => Promise.all(testIds.map(async (testId) => (await testPage(SHOP_ID, testId, at))?.test));

/** A code as a step mints it. */
async function mintedCode(code: string): Promise<void> {
  const { discountCodeBasicCreate } = await adminClient(DOMAIN).run(CREATE_DISCOUNT_CODE, {
    discount: {
      title: code, code, startsAt: now().toISOString(), endsAt: new Date(Date.now() + 86_400_000).toISOString(), usageLimit: 1, context: { all: 'ALL' },
      customerGets: { value: { percentage: 0.1 }, items: { products: { productsToAdd: [toGid('Product', BigInt(CARD.product))] } } },
    },
  });
  const id = discountCodeBasicCreate?.codeDiscountNode?.id;
  if (!id) throw new Error(`The code was not made: ${JSON.stringify(discountCodeBasicCreate)}`);
  await saveCode(SHOP_ID, { code, stepId: '0b9a1c52-2222-4222-8222-000000000001', discountNodeId: id, endsAt: new Date(Date.now() + 86_400_000) });
}

async function flowStatus(): Promise<string> {
  const row = await shopById(SHOP_ID);
  const connection = row && (await openConnection(row));
  if (!connection?.row.flowId) throw new Error('There is no flow.');
  const { client, row: { flowId } } = connection;
  return patiently(() => client.flowStatus(flowId as string));
}

describe('cleaning up before leaving', () => {
  it('takes everything back and reads that nothing is left', async () => {
    const client = adminClient(DOMAIN);
    const { currentAppInstallation } = await client.run(OWN_METAFIELDS, { onProducts: METAFIELD_NAMESPACE, onInstallation: EXPERIMENTS_NAMESPACE });
    await client.run(SET_METAFIELDS, { metafields: [{ ownerId: currentAppInstallation.id, namespace: EXPERIMENTS_NAMESPACE, key: EXPERIMENTS_KEY, type: 'json', value: '{}' }] });
    shop.sandbox.store.installation.webPixel = { id: 77, settings: '{}' };
    await mintedCode('SET-AAAA');
    await mintedCode('SET-BBBB');
    const { store } = shop.sandbox;
    expect(store.definitions.size).toBe(6);
    expect(store.listDiscounts()).toHaveLength(1);
    expect(await flowStatus()).toBe('live');

    const at = now();
    const running = await shownTests(at);
    expect(running).toMatchObject([{ liveAt: expect.any(String), endedAt: null }, { liveAt: expect.any(String), endedAt: null }]);
    const { removed, left } = await cleanUpAndLeave(SHOP_ID, 'ada', at);
    expect(left).toEqual(NOTHING);
    expect(removed).toMatchObject({ definitions: 6, experiments: 1, discount: 1, codes: 2, pixel: 1, placements: 1, workflows: 1, tests: 2, flow: 1 });
    expect(removed.metafields).toBeGreaterThan(0);

    expect([...store.products.values()].flatMap((product) => product.metafields)).toEqual([]);
    expect(store.definitions.size).toBe(0);
    expect(store.listDiscounts()).toEqual([]);
    expect(store.codeDiscounts.size).toBe(0);
    expect(store.installation.metafields).toEqual([]);
    expect(store.installation.webPixel).toBeUndefined();
    expect(await prisma().klaviyoConnection.findFirst()).toMatchObject({ status: 'broken', problem: expect.stringContaining('draft') });
    expect(await flowStatus()).toBe('draft');
    expect(Object.values(await placementsOf(SHOP_ID)).some(Boolean)).toBe(false);
    expect((await workflowsOf(SHOP_ID)).map(({ status }) => status)).toEqual(['off']);
    expect(await prisma().change.count({ where: { event: 'cleaned_up', actor: 'ada' } })).toBe(1);

    // As by hand: with what was known until then, and nobody is given an arm any more.
    expect(await shownTests(now())).toEqual(running.map((test) => ({ ...test, endedAt: at.toISOString(), conclusion: 'stopped', stoppedFor: 'left' })));
    expect(await prisma().experiment.count({ where: { subjectOf: { startsWith: 'test:' }, endedAt: null } })).toBe(0);
    expect(await prisma().change.findMany({ where: { event: 'test_stopped' } })).toMatchObject(testIds.map(() => ({ actor: 'ada', detail: { why: 'left' } })));
  });

  it('finds nothing to do a second time', async () => {
    expect(await cleanUpAndLeave(SHOP_ID, 'ada', now())).toEqual({ removed: NOTHING, left: NOTHING });
  });

  it('leaves a store that publishes again when a placement is switched on', async () => {
    await switchPlacement(SHOP_ID, 'cart_page', true, 'ada', now());
    expect((await publishSets(SHOP_ID, now())).written).toBeGreaterThan(0);
    expect(shop.sandbox.store.listDiscounts()).toHaveLength(1);
  });
});
