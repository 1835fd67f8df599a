// What a merchant says of when, where, to whom and what fits what: in decisions, in what is published, on the desk.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { AdminClient } from '#app/adapters/shopify/admin-client.ts';
import { pool } from '#app/db/pool.ts';
import { prisma } from '#app/db/prisma.ts';
import { approvedSets } from '#app/db/publications.ts';
import { shopById } from '#app/db/shops.ts';
import type { OfferLimit } from '#app/domain/catalog/offer-limit.ts';
import type { CompatibilityRule } from '#app/domain/compatibility/rule-list.ts';
import type { LimitEntry } from '#app/domain/eligibility/limit-list.ts';
import { decideFor } from '#app/pipeline/decide/decide-offer.ts';
import { saveCompatibility } from '#app/pipeline/decide/save-compatibility.ts';
import { saveLimits } from '#app/pipeline/decide/save-limits.ts';
import { rereadMetafields } from '#app/pipeline/sync/reread/metafields.ts';
import { activityChanges } from '#app/read/activity.ts';
import { guardrailsPage } from '#app/read/guardrails.ts';
import { buildCustomer, buildProduct, buildSet, buildShop, type BuiltProduct, type BuiltShop } from '#prisma/seed/builders.ts';
import { type TestDatabase, testDatabase } from '#test/support/database.ts';

const NOW = new Date('2026-06-15T12:00:00Z');

let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.drop());

let shop: BuiltShop;
let camera: BuiltProduct;
let lens: BuiltProduct;
let bag: BuiltProduct;
beforeEach(async () => {
  shop = await buildShop();
  camera = await buildProduct(shop.shopId, { title: 'Camera', variants: [{ title: 'EF', options: { Mount: 'EF' } }, { title: 'RF', options: { Mount: 'RF' } }] });
  lens = await buildProduct(shop.shopId, { title: 'Lens', vendor: 'Aurel', productType: ' Lens ', tags: ['Fits:EF'] });
  bag = await buildProduct(shop.shopId, { title: 'Bag', vendor: 'Talgrund' });
  await buildSet(shop.shopId, { anchor: camera, slots: [{ name: 'extra', candidates: [{ product: lens, support: 20 }, { product: bag }] }] });
});

const limit = (scope: LimitEntry['scope'], value: string, kind: OfferLimit): LimitEntry => ({ scope, value, title: value, limit: kind });
const limits = (...entries: LimitEntry[]) => saveLimits(shop.shopId, entries, 'merchant', NOW);
const rules = (...entries: CompatibilityRule[]) => saveCompatibility(shop.shopId, entries, 'merchant', NOW);
const RF = 1;

async function decided({ customerId = null, country, variant = 0, now = NOW }: { customerId?: bigint | null; country?: string; variant?: number; now?: Date } = {}) {
  const variantId = camera.variants[variant]?.variantId ?? camera.variantId;
  const found = await decideFor({ shopId: shop.shopId, placement: 'cart_page', items: [{ variantId, quantity: 1 }], customerId, country, partVariantIds: [] }, now);
  return { offered: found?.decision.offer?.items.map(({ productId }) => productId) ?? [], refused: found?.decision.refused.map(({ productId, code }) => [productId, code]) ?? [] };
}

const SUMMER: OfferLimit = { kind: 'season', from: { month: 6, day: 16 }, to: { month: 8, day: 31 } };

