// A merchant writes sets: what their rules come to, what is refused with a sentence, and who is told when two write at once.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pool } from '#app/db/pool.ts';
import { resolveSets } from '#app/pipeline/learn/resolve-sets.ts';
import { approveSet } from '#app/pipeline/learn/review-sets.ts';
import { createSet, readDefinition, reviseSet } from '#app/pipeline/learn/write-set.ts';
import { turnTheDay } from '#app/pipeline/publish/turn-the-day.ts';
import { watchProducts } from '#app/pipeline/sync/watch-product.ts';
import type { SetDefinition } from '#app/domain/set/set-definition.ts';
import { buildAssociations, buildProduct, buildShop } from '#prisma/seed/builders.ts';
import { type TestDatabase, testDatabase } from '#test/support/database.ts';
import { definition, products, slot } from '#test/support/set-definition.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.drop());

const NOW = new Date('2026-06-02T12:02:00Z');
const SIGNALS = { ownedDays: 180, ordersSince: null, companionsSince: null, needed: 1 };

async function cameraShop() {
  const { shopId } = await buildShop();
  const [camera, other] = [await buildProduct(shopId, { title: 'Camera', productType: 'Cameras', tags: ['Photo'] }), await buildProduct(shopId, { title: 'Camera II', productType: 'Cameras' })];
  const cards = [await buildProduct(shopId, { title: 'Card 64', productType: 'Cards' }), await buildProduct(shopId, { title: 'Card 128', productType: 'Cards' }), await buildProduct(shopId, { title: 'Card 256', productType: 'Cards' })];
  const bag = await buildProduct(shopId, { title: 'Bag', productType: 'Bags', tags: ['Travel'] });
  return { shopId, camera: camera.productId, other: other.productId, cards: cards.map(({ productId }) => productId), bag: bag.productId, built: { camera, cards } };
}

async function cameTo(shopId: bigint, setId: string) {
  const anchors = await pool().query<{ product_id: bigint; slot_no: number }>('SELECT product_id, slot_no FROM set_anchors WHERE shop_id = $1 AND set_id = $2 ORDER BY slot_no, product_id', [shopId, setId]);
  const candidates = await pool().query<{ product_id: bigint; slot_no: number }>('SELECT slot_no, product_id FROM set_candidates WHERE shop_id = $1 AND set_id = $2 ORDER BY slot_no, rank', [shopId, setId]);
  return { anchors: anchors.rows.map((row) => [row.slot_no, row.product_id]), candidates: candidates.rows.map((row) => [row.slot_no, row.product_id]) };
}

const job = async (key: string) => (await pool().query('SELECT 1 FROM graphile_worker._private_jobs WHERE key = $1', [key])).rowCount;

describe('a set that is written', () => {
  it('waits as a suggestion, and is read as it was written', async () => {
    const { shopId, camera, other, cards, bag } = await cameraShop();
    const written: SetDefinition = definition(products(camera, other), [slot('card', products(cards[1]!), { pinnedIds: [cards[0]!], words: 'Room for a week' }), slot('bag', { kind: 'tag', tag: 'travel' })], {
      outcome: 'Nothing is missing on the first trip.', excludedIds: [cards[2]!], startsOn: '2026-06-01', endsOn: '2026-06-30', season: { from: { month: 11, day: 1 }, to: { month: 1, day: 6 } },
      marketIds: [7n], segments: ['new'], trialBp: 1_000, byRuleOnly: true,
    });
    const setId = await createSet(shopId, written, 'anna', { at: NOW });
    expect(await readDefinition(shopId, setId)).toEqual({ definition: written, version: 1, terms: { kind: 'percent', bp: 1_000 } });
    expect(await cameTo(shopId, setId)).toEqual({ anchors: [[0, camera], [0, other]], candidates: [[1, cards[0]], [1, cards[1]], [2, bag]] });
    const { rows } = await pool().query('SELECT status, origin FROM sets WHERE set_id = $1', [setId]);
    expect(rows).toEqual([{ status: 'suggested', origin: 'merchant' }]);
  });

  it('takes of a type what the model ranks highest beside the best sold anchor, after what is pinned, and never what is left out', async () => {
    const { shopId, camera, cards, bag, built } = await cameraShop();
    await buildAssociations(shopId, [{ product: built.camera, orders: 50, targets: [{ product: built.cards[1]!, support: 30, ridge: 0.5 }] }]);
    const setId = await createSet(shopId, definition({ kind: 'type', type: 'Cameras' }, [slot('card', { kind: 'type', type: 'cards' }, { pinnedIds: [bag] })], { excludedIds: [cards[2]!] }), 'anna');
    expect((await cameTo(shopId, setId)).candidates).toEqual([[1, bag], [1, cards[1]], [1, cards[0]]]);
    const { rows } = await pool().query('SELECT anchor_product_id FROM sets WHERE set_id = $1', [setId]);
    expect(rows[0]).toEqual({ anchor_product_id: camera });
  });

  it('of a ladder is started by whatever stands on its rungs', async () => {
    const { shopId, camera, other, cards } = await cameraShop();
    const ladder = definition(products(), [slot('first', { kind: 'tag', tag: 'photo' }), slot('next', products(other))], { strategy: 'evolution', signals: SIGNALS });
    const setId = await createSet(shopId, ladder, 'anna');
    expect((await cameTo(shopId, setId)).anchors).toEqual([[1, camera], [2, other]]);
    expect(await readDefinition(shopId, setId)).toMatchObject({ definition: ladder, terms: { kind: 'none' } });
    await reviseSet(shopId, setId, { ...ladder, slots: [slot('small', products(cards[0]!)), ...ladder.slots] }, 1, 'anna');
    expect((await cameTo(shopId, setId)).anchors).toEqual([[1, cards[0]], [2, camera], [3, other]]);
  });

  it('numbers its slots as they stand, and its gift goes along', async () => {
    const { shopId, camera, cards, bag } = await cameraShop();
    const written = definition(products(camera), [slot('card', products(cards[0]!)), slot('bag', products(bag))]);
    const setId = await createSet(shopId, written, 'anna', { terms: { kind: 'gift', slotNo: 2 } });
    await reviseSet(shopId, setId, { ...written, slots: written.slots.toReversed() }, 1, 'anna');
    expect(await readDefinition(shopId, setId)).toMatchObject({ definition: { slots: [{ slotNo: 1, name: 'bag' }, { slotNo: 2, name: 'card' }] }, terms: { kind: 'gift', slotNo: 1 } });
    await expect(reviseSet(shopId, setId, { ...written, slots: [written.slots[1]!] }, 2, 'anna')).rejects.toThrow('The slot of the gift is no longer there. Choose another one.');
  });
});

