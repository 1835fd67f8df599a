import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { adminClient } from '#app/adapters/shopify/admin-client.ts';
import { config } from '#app/config/config.ts';
import { publishedSet } from '#app/contract/published-set.ts';
import { pool } from '#app/db/pool.ts';
import { workflowOfTrigger } from '#app/db/workflows.ts';
import type { TestPlace } from '#app/domain/experiment-test/test.ts';
import { METAFIELD_NAMESPACE } from '#app/domain/portable/names.ts';
import { startTest } from '#app/pipeline/decide/start-test.ts';
import { switchPlacement } from '#app/pipeline/decide/switch-placement.ts';
import { mintCode } from '#app/pipeline/deliver/mint-code.ts';
import { switchWorkflow } from '#app/pipeline/engage/switch-workflow.ts';
import { endTest } from '#app/pipeline/measure/end-test.ts';
import { restoreSetDiscount } from '#app/pipeline/publish/restore-set-discount.ts';
import { ringAll } from '#app/pipeline/sync/reread/ring.ts';
import { activityChanges } from '#app/read/activity.ts';
import { homePage } from '#app/read/home.ts';
import { testPage } from '#app/read/tests.ts';
import { signedDelivery } from '#test/support/webhook-endpoint.ts';
import { DOMAIN } from '#test/support/connected-shop.ts';
import { BAG, CAMERA, CARD, CUSTOMERS, SHOP_ID } from '#test/support/small-store.ts';
import { type TopicShop, topicShop } from '#test/support/topic-shop.ts';

let shop: TopicShop;
beforeAll(async () => {
  shop = await topicShop();
  await switchPlacement(SHOP_ID, 'cart_page', true, 'merchant', new Date());
  await shop.work();
});
afterAll(() => shop.stop());

const own = () => shop.store.listDiscounts()[0]!;
const promised = async () => (await shop.decide()).decision.offer?.savingMinor;
const painted = () => publishedSet.parse(JSON.parse(shop.store.productMetafield(shop.store.requireProduct(CAMERA.product), METAFIELD_NAMESPACE, 'set')?.value ?? '')).discounts;
const stopped = async () => (await homePage(SHOP_ID, new Date())).setDiscountStopped;

async function restore(): Promise<void> {
  await restoreSetDiscount(SHOP_ID, 'merchant', new Date());
  await shop.work();
  await shop.settle();
  await shop.work();
}