describe('a limit', () => {
  it.each<[string, () => LimitEntry]>([
    ['of the product itself', () => limit('product', String(lens.productId), SUMMER)],
    ['of its type, whatever the case and blanks', () => limit('type', 'LENS', SUMMER)],
    ['of its tag', () => limit('tag', 'fits:ef', SUMMER)],
  ])('%s keeps it out of season, until the shop’s own clock says that it has begun', async (_what, entry) => {
    await limits(entry());
    expect(await decided()).toEqual({ offered: [bag.productId], refused: [[lens.productId, 'out_of_season']] });
    expect((await decided({ now: new Date('2026-06-15T22:30:00Z') })).offered).toEqual([lens.productId]);
  });

  it('of a vendor concerns all of theirs, and nothing else', async () => {
    await limits(limit('vendor', 'aurel', { kind: 'company', tag: 'b2b' }));
    expect((await decided()).offered).toEqual([bag.productId]);
    const customerId = await buildCustomer(shop.shopId, { tags: ['B2B'] });
    expect((await decided({ customerId })).offered).toEqual([lens.productId]);
  });

  it('to countries lets those be offered it who are known to be in one', async () => {
    await limits(limit('type', 'lens', { kind: 'region', countries: ['DE'] }));
    expect((await decided({ country: 'DE' })).offered).toEqual([lens.productId]);
    expect((await decided({ country: 'FR' })).refused).toContainEqual([lens.productId, 'region_limited']);
    expect((await decided()).refused).toContainEqual([lens.productId, 'region_limited']);
  });

  it('from an age on asks for the tag, also of customers who are known', async () => {
    await limits(limit('type', 'lens', { kind: 'age', tag: 'adult' }));
    expect((await decided({ customerId: await buildCustomer(shop.shopId, { tags: ['vip'] }) })).refused).toContainEqual([lens.productId, 'age_limited']);
    expect((await decided({ customerId: await buildCustomer(shop.shopId, { tags: ['Adult'] }) })).offered).toEqual([lens.productId]);
  });

  it('is another shop’s business only there', async () => {
    const other = await buildShop();
    await saveLimits(other.shopId, [limit('type', 'lens', SUMMER)], 'merchant', NOW);
    expect((await decided()).offered).toEqual([lens.productId]);
  });

  it('takes both of two: a type’s and the product’s own', async () => {
    await limits(limit('type', 'lens', { kind: 'region', countries: ['DE', 'AT'] }), limit('product', String(lens.productId), { kind: 'region', countries: ['AT'] }));
    expect((await decided({ country: 'DE' })).offered).toEqual([bag.productId]);
    expect((await decided({ country: 'AT' })).offered).toEqual([lens.productId]);
  });

  it('on what is gone from the catalogue is of no effect, and the desk says so', async () => {
    await limits(limit('type', 'lens', { kind: 'region', countries: ['DE'] }), limit('tag', 'vanished', SUMMER));
    await prisma().product.update({ where: { shopId_productId: { shopId: shop.shopId, productId: lens.productId } }, data: { deletedAt: NOW } });
    expect((await decided()).offered).toEqual([bag.productId]);
    const page = await guardrailsPage(shop.shopId, new Date());
    expect(page.limits.map(({ value }) => value)).toEqual(['lens', 'vanished']);
    expect(page.idleLimits).toEqual(['type:lens:region', 'tag:vanished:season']);
  });

  it('is kept as it was read, told once, and sends what is published out again', async () => {
    await limits(limit('type', 'lens', SUMMER));
    await limits(limit('type', 'LENS', { ...SUMMER }));
    expect(await limits(limit('type', '', SUMMER))).toEqual({ kind: 'invalid', why: 'no_value' });
    const told = (await activityChanges(shop.shopId)).changes.filter(({ event }) => event === 'limits_saved');
    expect(told).toMatchObject([{ detail: { added: [{ value: 'lens' }], removed: [] } }]);
    const { rows } = await pool().query('SELECT 1 FROM graphile_worker.jobs WHERE key = $1', [`publish-sets:${shop.shopId}`]);
    expect(rows).toHaveLength(1);
    await limits();
    expect((await decided()).offered).toEqual([lens.productId]);
  });
});

describe('compatibility', () => {
  const byOption: CompatibilityRule = { source: 'option', key: 'Mount', name: 'Mount' };
  const byTag: CompatibilityRule = { source: 'tag', key: 'fits:', name: 'mount' };

  it('keeps out what does not fit the variant in the cart, an option against a tag', async () => {
    await rules(byOption, byTag);
    expect((await decided()).offered).toEqual([lens.productId]);
    expect(await decided({ variant: RF })).toEqual({ offered: [bag.productId], refused: [[lens.productId, 'incompatible']] });
  });

  it('offers of a product only the variants that fit', async () => {
    const adapter = await buildProduct(shop.shopId, { title: 'Adapter', variants: [{ options: { mount: 'ef' } }, { options: { mount: 'rf' } }] });
    await prisma().setCandidate.updateMany({ where: { shopId: shop.shopId, productId: lens.productId }, data: { productId: adapter.productId } });
    await rules(byOption);
    const shown = async (variant: number) => {
      const found = await decideFor({ shopId: shop.shopId, placement: 'cart_page', items: [{ variantId: camera.variants[variant]!.variantId, quantity: 1 }], customerId: null, partVariantIds: [] }, NOW);
      return found?.decision.offer?.items[0]?.variants.map(({ variantId }) => variantId);
    };
    expect(await shown(0)).toEqual([adapter.variants[0]!.variantId]);
    expect(await shown(RF)).toEqual([adapter.variants[1]!.variantId]);
  });

  it('says nothing without a rule, nor by a rule whose option nobody has any more, which the desk tells', async () => {
    expect((await decided({ variant: RF })).offered).toEqual([lens.productId]);
    await rules({ source: 'option', key: 'thread', name: 'Thread' }, byTag);
    expect((await decided({ variant: RF })).offered).toEqual([lens.productId]);
    expect((await guardrailsPage(shop.shopId, new Date())).idleRules).toEqual(['option:thread']);
  });

  it('is told once, and refused whole where one place is named twice', async () => {
    await rules(byTag);
    await rules({ ...byTag, key: 'FITS' });
    expect(await rules(byTag, { ...byTag, name: 'Other' })).toEqual({ kind: 'invalid', why: 'twice' });
    const told = (await activityChanges(shop.shopId)).changes.filter(({ event }) => event === 'compatibility_saved');
    expect(told).toMatchObject([{ detail: { added: [{ key: 'fits', title: 'mount' }], removed: [] } }]);
  });
});