describe('what no set can be is refused with a sentence:', () => {
  it.each([
    ['a slot without a product', (s: Shop) => definition(products(s.camera), [slot('card', products())]), '“card” is empty. Add a product, or remove it.'],
    ['a product that starts the set and stands in it', (s: Shop) => definition(products(s.camera), [slot('card', products(s.camera))]), '“Camera” starts the set and stands in “card”. Remove it from one of them.'],
    ['a product in two slots', (s: Shop) => definition(products(s.camera), [slot('card', products(s.bag)), slot('bag', products(s.bag))]), '“Bag” stands in “card” and in “bag”.'],
    ['a ladder that comes back to where it began', (s: Shop) => definition(products(), [slot('a', products(s.camera)), slot('b', products(s.other)), slot('c', products(s.camera))], { strategy: 'evolution', signals: SIGNALS }), '“Camera” stands on rung 1 and rung 3: a ladder only goes up.'],
    ['5,000 candidates', (s: Shop) => definition(products(s.camera), [slot('card', products(...Array.from({ length: 5_000 }, (_, at) => BigInt(at + 1))))]), '“card” was given 5000 products; 5 is the most.'],
    ['a product that was never seen', (s: Shop) => definition(products(s.camera), [slot('card', products(s.bag, 99n))]), '“#99” was deleted in Shopify meanwhile. Remove it.'],
    ['an end before the start', (s: Shop) => definition(products(s.camera), [slot('card', products(s.bag))], { startsOn: '2026-06-02', endsOn: '2026-06-01' }), 'The set ends before it starts.'],
    ['a tag that nothing has', (s: Shop) => definition({ kind: 'tag', tag: 'Nowhere' }, [slot('card', products(s.bag))]), 'No product has the tag “nowhere” today.'],
    ['a type that leaves nothing', () => definition({ kind: 'type', type: 'cameras' }, [slot('another', { kind: 'type', type: 'cameras' })]), 'Of what “another” names nothing is left to offer'],
    ['a ladder without signals', (s: Shop) => definition(products(), [slot('a', products(s.camera)), slot('b', products(s.other))], { strategy: 'evolution' }), 'Say what shows that a rung is outgrown'],
  ] as const)('%s', async (_, written, sentence) => {
    const shop = await cameraShop();
    await expect(createSet(shop.shopId, written(shop), 'anna')).rejects.toMatchObject({ code: 'bad_request', message: expect.stringContaining(sentence) });
    expect((await pool().query('SELECT 1 FROM sets WHERE shop_id = $1', [shop.shopId])).rowCount).toBe(0);
  });
});
type Shop = Awaited<ReturnType<typeof cameraShop>>;

