// Approved sets go out to the sandbox's store and come back from it: only differences, in its own words.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { publishedExperiments } from '#app/contract/published-experiments.ts';
import { publishedDiscounts, publishedSet } from '#app/contract/published-set.ts';
import { ensureExperiment } from '#app/db/experiments.ts';
import { pool } from '#app/db/pool.ts';
import { prisma } from '#app/db/prisma.ts';
import { EXPERIMENTS_KEY, EXPERIMENTS_NAMESPACE, METAFIELD_NAMESPACE } from '#app/domain/portable/names.ts';
import { publishSets } from '#app/pipeline/publish/publish-sets.ts';
import { readThemeState } from '#app/pipeline/publish/read-theme-state.ts';
import { type ConnectedShop, DOMAIN, openedShop } from '#test/support/connected-shop.ts';
import { buildTripSet } from '#test/support/small-store-sets.ts';
import { BAG, CAMERA, CARD, SHOP_ID } from '#test/support/small-store.ts';

const now = () => new Date();
let shop: ConnectedShop;
let setId: string;

beforeAll(async () => {
  shop = await openedShop();
  setId = await buildTripSet(SHOP_ID);
});
afterAll(() => shop.stop());

const enable = (enabled: boolean) =>
  prisma().placement.upsert({
    where: { shopId_placement: { shopId: SHOP_ID, placement: 'cart_page' } },
    create: { shopId: SHOP_ID, placement: 'cart_page', enabled, updatedAt: now(), updatedBy: 'x' },
    update: { enabled },
  });
const metafield = (productId: number, key: string) => {
  const { store } = shop.sandbox;
  const found = store.productMetafield(store.requireProduct(productId), METAFIELD_NAMESPACE, key);
  return found && JSON.parse(found.value);
};

