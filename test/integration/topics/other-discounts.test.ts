// Discounts that are not ours: told of by webhooks, read whole, ours left out.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { shopDiscountsOf } from '#app/db/shop-discounts.ts';
import { switchPlacement } from '#app/pipeline/decide/switch-placement.ts';
import { ringAll } from '#app/pipeline/sync/reread/ring.ts';
import { pool } from '#app/db/pool.ts';
import { activityChanges } from '#app/read/activity.ts';
import { CARD, SHOP_ID } from '#test/support/small-store.ts';
import { type TopicShop, topicShop } from '#test/support/topic-shop.ts';

let shop: TopicShop;
beforeAll(async () => {
  shop = await topicShop();
  await switchPlacement(SHOP_ID, 'cart_page', true, 'merchant', new Date());
  await shop.work();
});
afterAll(() => shop.stop());

const NOTHING = { productDiscounts: false, orderDiscounts: false, shippingDiscounts: false };
const sale = (overrides: object = {}) => ({
  title: 'Summer sale', percentage: 0.2, discountClass: 'ORDER' as const, productIds: [], variantIds: [], tags: [], combinesWith: { ...NOTHING, productDiscounts: true },
  startsAt: new Date(Date.now() - 60_000).toISOString(), endsAt: null, ...overrides,
});
const known = async () => (await shopDiscountsOf(SHOP_ID)).map(({ title, value, covers, classes, combinesWith }) => ({ title, value, covers, classes, product: combinesWith.product }));

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