describe('of two who change a set', () => {
  it('the second is told when the first did, and nothing of theirs is lost', async () => {
    const { shopId, camera, cards, bag } = await cameraShop();
    const written = definition(products(camera), [slot('card', products(cards[0]!))]);
    const setId = await createSet(shopId, written, 'anna');
    await reviseSet(shopId, setId, { ...written, goal: 'Hers' }, 1, 'anna', { at: NOW });
    await expect(reviseSet(shopId, setId, { ...written, goal: 'His', slots: [slot('bag', products(bag))] }, 1, 'ben')).rejects.toMatchObject({ code: 'conflict', message: expect.stringContaining('at 14:02') });
    expect(await readDefinition(shopId, setId)).toMatchObject({ definition: { goal: 'Hers', slots: [{ name: 'card' }] }, version: 2 });
    await reviseSet(shopId, setId, { ...written, goal: 'His' }, 2, 'ben');
    expect(await readDefinition(shopId, setId)).toMatchObject({ definition: { goal: 'His' }, version: 3 });
  });

  it('approving it, or changing what it gives, is a change too', async () => {
    const { shopId, camera, bag } = await cameraShop();
    const written = definition(products(camera), [slot('bag', products(bag))]);
    const setId = await createSet(shopId, written, 'anna');
    await approveSet(shopId, setId, 'ben');
    await reviseSet(shopId, setId, written, 2, 'ben', { terms: { kind: 'none' } });
    await expect(reviseSet(shopId, setId, written, 1, 'anna')).rejects.toMatchObject({ code: 'conflict' });
    expect(await readDefinition(shopId, setId)).toMatchObject({ version: 3, terms: { kind: 'none' } });
  });
});

describe('what a rule comes to', () => {
  it('is worked out anew after a product got the tag, and published where the set is live', async () => {
    const { shopId, camera, cards, bag } = await cameraShop();
    const setId = await createSet(shopId, definition(products(camera), [slot('bag', { kind: 'tag', tag: 'Travel' })]), 'anna');
    await approveSet(shopId, setId, 'anna');
    await pool().query('DELETE FROM graphile_worker._private_jobs');
    await watchProducts(shopId, new Map([[cards[0]!, NOW]]), pool(), () => pool().query(`UPDATE products SET tags = '{TRAVEL}' WHERE shop_id = $1 AND product_id = $2`, [shopId, cards[0]]));
    expect(await job(`resolve-sets:${shopId}`)).toBe(1);
    expect(await resolveSets(shopId, NOW)).toBe(1);
    expect((await cameTo(shopId, setId)).candidates.map(([, productId]) => productId).sort()).toEqual([cards[0], bag].sort());
    expect(await job(`publish-sets:${shopId}`)).toBe(1);
    expect(await resolveSets(shopId, NOW)).toBe(0);
  });

  it('is not asked after a product that no rule names', async () => {
    const { shopId, camera, cards } = await cameraShop();
    await createSet(shopId, definition(products(camera), [slot('bag', { kind: 'tag', tag: 'Travel' })]), 'anna');
    await watchProducts(shopId, new Map([[cards[0]!, NOW]]), pool(), () => pool().query(`UPDATE products SET tags = '{Sale}' WHERE shop_id = $1 AND product_id = $2`, [shopId, cards[0]]));
    expect(await job(`resolve-sets:${shopId}`)).toBe(0);
  });

  it('is never more than a thousand anchors, those in most orders first', async () => {
    const { shopId, built } = await cameraShop();
    await pool().query(
      `INSERT INTO products (shop_id, product_id, title, handle, vendor, product_type, tags, status, published_at, created_at, updated_at)
       SELECT $1, 9000000 + n, 'Lens ' || n, 'lens-' || n, '', 'Lens', '{}', 'ACTIVE', $2, $2, $2 FROM generate_series(1, 1100) AS n`, [shopId, NOW],
    );
    await buildAssociations(shopId, [{ product: { ...built.camera, productId: 9_001_100n }, orders: 50, targets: [] }]);
    const setId = await createSet(shopId, definition({ kind: 'type', type: 'lens' }, [slot('card', { kind: 'type', type: 'Cards' })]), 'anna');
    const { anchors } = await cameTo(shopId, setId);
    expect([anchors.length, anchors.some(([, productId]) => productId === 9_001_100n)]).toEqual([1_000, true]);
  });
});

describe('a set with dates', () => {
  it('is published anew just after its shop’s midnight, and others are not', async () => {
    const [dated, other] = [await cameraShop(), await cameraShop()];
    for (const [{ shopId, camera, bag }, endsOn] of [[dated, '2026-06-02'], [other, null]] as const) await approveSet(shopId, await createSet(shopId, definition(products(camera), [slot('bag', products(bag))], { endsOn }), 'anna'), 'anna');
    await pool().query('DELETE FROM graphile_worker._private_jobs');
    expect(await turnTheDay(new Date('2026-06-02T12:01:00Z'))).toEqual([]);
    // The shops are in Berlin, where it is two hours later.
    expect(await turnTheDay(new Date('2026-06-02T22:01:00Z'))).toEqual([dated.shopId]);
    expect([await job(`publish-sets:${dated.shopId}`), await job(`publish-sets:${other.shopId}`)]).toEqual([1, 0]);
  });
});