describe('publishing', () => {
  it('writes nothing while every placement is off', async () => {
    expect(await publishSets(SHOP_ID, now())).toEqual({ written: 0, deleted: 0, unchanged: 0 });
    expect(shop.sandbox.store.listDiscounts()).toEqual([]);
  });

  it('writes the set on its anchor, the discount on each candidate, and one automatic discount that combines with none', async () => {
    await enable(true);
    expect(await publishSets(SHOP_ID, now())).toEqual({ written: 5, deleted: 0, unchanged: 0 });
    expect(publishedSet.parse(metafield(CAMERA.product, 'set'))).toMatchObject({ id: setId, slots: [{ name: 'memory card' }, { name: 'bag' }], discounts: { [CARD.product]: 1_000, [BAG.product]: 1_000 } });
    expect(metafield(CAMERA.product, 'slot_2')).toEqual([`gid://shopify/Product/${BAG.product}`]);
    expect(publishedDiscounts.parse(metafield(CARD.product, 'set_discount'))).toEqual({ [setId]: { anchor: String(CAMERA.product), bp: 1_000 } });
    const { store } = shop.sandbox;
    expect(store.definitions.size).toBe(6);
    expect(store.listDiscounts()).toMatchObject([{ title: 'Set discount' }]);
    expect((await prisma().shop.findFirstOrThrow()).discountNodeId).toMatch(/^gid:\/\/shopify\/Discount/);
    expect(await prisma().change.count({ where: { event: 'sets_published' } })).toBe(1);
  });

  it('tells the storefront which experiment runs on which placement that is on', async () => {
    const field = shop.sandbox.store.installation.metafields.find(({ namespace, key }) => namespace === EXPERIMENTS_NAMESPACE && key === EXPERIMENTS_KEY);
    const running = await prisma().experiment.findFirstOrThrow({ where: { shopId: SHOP_ID, subjectOf: 'placement:cart_page', endedAt: null } });
    expect(publishedExperiments.parse(JSON.parse(field?.value ?? ''))).toEqual({ cart_page: { id: running.experimentId, salt: running.salt, holdoutBp: 1_000 } });
  });

  it('tells it the experiment over all places as well, where one runs', async () => {
    const { experimentId: id, salt, holdoutBp } = await ensureExperiment(SHOP_ID, 'global', now(), pool(), 200);
    await publishSets(SHOP_ID, now());
    const field = shop.sandbox.store.installation.metafields.find(({ namespace, key }) => namespace === EXPERIMENTS_NAMESPACE && key === EXPERIMENTS_KEY);
    expect(publishedExperiments.parse(JSON.parse(field?.value ?? ''))).toEqual({ cart_page: expect.anything(), global: { id, salt, holdoutBp } });
  });

  it('writes nothing a second time', async () => {
    expect(await publishSets(SHOP_ID, now())).toEqual({ written: 0, deleted: 0, unchanged: 5 });
    expect(shop.sandbox.store.listDiscounts()).toHaveLength(1);
    expect(await prisma().change.count({ where: { event: 'sets_published' } })).toBe(1);
  });

  it('is not answered by its own echo', async () => {
    await shop.settle();
    const { rows } = await import('#app/db/pool.ts').then(({ pool }) => pool().query('SELECT key FROM graphile_worker.jobs WHERE key LIKE $1', ['publish-sets:%']));
    expect(rows).toEqual([]);
    expect(await prisma().webhookDelivery.count({ where: { topic: 'products/update', status: 'applied' } })).toBeGreaterThan(0);
  });

  it('takes up the discount that was made while its answer was lost, instead of making a second', async () => {
    const { store } = shop.sandbox;
    const [made] = store.listDiscounts();
    const { discountNodeId } = await prisma().shop.findFirstOrThrow();
    await prisma().shop.updateMany({ data: { discountNodeId: null } });
    await publishSets(SHOP_ID, now());
    expect(store.listDiscounts()).toEqual([made]);
    expect((await prisma().shop.findFirstOrThrow()).discountNodeId).toBe(discountNodeId);
  });

  it('writes only what a new cost changed: the discount that the floor leaves', async () => {
    shop.sandbox.store.setUnitCost(CARD.item, '39.00');
    await shop.settle();
    await shop.work();
    expect(await prisma().change.findFirst({ where: { event: 'sets_published' }, orderBy: { changedAt: 'desc' } })).toMatchObject({ detail: { deleted: expect.any(Number) } });
    const discount = metafield(CARD.product, 'set_discount');
    expect(discount?.[setId]?.bp ?? 0).toBeLessThan(1_000);
    expect(metafield(CAMERA.product, 'set').discounts[CARD.product] ?? 0).toBe(discount?.[setId]?.bp ?? 0);
    expect(await publishSets(SHOP_ID, now())).toMatchObject({ written: 0, deleted: 0 });
  });

  it('leaves out a product that the store has lost without telling, and writes the rest', async () => {
    await prisma().publication.updateMany({ where: { shopId: SHOP_ID, ownerId: { startsWith: 'gid' } }, data: { valueHash: '' } });
    shop.sandbox.webhooks.queue.hold();
    shop.sandbox.store.deleteProduct(BAG.product);
    await publishSets(SHOP_ID, now());
    const taken = await prisma().publication.findMany({ where: { shopId: SHOP_ID, valueHash: { not: '' }, ownerId: { startsWith: 'gid' } } });
    expect(taken.map((row) => [row.ownerId, row.key])).toEqual(expect.arrayContaining([[`gid://shopify/Product/${CAMERA.product}`, 'set']]));
    expect(taken.map((row) => row.ownerId)).not.toContain(`gid://shopify/Product/${BAG.product}`);
    shop.sandbox.webhooks.queue.release();
    await shop.settle();
    await shop.work();
    expect(metafield(CAMERA.product, 'set').slots).toEqual([expect.objectContaining({ name: 'memory card' })]);
    expect(metafield(CAMERA.product, 'slot_2')).toBeUndefined();
  });

  it('takes everything back when the last placement is switched off', async () => {
    await enable(false);
    const { written, deleted } = await publishSets(SHOP_ID, now());
    expect(written).toBe(0);
    expect(deleted).toBeGreaterThan(0);
    for (const key of ['set', 'slot_1', 'slot_2']) expect(metafield(CAMERA.product, key)).toBeUndefined();
    expect(metafield(CARD.product, 'set_discount')).toBeUndefined();
    expect(shop.sandbox.store.listDiscounts()).toEqual([]);
    expect(shop.sandbox.store.installation.metafields).toEqual([]);
    expect((await prisma().shop.findFirstOrThrow()).discountNodeId).toBeNull();
  });
});

describe('the live theme', () => {
  it('is read for our blocks, with a link to the right spot of its editor', async () => {
    const { store } = shop.sandbox;
    store.themeFiles.set('templates/product.json', JSON.stringify({ sections: { main: { type: 'main-product', blocks: { a: { type: 'shopify://apps/setwise/blocks/complete-the-set/x' } } } }, order: ['main'] }));
    store.themeFiles.set('templates/cart.json', JSON.stringify({ sections: {}, order: [] }));
    const state = await readThemeState(DOMAIN);
    expect(state.product_page.state).toBe('on');
    expect(state.cart_page).toEqual({ state: 'off', editorUrl: expect.stringContaining('/admin/themes/current/editor?template=cart&addAppBlockId=setwise-sandbox-client-id/complete-the-set&target=mainSection') });
    expect(state.cart_drawer).toEqual({ state: 'off', editorUrl: expect.stringContaining('context=apps&activateAppId=setwise-sandbox-client-id/cart-drawer') });
  });
});