describe('the set discount', () => {
  beforeEach(async () => {
    expect(shop.store.listDiscounts()).toHaveLength(1);
    expect([await promised(), painted(), await stopped()]).toEqual([499, { [CARD.product]: 1_000, [BAG.product]: 1_000 }, null]);
  });

  it('is promised no more once somebody has deleted it (discounts/delete), and not made anew until the merchant says so', async () => {
    expect(await shop.told((store) => store.deleteDiscount(own().id))).toContain('discounts/delete');
    expect([await promised(), painted(), await stopped()]).toEqual([0, {}, 'deleted']);
    expect(shop.store.listDiscounts()).toEqual([]);
    expect((await activityChanges(SHOP_ID)).changes.map(({ event }) => event)).toContain('set_discount_stopped');
    await restore();
  });

  it('is promised no more once somebody has ended it (discounts/update), and is again when they begin it again', async () => {
    expect(await shop.told((store) => store.updateDiscount(own().id, { endsAt: store.clock.now().toISOString() }))).toContain('discounts/update');
    expect([await promised(), painted(), await stopped()]).toEqual([0, {}, 'deactivated']);
    await shop.told((store) => store.updateDiscount(own().id, { endsAt: null }));
    expect(await promised()).toBe(499);
  });

  it('is promised no more while it combines with others: no margin was checked for that', async () => {
    await shop.told((store) => store.updateDiscount(own().id, { combinesWith: { orderDiscounts: true, productDiscounts: false, shippingDiscounts: false } }));
    expect([await promised(), await stopped()]).toEqual([0, 'combines']);
    await restore();
    expect(own().combinesWith.orderDiscounts).toBe(false);
  });

  it('still has its say in a message, which brings a code of its own', async () => {
    await shop.told((store) => store.updateDiscount(own().id, { endsAt: store.clock.now().toISOString() }));
    const byEmail = await shop.decide({ placement: 'email', customerId: BigInt(CUSTOMERS[1]) });
    expect(byEmail.decision.offer?.savingMinor).toBe(499);
    await restore();
  });

  it('takes a test of prices in the store with it, which says why, and lets none begin until it runs again', async () => {
    await switchWorkflow(SHOP_ID, 'order_delivered', true, 'merchant', new Date());
    const workflowId = (await workflowOfTrigger(SHOP_ID, 'order_delivered'))?.workflowId ?? '';
    const begin = async (place: TestPlace) => {
      const started = await startTest(SHOP_ID, { place, variable: 'discount', mode: 'knowing', versions: [{ kind: 'as_it_was' }, { kind: 'discount', bp: 500 }], days: 14 }, 'merchant', new Date());
      return started.kind === 'started' ? started.testId : started.faults;
    };
    const [inStore, byEmail] = [await begin('on_site'), await begin(`workflow:${workflowId}`)];
    await shop.work();
    const shown = async (testId: unknown) => (await testPage(SHOP_ID, String(testId), new Date()))?.test;
    expect(await shown(inStore)).toMatchObject({ liveAt: expect.any(String), endedAt: null });
    await shop.told((store) => store.updateDiscount(own().id, { endsAt: store.clock.now().toISOString() }));
    expect(await shown(inStore)).toMatchObject({ endedAt: expect.any(String), conclusion: 'stopped', stoppedFor: 'discount_stopped', verdict: { kind: 'not_yet' } });
    expect(await shown(byEmail)).toMatchObject({ endedAt: null });
    expect((await activityChanges(SHOP_ID)).changes).toContainEqual(expect.objectContaining({ event: 'test_stopped', actor: 'setwise', detail: expect.objectContaining({ testId: inStore, why: 'discount_stopped' }) }));
    expect(await begin('on_site')).toEqual(['discount_stopped']);
    await restore();
    const again = await begin('on_site');
    expect(again).toEqual(expect.any(String));
    for (const testId of [again, byEmail]) await endTest(SHOP_ID, String(testId), null, 'merchant', new Date());
    await switchWorkflow(SHOP_ID, 'order_delivered', false, 'merchant', new Date());
    await shop.work();
  });

  it('is found gone by the night, where nobody told', async () => {
    const { id } = own();
    shop.sandbox.webhooks.queue.lose(1);
    await shop.told((store) => store.deleteDiscount(id));
    shop.sandbox.webhooks.queue.lose(0);
    expect(await promised()).toBe(499);
    await ringAll(SHOP_ID, pool());
    await shop.work();
    expect([await promised(), await stopped()]).toEqual([0, 'deleted']);
    await restore();
  });

  it('minds no other discount of the shop', async () => {
    const payload = { admin_graphql_api_id: 'gid://shopify/DiscountAutomaticNode/1', status: 'EXPIRED', updated_at: '2026-06-01T10:00:00Z' };
    await fetch(shop.webhookUrl, signedDelivery({ topic: 'discounts/update', shopDomain: DOMAIN, payload }));
    await shop.settle();
    await shop.work();
    expect(await promised()).toBe(499);
  });
});

describe('the code of a message', () => {
  const mint = (stepId: string) => mintCode({ shopId: SHOP_ID, currency: 'EUR' }, { stepId, terms: { kind: 'percent', bp: 1_000, productIds: [BigInt(CARD.product)] }, endsAt: new Date(Date.now() + 86_400_000) }, adminClient(DOMAIN), config().encryptionKeys, new Date());
  const discountOf = (code: string | null) => [...shop.store.codeDiscounts.values()].find((one) => one.code === code)!.id;

  it('is promised no more once it was ended by hand (discounts/update)', async () => {
    const stepId = randomUUID();
    const id = discountOf(await mint(stepId));
    expect(await mint(stepId)).not.toBeNull();
    expect(await shop.told((store) => store.deactivateCodeDiscount(id))).toEqual(['discounts/update']);
    expect(await mint(stepId)).toBeNull();
  });

  it('is promised no more once it was deleted (discounts/delete), whatever an older word says', async () => {
    const stepId = randomUUID();
    const id = discountOf(await mint(stepId));
    expect(await shop.told((store) => store.deleteCodeDiscount(id))).toEqual(['discounts/delete']);
    const payload = { admin_graphql_api_id: `gid://shopify/DiscountCodeNode/${id}`, status: 'ACTIVE', updated_at: '2026-06-01T10:00:00Z' };
    await fetch(shop.webhookUrl, signedDelivery({ topic: 'discounts/update', shopDomain: DOMAIN, payload }));
    await shop.settle();
    expect(await mint(stepId)).toBeNull();
  });
});
