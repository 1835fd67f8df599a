// Sets that should not be, however they came to be: a shopper is waiting, so the answer is a safe one.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { pool } from '#app/db/pool.ts';
import { decideFor } from '#app/pipeline/decide/decide-offer.ts';
import { buildPlacement, buildProduct, type BuiltProduct, buildSet, buildShop } from '#prisma/seed/builders.ts';
import { type TestDatabase, testDatabase } from '#test/support/database.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.drop());

const NOW = new Date('2026-06-02T12:00:00Z');

async function shopWithCamera() {
  const { shopId } = await buildShop();
  await buildPlacement(shopId, 'cart_page');
  return { shopId, camera: await buildProduct(shopId, { title: 'Camera' }) };
}

const decided = async (shopId: bigint, cart: BuiltProduct) => {
  const answer = await decideFor({ shopId, placement: 'cart_page', items: [{ variantId: cart.variantId, quantity: 1 }], customerId: null, partVariantIds: [] }, NOW);
  return { offered: (answer?.decision.offer?.items ?? []).map(({ productId }) => productId), refused: (answer?.decision.refused ?? []).map(({ productId, code }) => [productId, code]) };
};

it('never offers the product that the set starts from', async () => {
  const { shopId, camera } = await shopWithCamera();
  await buildSet(shopId, { anchor: camera, slots: [{ name: 'camera', candidates: [{ product: camera }] }] });
  const { offered, refused } = await decided(shopId, camera);
  expect([offered, refused.map(([productId]) => productId)]).toEqual([[], [camera.productId]]);
});

it('offers the other slots where every candidate of one is gone, and says of each why', async () => {
  const { shopId, camera } = await shopWithCamera();
  const [card, gone] = [await buildProduct(shopId, { title: 'Card' }), await buildProduct(shopId, { title: 'Old card', deletedAt: NOW })];
  await buildSet(shopId, { anchor: camera, slots: [{ name: 'old', candidates: [{ product: gone }] }, { name: 'card', candidates: [{ product: card }] }] });
  expect(await decided(shopId, camera)).toEqual({ offered: [card.productId], refused: [[gone.productId, 'deleted']] });
});

it('decides on a slot of ten thousand candidates', async () => {
  const { shopId, camera } = await shopWithCamera();
  const card = await buildProduct(shopId, { title: 'Card', stock: 0 });
  const setId = await buildSet(shopId, { anchor: camera, slots: [{ name: 'card', candidates: [{ product: card }] }] });
  await pool().query(
    `WITH numbers AS (SELECT n, 5000000 + n AS id FROM generate_series(2, 10000) AS n),
     p AS (INSERT INTO products (shop_id, product_id, title, handle, vendor, product_type, tags, status, published_at, created_at, updated_at)
           SELECT $1, id, 'Card ' || n, 'card-' || n, '', '', '{}', 'ACTIVE', $2, $2, $2 FROM numbers),
     v AS (INSERT INTO variants (shop_id, variant_id, product_id, title, position, price_minor, inventory_item_id, inventory_policy, updated_at)
           SELECT $1, id, id, '', 1, 1000, id, 'DENY', $2 FROM numbers),
     i AS (INSERT INTO inventory_items (shop_id, inventory_item_id, tracked, unit_cost_minor, updated_at) SELECT $1, id, n < 10000, 100, $2 FROM numbers)
     INSERT INTO set_candidates (shop_id, set_id, slot_no, rank, product_id, support, score) SELECT $1, $3, 1, n, id, 0, 0 FROM numbers`,
    [shopId, NOW, setId],
  );
  const answer = await decided(shopId, camera);
  // All but the last are sold out.
  expect(answer.offered).toEqual([5_010_000n]);
});
