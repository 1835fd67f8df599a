// Discounts that are not ours: told of by webhooks, read whole, ours left out.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { publishedSet } from '#app/contract/published-set.ts';
import { guardrailsOf } from '#app/db/guardrails.ts';
import { shopDiscountsOf } from '#app/db/shop-discounts.ts';
import { shopById } from '#app/db/shops.ts';
import { METAFIELD_NAMESPACE } from '#app/domain/portable/names.ts';
import { saveGuardrails } from '#app/pipeline/decide/save-guardrails.ts';
import { switchPlacement } from '#app/pipeline/decide/switch-placement.ts';
import { ringAll } from '#app/pipeline/sync/reread/ring.ts';
import { pool } from '#app/db/pool.ts';
import { activityChanges } from '#app/read/activity.ts';
import { discountWarnings } from '#app/read/discount-warnings.ts';
import { homePage } from '#app/read/home.ts';
import { CAMERA, CARD, SHOP_ID } from '#test/support/small-store.ts';
import { type TopicShop, topicShop } from '#test/support/topic-shop.ts';

let shop: TopicShop;
beforeAll(async () => {
  shop = await topicShop();
  await switchPlacement(SHOP_ID, 'cart_page', true, 'merchant', new Date());
  await shop.work();
});
afterAll(() => shop.stop());

const liveSets = async () => (await pool().query<{ set_id: string }>(`SELECT set_id FROM sets WHERE shop_id = $1 AND status = 'approved'`, [SHOP_ID])).rows.map(({ set_id }) => set_id);
const NOTHING = { productDiscounts: false, orderDiscounts: false, shippingDiscounts: false };
const sale = (overrides: object = {}) => ({
  title: 'Summer sale', percentage: 0.2, discountClass: 'ORDER' as const, productIds: [], variantIds: [], tags: [], combinesWith: { ...NOTHING, productDiscounts: true },
  startsAt: new Date(Date.now() - 60_000).toISOString(), endsAt: null, ...overrides,
});
const known = async () => (await shopDiscountsOf(SHOP_ID)).map(({ title, value, covers, classes, combinesWith }) => ({ title, value, covers, classes, product: combinesWith.product }));

const begin = (overrides: object = {}) => shop.told((store) => store.createAutomaticDiscount(sale(overrides)));
const endAll = () => shop.told((store) => { for (const { id } of [...store.automaticDiscounts.values()]) store.deleteAutomaticDiscount(id); });
const promised = async () => (await shop.decide()).decision.offer?.savingMinor ?? 0;
const own = () => shop.store.listDiscounts()[0]!;
const painted = () => publishedSet.parse(JSON.parse(shop.store.productMetafield(shop.store.requireProduct(CAMERA.product), METAFIELD_NAMESPACE, 'set')?.value ?? '')).discounts;

async function allow(classes: ('order' | 'product' | 'shipping')[]): Promise<void> {
  await saveGuardrails(SHOP_ID, { ...(await guardrailsOf(SHOP_ID)), combinesWith: classes }, 'merchant', new Date());
  await shop.work();
  await shop.settle();
  await shop.work();
}

