// Discounts that are not ours: told of by webhooks, read whole, ours left out.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { publishedSet } from '#app/contract/published-set.ts';
import { guardrailsOf } from '#app/db/guardrails.ts';
import { shopDiscountsOf } from '#app/db/shop-discounts.ts';
import { shopById } from '#app/db/shops.ts';
import { METAFIELD_NAMESPACE } from '#app/domain/portable/names.ts';
import { saveDiscountWords } from '#app/pipeline/decide/save-discount-words.ts';
import { saveGuardrails } from '#app/pipeline/decide/save-guardrails.ts';
import { switchPlacement } from '#app/pipeline/decide/switch-placement.ts';
import { ringAll } from '#app/pipeline/sync/reread/ring.ts';
import { pool } from '#app/db/pool.ts';
import { activityChanges } from '#app/read/activity.ts';
import { discountWarnings } from '#app/read/discount-warnings.ts';
import { homePage } from '#app/read/home.ts';
import { otherDiscounts } from '#app/read/other-discounts.ts';
import { createCollection, updateCollection } from '#sandbox/store/collections.ts';
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

describe('a discount on a collection', () => {
  const among = [CAMERA, CARD].map(({ product }) => BigInt(product));
  const covered = async () => (await shopDiscountsOf(SHOP_ID, undefined, among)).find(({ title }) => title === 'Cards')?.covers;

  it('is judged for what is in the collection, which is read for it, and said by its title', async () => {
    await shop.told((store) => {
      const collection = createCollection(store, 'Memory', { productIds: [CARD.product] });
      store.createAutomaticDiscount(sale({ title: 'Cards', percentage: 0.8, discountClass: 'PRODUCT', collectionIds: [collection.id] }));
    });
    expect(await covered()).toEqual([BigInt(CARD.product)]);
    expect((await otherDiscounts(SHOP_ID, new Date())).find(({ title }) => title === 'Cards')).toMatchObject({ covers: { collections: ['Memory'] }, needsWord: false });
    const [set] = await liveSets();
    expect((await discountWarnings(SHOP_ID, [set!], new Date()))[set!]).toMatchObject([{ discount: 'Cards', isOrder: false, how: 'instead' }]);
    await shop.work();
    expect((await homePage(SHOP_ID, new Date())).troubles).toContainEqual({ kind: 'other_discount', title: 'Cards', sets: 1 });
  });

  it('covers what is put into it, and no longer what is taken out', async () => {
    const [collection] = [...shop.store.collections.values()].filter(({ title }) => title === 'Memory');
    await shop.told((store) => updateCollection(store, collection!.id, { productIds: [CAMERA.product] }));
    expect(await covered()).toEqual([BigInt(CAMERA.product)]);
    const [set] = await liveSets();
    expect(await discountWarnings(SHOP_ID, [set!], new Date())).toEqual({});
    await shop.work();
    expect((await homePage(SHOP_ID, new Date())).troubles.filter(({ kind }) => kind === 'other_discount')).toEqual([]);
    await shop.told((store) => updateCollection(store, collection!.id, { productIds: [CARD.product] }));
  });

  it('covers nobody knows what while its collection was not read', async () => {
    const { rows } = await pool().query('DELETE FROM set_collections WHERE shop_id = $1 RETURNING collection_id', [SHOP_ID]);
    expect(rows).toHaveLength(1);
    expect(await covered()).toBe('some');
    await ringAll(SHOP_ID, pool());
    await shop.work();
    expect(await covered()).toEqual([BigInt(CARD.product)]);
    await endAll();
  });
});

describe('a discount of another app', () => {
  const known = async () => (await otherDiscounts(SHOP_ID, new Date())).find(({ title }) => title === 'Volume prices')!;
  const say = async (saidBp: number | null) => {
    await saveDiscountWords(SHOP_ID, [{ discountId: (await known()).discountId, saidBp }], 'merchant', new Date());
    await shop.work();
    await shop.settle();
  };

  it('is listed without what it takes off, and judged once the merchant says the most that it does', async () => {
    await begin({ title: 'Volume prices', percentage: 0.8, discountClass: 'PRODUCT', byApp: true });
    expect(await known()).toMatchObject({ value: null, covers: 'some', needsWord: true, saidBp: null });
    const [set] = await liveSets();
    expect(await discountWarnings(SHOP_ID, [set!], new Date())).toEqual({});
    await say(8_000);
    expect((await discountWarnings(SHOP_ID, [set!], new Date()))[set!]).toMatchObject([{ discount: 'Volume prices', value: { kind: 'percent', bp: 8_000 }, how: 'instead' }]);
    expect((await homePage(SHOP_ID, new Date())).troubles).toContainEqual({ kind: 'other_discount', title: 'Volume prices', sets: 1 });
    expect((await activityChanges(SHOP_ID)).changes).toContainEqual(expect.objectContaining({ event: 'other_discount_said', detail: { title: 'Volume prices', saidBp: 8_000 } }));
  });

  it('keeps that word when it is read again, until it is taken back', async () => {
    await ringAll(SHOP_ID, pool());
    await shop.work();
    expect(await known()).toMatchObject({ saidBp: 8_000 });
    await say(null);
    expect(await known()).toMatchObject({ saidBp: null });
    expect((await homePage(SHOP_ID, new Date())).troubles.filter(({ kind }) => kind === 'other_discount')).toEqual([]);
    const changes = (await activityChanges(SHOP_ID)).changes.filter(({ event }) => event === 'other_discount_said').length;
    await say(null);
    expect((await activityChanges(SHOP_ID)).changes.filter(({ event }) => event === 'other_discount_said')).toHaveLength(changes);
  });

  it('off the order makes the set discount smaller where both may come together', async () => {
    await endAll();
    const before = await promised();
    await begin({ title: 'Volume prices', percentage: 0.5, byApp: true });
    await allow(['order']);
    expect(await promised()).toBe(before);
    await say(5_000);
    expect(await promised()).toBeLessThan(before);
    await endAll();
    expect(await promised()).toBe(before);
  });
});
