// Products without orders: a whole shop that never sold anything, over the wire; and a new product in a shop that sells.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pool } from '#app/db/pool.ts';
import { decideFor } from '#app/pipeline/decide/decide-offer.ts';
import { proposeSets } from '#app/pipeline/learn/propose-sets.ts';
import { approveSet } from '#app/pipeline/learn/review-sets.ts';
import { trainAssociations } from '#app/pipeline/learn/train-associations.ts';
import { setForEditor } from '#app/read/set.ts';
import { listSets } from '#app/read/sets.ts';
import { cameraShop } from '#sandbox/seed/camera-shop/camera-shop.ts';
import { productIdOf } from '#sandbox/seed/camera-shop/products.ts';
import { buildAssociations, buildOrder, buildPlacement, buildProduct, buildShop } from '#prisma/seed/builders.ts';
import { type ConnectedShop, connectShop, DOMAIN } from '#test/support/connected-shop.ts';

let shop: ConnectedShop;
beforeAll(async () => {
  const seed = cameraShop(new Date());
  shop = await connectShop({ seed: () => ({ ...seed, shop: { ...seed.shop, domain: DOMAIN }, orders: [], customers: [] }) });
}, 60_000);
afterAll(() => shop.stop());

const NOW = new Date('2026-06-02T12:00:00Z');

interface Suggested {
  setId: string;
  anchor: bigint;
  status: string;
  evidence: string;
  borrowedFrom: bigint[];
  sharedWords: string[];
  candidates: bigint[];
}

async function suggestionsOf(shopId: bigint): Promise<Map<bigint, Suggested>> {
  const { rows } = await pool().query<Suggested>(
    `SELECT s.set_id AS "setId", s.anchor_product_id AS anchor, s.status, s.evidence, s.borrowed_from AS "borrowedFrom", s.shared_words AS "sharedWords",
            ARRAY(SELECT c.product_id FROM set_candidates c WHERE c.shop_id = s.shop_id AND c.set_id = s.set_id ORDER BY c.slot_no, c.rank) AS candidates
       FROM sets s WHERE s.shop_id = $1`,
    [shopId],
  );
  return new Map(rows.map((row) => [row.anchor, row]));
}

const id = (handle: string): bigint => BigInt(productIdOf(handle));

describe('a shop that never sold anything', () => {
  it('starts from what its merchant calls complementary and from what fits by taxonomy and tags; none of it approves itself', async () => {
    const { shopId } = (await shop.open()).shop;
    await shop.work();
    expect((await trainAssociations(shopId, new Date())).modelId).toBeNull();
    expect(await proposeSets(shopId, new Date())).toBeGreaterThan(20);

    const suggestions = await suggestionsOf(shopId);
    expect([...new Set([...suggestions.values()].map(({ status }) => status))]).toEqual(['suggested']);
    const rangefinder = suggestions.get(id('norrik-q35-rangefinder-camera'))!;
    expect(rangefinder.evidence).toBe('complements');
    expect(rangefinder.candidates.slice(0, 2)).toEqual([id('korvo-swift-sd-uhs-ii-v60-card'), id('mowe-moor-leather-neck-strap')]);
    const instant = suggestions.get(id('klikki-square-2-instant-camera'))!;
    expect(instant).toMatchObject({ evidence: 'words', sharedWords: expect.arrayContaining(['film:square']) });
    expect(instant.candidates).toContain(id('klikki-square-film'));
    expect(instant.candidates).not.toContain(id('klikki-mini-film'));
    const { sets } = await listSets(shopId, { status: 'suggested', search: '', page: 1 }, new Date());
    const byComplements = sets.filter(({ grounds }) => grounds?.evidence === 'complements');
    expect(sets.slice(0, byComplements.length)).toEqual(byComplements);
    expect(byComplements.map(({ anchor }) => anchor?.title)).toContain('Norrik Q35 Rangefinder Camera');
    // A draft is not on sale, whatever the merchant calls complementary to it.
    expect(suggestions.has(id('tavira-v2-vlog-camera'))).toBe(false);

    // What the merchant changes there is seen the next time.
    shop.sandbox.store.setMetafields([{ ownerId: `gid://shopify/Product/${productIdOf('norrik-q35-rangefinder-camera')}`, namespace: 'shopify--discovery--product_recommendation', key: 'complementary_products', type: 'list.product_reference', value: JSON.stringify([`gid://shopify/Product/${productIdOf('mowe-moor-rope-strap')}`]) }]);
    await proposeSets(shopId, new Date());
    expect((await suggestionsOf(shopId)).get(id('norrik-q35-rangefinder-camera'))?.candidates[0]).toBe(id('mowe-moor-rope-strap'));
  }, 60_000);
});

describe('a new product', () => {
  it('is suggested with what its kind is bought with, and decisions use that only once a person approved it', async () => {
    const { shopId } = await buildShop();
    await buildPlacement(shopId, 'cart_page');
    const camera = (title: string) => buildProduct(shopId, { title, productType: 'Camera', priceMinor: 90_000, unitCostMinor: 40_000 });
    const [m5, m6, fresh] = [await camera('Aurel M5'), await camera('Aurel M6'), await camera('Aurel M7')];
    const [card, other] = [await buildProduct(shopId, { title: 'Card', productType: 'Memory Cards' }), await buildProduct(shopId, { title: 'Film', productType: 'Film' })];
    for (const anchor of [m5, m6]) for (let at = 0; at < 20; at++) await buildOrder(shopId, { lines: [{ product: anchor }, { product: card }] });
    for (let at = 0; at < 60; at++) await buildOrder(shopId, { lines: [{ product: other }] });
    await buildAssociations(shopId, [...[m5, m6].map((product) => ({ product, orders: 20, targets: [{ product: card, support: 20 }] })), { product: card, orders: 40, targets: [] }, { product: other, orders: 60, targets: [] }], { orders: 100 });

    await proposeSets(shopId, NOW);
    const suggested = (await suggestionsOf(shopId)).get(fresh.productId)!;
    expect(suggested).toMatchObject({ status: 'suggested', evidence: 'kind', borrowedFrom: [m5.productId, m6.productId], candidates: [card.productId] });

    expect((await setForEditor(shopId, suggested.setId, NOW)).set.grounds).toEqual({ evidence: 'kind', borrowedFrom: ['Aurel M5', 'Aurel M6'], sharedWords: [] });
    const offered = async () => {
      const items = [{ variantId: fresh.variantId, quantity: 1 }];
      const decided = await decideFor({ shopId, placement: 'cart_page', items, customerId: null, partVariantIds: [] }, NOW);
      return (decided?.decision.offer?.items ?? []).map(({ productId }) => productId);
    };
    expect(await offered()).toEqual([]);
    await approveSet(shopId, suggested.setId, 'anna', NOW);
    expect(await offered()).toEqual([card.productId]);
    // Once approved it is the merchant's: proposing again leaves it alone.
    await proposeSets(shopId, NOW);
    expect((await suggestionsOf(shopId)).get(fresh.productId)).toMatchObject({ setId: suggested.setId, status: 'approved' });
  });
});