describe('a discount that may come on top', () => {
  it('leaves the set discount as it is while nothing combines', async () => {
    const before = [await promised(), painted(), own().combinesWith];
    await begin();
    expect([await promised(), painted(), own().combinesWith]).toEqual(before);
    await endAll();
  });

  it('makes the set discount smaller, on the page as at the checkout, and only then may both come together', async () => {
    const before = await promised();
    await begin({ percentage: 0.5 });
    await allow(['order']);
    expect(own().combinesWith).toEqual({ ...NOTHING, orderDiscounts: true });
    expect((await shopById(SHOP_ID))?.discountStopped).toBeNull();
    expect(await promised()).toBeLessThan(before);
    expect(Object.values(painted()).every((bp) => Number(bp) < 1_000)).toBe(true);
  });

  it('gives it back once the other is over', async () => {
    await endAll();
    expect(await promised()).toBeGreaterThan(0);
    expect(Object.values(painted()).some((bp) => Number(bp) > 0)).toBe(true);
  });

  it('combines with nothing again when the merchant says so, before anything becomes larger', async () => {
    await allow([]);
    expect(own().combinesWith).toEqual(NOTHING);
    expect((await shopById(SHOP_ID))?.discountStopped).toBeNull();
  });

  it('is said on Home, in Data health and in Changes where a live set falls below the floor with it, as long as it does', async () => {
    await begin({ title: 'Clearance', percentage: 0.7 });
    const said = async () => (await homePage(SHOP_ID, new Date())).troubles.filter(({ kind }) => kind === 'other_discount');
    expect(await said()).toEqual([{ kind: 'other_discount', title: 'Clearance', sets: 1 }]);
    expect((await activityChanges(SHOP_ID)).changes.map(({ event }) => event)).toContain('other_discount_below_floor');
    const [set] = await liveSets();
    expect((await discountWarnings(SHOP_ID, [set!], new Date()))[set!]).toMatchObject([{ discount: 'Clearance', isOrder: true, how: 'instead' }]);
    await endAll();
    expect(await said()).toEqual([]);
    expect(await discountWarnings(SHOP_ID, [set!], new Date())).toEqual({});
  });
});

describe('the discounts of others', () => {
  it('are known once the store tells of one (discounts/create), without the set discount, and noted', async () => {
    expect(shop.store.listDiscounts()).toHaveLength(1);
    expect(await shop.told((store) => store.createAutomaticDiscount(sale()))).toContain('discounts/create');
    expect(await known()).toEqual([{ title: 'Summer sale', value: { kind: 'percent', bp: 2_000 }, covers: 'all', classes: ['order'], product: true }]);
    expect((await activityChanges(SHOP_ID)).changes.map(({ event }) => event)).toContain('other_discount_began');
  });

  it('change as they do in the store (discounts/update): one that is for some products says which', async () => {
    const [one] = [...shop.store.automaticDiscounts.values()];
    expect(await shop.told((store) => store.updateAutomaticDiscount(one!.id, { discountClass: 'PRODUCT', productIds: [CARD.product], percentage: 0.125 }))).toContain('discounts/update');
    expect(await known()).toEqual([{ title: 'Summer sale', value: { kind: 'percent', bp: 1_250 }, covers: [BigInt(CARD.product)], classes: ['product'], product: true }]);
  });

  it('are found by the nightly reading where nobody told', async () => {
    await pool().query('DELETE FROM shop_discounts WHERE shop_id = $1', [SHOP_ID]);
    await ringAll(SHOP_ID, pool());
    await shop.work();
    expect(await known()).toHaveLength(1);
  });

  it('are forgotten once they are deleted (discounts/delete), and that is noted', async () => {
    const [one] = [...shop.store.automaticDiscounts.values()];
    expect(await shop.told((store) => store.deleteAutomaticDiscount(one!.id))).toContain('discounts/delete');
    expect(await known()).toEqual([]);
    expect((await activityChanges(SHOP_ID)).changes.map(({ event }) => event)).toContain('other_discount_ended');
  });

  it('count a code only where it may meet a set: one that combines with nothing is left out, and so are the codes of messages', async () => {
    const code = (title: string, combinesWith = NOTHING) => ({
      title, code: title.replaceAll(' ', ''), productIds: [], variantIds: [], percentage: 0.1, startsAt: new Date(Date.now() - 60_000).toISOString(), endsAt: null, usageLimit: null, appliesOncePerCustomer: false, combinesWith, tags: [],
    });
    await shop.told((store) => {
      store.createCodeDiscount(code('Alone'));
      store.createCodeDiscount(code('Setwise SET-BCDFGHJKMN', { ...NOTHING, productDiscounts: true }));
      store.createCodeDiscount(code('Welcome', { ...NOTHING, productDiscounts: true }));
    });
    expect((await known()).map(({ title }) => title)).toEqual(['Welcome']);
  });
});
