// What a merchant never wants offered, wherever Setwise would: decisions, what is published, suggestions, the desk.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { proposableProducts } from '#app/db/sets.ts';
import { pool } from '#app/db/pool.ts';
import { approvedSets } from '#app/db/publications.ts';
import { DEFAULT_GUARDRAILS } from '#app/domain/margin/guardrails.ts';
import type { BlockEntry } from '#app/domain/eligibility/block-list.ts';
import { decideFor } from '#app/pipeline/decide/decide-offer.ts';
import { saveBlockList } from '#app/pipeline/decide/save-block-list.ts';
import { desiredMetafields } from '#app/pipeline/publish/desired-metafields.ts';
import { activityChanges } from '#app/read/activity.ts';
import { guardrailsPage } from '#app/read/guardrails.ts';
import { guardrailsEffect } from '#app/read/guardrails-effect.ts';
import { buildProduct, buildSet, buildShop, type BuiltProduct, type BuiltShop } from '#prisma/seed/builders.ts';
import { type TestDatabase, testDatabase } from '#test/support/database.ts';

const NOW = new Date('2026-06-15T12:00:00Z');

let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.drop());

let shop: BuiltShop;
let camera: BuiltProduct;
let card: BuiltProduct;
let bag: BuiltProduct;
beforeEach(async () => {
  shop = await buildShop();
  camera = await buildProduct(shop.shopId, { title: 'Camera' });
  card = await buildProduct(shop.shopId, { title: 'Card', tags: ['Memory', 'clearance'] });
  bag = await buildProduct(shop.shopId, { title: 'Bag' });
  await buildSet(shop.shopId, { anchor: camera, slots: [{ name: 'extra', candidates: [{ product: card, support: 20 }, { product: bag }] }] });
});

const tag = (value: string): BlockEntry => ({ kind: 'tag', value, title: value });
const product = ({ productId }: BuiltProduct, title = 'x'): BlockEntry => ({ kind: 'product', value: String(productId), title });
const save = (...entries: BlockEntry[]) => saveBlockList(shop.shopId, entries, 'merchant', NOW);

async function offered(): Promise<bigint[]> {
  const decided = await decideFor({ shopId: shop.shopId, placement: 'cart_page', items: [{ variantId: camera.variantId, quantity: 1 }], customerId: null, partVariantIds: [] }, NOW);
  return decided?.decision.offer?.items.map(({ productId }) => productId) ?? [];
}

async function published(): Promise<string> {
  const { sets, products } = await approvedSets(shop.shopId);
  return desiredMetafields(sets, products, { guardrails: DEFAULT_GUARDRAILS, marginRules: [], includedTaxBp: 0 }, 'EUR', NOW).map(({ ownerId, value }) => `${ownerId} ${value}`).join('\n');
}

describe('what is on the block list', () => {
  it.each<[string, () => BlockEntry]>([['by its tag, whatever the case', () => tag('Clearance')], ['itself', () => product(card)]])('%s, is not offered, not published and not suggested', async (_, entry) => {
    expect(await offered()).toEqual([card.productId]);
    expect(await published()).toContain(String(card.productId));
    await save(entry());
    expect(await offered()).toEqual([bag.productId]);
    expect(await published()).not.toContain(String(card.productId));
    expect((await proposableProducts(shop.shopId)).map(({ productId }) => productId)).not.toContain(card.productId);
    await save();
    expect(await offered()).toEqual([card.productId]);
  });

  it('still starts the sets that it is the anchor of', async () => {
    await save(product(camera));
    expect(await offered()).toEqual([card.productId]);
  });

  it('is another shop’s business only there', async () => {
    const other = await buildShop();
    await saveBlockList(other.shopId, [tag('clearance'), product(card)], 'merchant', NOW);
    expect(await offered()).toEqual([card.productId]);
  });

  it('is counted before it is saved, and the store is told once it is', async () => {
    const effect = (blocks: BlockEntry[]) => guardrailsEffect(shop.shopId, DEFAULT_GUARDRAILS, blocks, undefined, new Date());
    expect(await effect([tag('memory'), product(bag)])).toMatchObject({ products: 3, blocked: 2, unread: false });
    expect(await effect([{ kind: 'collection', value: '77', title: 'Sale' }])).toMatchObject({ blocked: 0, unread: true });
    await save(product(bag, 'Bag'));
    expect(await guardrailsPage(shop.shopId, new Date())).toMatchObject({ blocks: [{ kind: 'product', title: 'Bag' }], effect: { blocked: 1 } });
    const { rows } = await pool().query<{ key: string }>('SELECT key FROM graphile_worker.jobs WHERE key = $1', [`publish-sets:${shop.shopId}`]);
    expect(rows).toHaveLength(1);
  });

  it('is logged by what came and what went, and saving the same again is no change', async () => {
    await save(tag('Old'), product(card, 'Card'));
    await save(tag('old'), product(bag, 'Bag'));
    await save(tag('OLD'), product(bag, 'Bag'));
    const { changes } = await activityChanges(shop.shopId);
    expect(changes.map(({ event }) => event)).toEqual(['block_list_saved', 'block_list_saved']);
    expect(changes.map(({ detail }) => (detail.added as unknown[]).length + (detail.removed as unknown[]).length).sort()).toEqual([2, 2]);
  });

  it('is refused whole when an entry is none, or when there are too many', async () => {
    expect(await save(tag('  '))).toEqual({ kind: 'invalid', why: 'not_a_tag' });
    expect(await save(tag('fine'), { kind: 'product', value: 'DROP TABLE', title: 'x' })).toEqual({ kind: 'invalid', why: 'not_an_id' });
    expect(await save(...Array.from({ length: 501 }, (_, at) => tag(`t${at}`)))).toEqual({ kind: 'invalid', why: 'too_many' });
    expect((await guardrailsPage(shop.shopId, new Date())).blocks).toEqual([]);
  });
});
