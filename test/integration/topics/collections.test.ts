import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { blocksOf } from '#app/db/blocks.ts';
import { saveBlockList } from '#app/pipeline/decide/save-block-list.ts';
import { ringAll } from '#app/pipeline/sync/reread/ring.ts';
import { pool } from '#app/db/pool.ts';
import { createCollection, deleteCollection, updateCollection } from '#sandbox/store/collections.ts';
import { BAG, CARD, SHOP_ID } from '#test/support/small-store.ts';
import { type TopicShop, topicShop } from '#test/support/topic-shop.ts';

let shop: TopicShop;
beforeAll(async () => {
  shop = await topicShop();
});
afterAll(() => shop.stop());
afterEach(() => block());

/** The whole list, as the merchant saves it. */
async function block(...ids: number[]): Promise<void> {
  await saveBlockList(SHOP_ID, ids.map((id) => ({ kind: 'collection', value: String(id), title: 'A collection' })), 'merchant', new Date());
  await shop.work();
}

async function collection(title: string, of: Parameters<typeof createCollection>[2]): Promise<number> {
  let id = 0;
  await shop.told((store) => {
    id = createCollection(store, title, of).id;
  });
  return id;
}

describe('a collection on the block list', () => {
  it('is read when it is put there: nothing of it is offered from then on', async () => {
    const id = await collection('Clearance', { productIds: [CARD.product] });
    expect(await shop.offered()).toEqual([CARD.product]);
    await block(id);
    expect(await shop.refusal(CARD.product)).toBe('blocked');
    expect(await shop.offered()).toEqual([BAG.product]);
    expect(await blocksOf(SHOP_ID)).toMatchObject([{ title: 'Clearance', readAt: expect.any(Date), goneAt: null }]);
    await block();
    expect(await shop.offered()).toEqual([CARD.product]);
  });
});

describe('collections/update', () => {
  it('takes in what was added to it by hand, and lets go of what was taken out', async () => {
    const id = await collection('Gifts', { productIds: [] });
    await block(id);
    expect(await shop.offered()).toEqual([CARD.product]);
    expect(await shop.told((store) => updateCollection(store, id, { productIds: [CARD.product] }))).toEqual(['collections/update']);
    expect(await shop.refusal(CARD.product)).toBe('blocked');
    await shop.told((store) => updateCollection(store, id, { productIds: [BAG.product] }));
    expect(await shop.offered()).toEqual([CARD.product]);
  });

  it('of a collection that nobody blocked is not even read', async () => {
    const id = await collection('Seen by nobody', { productIds: [CARD.product] });
    await shop.told((store) => updateCollection(store, id, { title: 'Still' }));
    const { rows } = await pool().query('SELECT 1 FROM collection_products');
    expect(rows).toEqual([]);
  });
});

describe('collections/delete', () => {
  it('keeps nothing out any more, and is shown as gone', async () => {
    const id = await collection('Old stock', { productIds: [CARD.product] });
    await block(id);
    expect(await shop.refusal(CARD.product)).toBe('blocked');
    expect(await shop.told((store) => deleteCollection(store, id))).toEqual(['collections/delete']);
    expect(await shop.offered()).toEqual([CARD.product]);
    expect(await blocksOf(SHOP_ID)).toMatchObject([{ title: 'Old stock', goneAt: expect.any(Date) }]);
  });
});

describe('the nightly reading', () => {
  it('finds what moved into an automatic collection, of which nothing tells', async () => {
    const id = await collection('Discontinued', { tag: 'discontinued' });
    await block(id);
    await shop.told((store) => store.updateProduct(CARD.product, { tags: ['new', 'discontinued'] }));
    expect(await shop.offered()).toEqual([CARD.product]);
    await ringAll(SHOP_ID, pool());
    await shop.work();
    expect(await shop.refusal(CARD.product)).toBe('blocked');
    await shop.told((store) => store.updateProduct(CARD.product, { tags: ['new'] }));
  });
});