describe('compatibility by a metafield', () => {
  const byMetafield: CompatibilityRule = { source: 'metafield', key: 'specs.Mount', name: 'Mount' };
  const byOption: CompatibilityRule = { source: 'option', key: 'mount', name: 'Mount' };

  /** What the store says of each product; a page holds two. */
  function storeOf(values: ReadonlyMap<bigint, string>, asked: unknown[] = []): AdminClient {
    const run = async (_operation: unknown, variables: { filter: string }): Promise<unknown> => {
      asked.push(variables);
      const last = BigInt(variables.filter.replace('id:>', ''));
      const ids = [camera, lens, bag].map(({ productId }) => productId).filter((id) => id > last).sort((a, b) => Number(a - b));
      const node = (id: bigint) => ({ id: `gid://shopify/Product/${id}`, metafield: values.has(id) ? { type: 'list.single_line_text_field', value: values.get(id) } : null });
      return { products: { nodes: ids.slice(0, 2).map(node), pageInfo: { hasNextPage: ids.length > 2 } } };
    };
    return { shopDomain: 'x', scopes: async () => '', run: run as AdminClient['run'] };
  }
  const read = async (values: ReadonlyMap<bigint, string>, asked?: unknown[]) => rereadMetafields((await shopById(shop.shopId))!, storeOf(values, asked), NOW);
  const state = async () => {
    const { idleRules, readingRules } = await guardrailsPage(shop.shopId, new Date());
    return { idleRules, readingRules };
  };

  it('is read of every product once a rule names it, and judged from then on', async () => {
    await rules(byMetafield, byOption);
    const { rows } = await pool().query('SELECT 1 FROM graphile_worker.jobs WHERE key = $1', [`reread:metafields:${shop.shopId}`]);
    expect(rows).toHaveLength(1);
    expect(await state()).toEqual({ idleRules: [], readingRules: ['metafield:specs.Mount'] });
    expect((await decided({ variant: RF })).offered).toEqual([lens.productId]);
    const asked: unknown[] = [];
    await read(new Map([[lens.productId, '["EF"]']]), asked);
    expect(asked).toMatchObject([{ filter: 'id:>0', namespace: 'specs', key: 'Mount' }, { filter: `id:>${lens.productId}` }]);
    expect((await decided({ variant: RF })).refused).toEqual([[lens.productId, 'incompatible']]);
    expect((await decided()).offered).toEqual([lens.productId]);
    expect(await state()).toEqual({ idleRules: [], readingRules: [] });
  });

  it('follows what the store says later, publishes it, and is forgotten with its rule', async () => {
    await rules(byMetafield, byOption);
    await read(new Map([[lens.productId, '["EF"]'], [bag.productId, '["EF","RF"]']]));
    await pool().query('DELETE FROM graphile_worker._private_jobs WHERE key = $1', [`publish-sets:${shop.shopId}`]);
    await read(new Map([[lens.productId, '["RF"]'], [bag.productId, '["EF","RF"]']]));
    expect((await decided({ variant: RF })).offered).toEqual([lens.productId]);
    expect((await pool().query('SELECT 1 FROM graphile_worker.jobs WHERE key = $1', [`publish-sets:${shop.shopId}`])).rows).toHaveLength(1);
    await read(new Map());
    expect(await state()).toEqual({ idleRules: ['metafield:specs.Mount'], readingRules: [] });
    await read(new Map([[lens.productId, '["EF"]']]));
    await rules(byOption);
    expect((await pool().query('SELECT 1 FROM product_metafields WHERE shop_id = $1', [shop.shopId])).rows).toEqual([]);
    expect((await decided({ variant: RF })).offered).toEqual([lens.productId]);
  });

  it('that no rule names any more when its reading ends is not kept', async () => {
    await rules(byMetafield);
    const late = storeOf(new Map([[lens.productId, '["EF"]']]));
    const run = late.run;
    await rereadMetafields((await shopById(shop.shopId))!, { ...late, run: (async (...given: Parameters<typeof run>) => {
      await rules();
      return run(...given);
    }) as typeof run }, NOW);
    expect((await pool().query('SELECT 1 FROM product_metafields WHERE shop_id = $1', [shop.shopId])).rows).toEqual([]);
  });
});

describe('what a product is by itself', () => {
  it.each([['giftCard', 'gift_card'], ['needsSubscription', 'needs_subscription']] as const)('keeps it out: %s', async (field, code) => {
    await prisma().product.update({ where: { shopId_productId: { shopId: shop.shopId, productId: lens.productId } }, data: { [field]: true } });
    expect(await decided()).toEqual({ offered: [bag.productId], refused: [[lens.productId, code]] });
  });

  it('is read with what the shop’s orders say of it', async () => {
    await prisma().productStats.create({ data: { shopId: shop.shopId, productId: lens.productId, soldUnits: 90, returnedUnits: 9, returnRate: 0.1, buyers: 50, buyersAgain: 20, reorderGaps: 25, reorderDays: 27.6, countedAt: NOW } });
    const { products } = await approvedSets(shop.shopId);
    expect(products.get(lens.productId)?.stats).toEqual({ returnRate: 0.1, reorderDays: 28 });
    expect(products.get(bag.productId)?.stats).toEqual({ returnRate: null, reorderDays: null });
  });
});
