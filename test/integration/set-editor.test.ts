// What the set editor shows of a draft that is not saved, and what it tells of a set's past.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { WrittenRule } from '#app/contract/offer-rule.ts';
import { pool } from '#app/db/pool.ts';
import { NO_TERMS, type OfferTerms } from '#app/domain/offer/offer-terms.ts';
import type { SetDefinition } from '#app/domain/set/set-definition.ts';
import { saveRule } from '#app/pipeline/decide/save-rules.ts';
import { previewSet } from '#app/pipeline/deliver/preview-set.ts';
import { removeSet } from '#app/pipeline/learn/remove-set.ts';
import { resolveDraft } from '#app/pipeline/learn/resolve-draft.ts';
import { approveSet, pauseSet } from '#app/pipeline/learn/review-sets.ts';
import { createSet, reviseSet } from '#app/pipeline/learn/write-set.ts';
import { rulesBeside } from '#app/read/rules-beside.ts';
import { draftFacts, setForEditor } from '#app/read/set.ts';
import { buildOrder, buildProduct, buildSet, buildShop } from '#prisma/seed/builders.ts';
import { type TestDatabase, testDatabase } from '#test/support/database.ts';
import { definition, products, slot } from '#test/support/set-definition.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.drop());

const NOW = new Date('2026-06-02T12:02:00Z');
const TEN: OfferTerms = { kind: 'percent', bp: 1_000 };

async function cameraShop() {
  const { shopId } = await buildShop();
  const camera = await buildProduct(shopId, { title: 'Camera', productType: 'Cameras', priceMinor: 50_000, unitCostMinor: 20_000 });
  const cards = [await buildProduct(shopId, { title: 'Card 64', productType: 'Cards' }), await buildProduct(shopId, { title: 'Card 128', productType: 'Cards' }), await buildProduct(shopId, { title: 'Card 256', productType: 'Cards', stock: 0 })];
  const bag = await buildProduct(shopId, { title: 'Bag', productType: 'Bags', priceMinor: 60_000, unitCostMinor: 20_000 });
  return { shopId, camera, cards, bag };
}

async function shownOf(shopId: bigint, drafted: SetDefinition, terms: OfferTerms = TEN, soldOutIds: bigint[] = []) {
  const { resolution, problems } = await resolveDraft(shopId, null, drafted, NOW);
  const preview = await previewSet(shopId, { definition: drafted, terms, resolved: resolution, soldOutIds: new Set(soldOutIds) }, NOW);
  return { facts: await draftFacts(shopId, drafted, terms, resolution, NOW), problems, preview };
}

describe('a draft', () => {
  it('is judged by the rules of an offer, product by product, and nothing of it is kept', async () => {
    const { shopId, camera, cards } = await cameraShop();
    await buildOrder(shopId, { lines: [{ product: camera }, { product: cards[1]! }] });
    const { facts, problems } = await shownOf(shopId, definition(products(camera.productId), [slot('card', { kind: 'type', type: 'cards' }, { pinnedIds: [cards[2]!.productId] })]));
    const [first, ...others] = facts.slots[0]!.productIds;
    expect(problems).toEqual([]);
    expect(facts.slots[0]).toMatchObject({ count: 3, productIds: { length: 3 } });
    expect(facts.products[first!]).toMatchObject({ title: 'Card 256', refusal: 'out_of_stock', available: 0 });
    expect(others.map((id) => facts.products[id]).find((each) => each?.title === 'Card 128')).toMatchObject({ priceMinor: 10_000, offerPriceMinor: 9_000, support: 1, refusal: null });
    expect(facts.products[String(camera.productId)]).toMatchObject({ offerPriceMinor: 50_000, discountBp: 0, refusal: null });
    expect(facts.anchor).toEqual({ productIds: [String(camera.productId)], count: 1 });
    expect((await pool().query('SELECT FROM sets WHERE shop_id = $1', [shopId])).rowCount).toBe(0);
  });

  it('names the rules that would keep it back, or show another in its place', async () => {
    const { shopId, camera, cards, bag } = await cameraShop();
    const other = await buildSet(shopId, { anchor: bag, goal: 'Ready to go', slots: [{ name: 'card', candidates: [{ product: cards[0]! }] }] });
    const drafted = definition(products(camera.productId), [slot('card', products(cards[0]!.productId))], { byRuleOnly: true });
    const beside = async (setId: string | null) => rulesBeside(shopId, setId, drafted, (await resolveDraft(shopId, setId, drafted, NOW)).resolution);
    expect(await beside(null)).toEqual({ keepBack: null, isUncalled: true });
    const write = (name: string, action: WrittenRule['action']) => saveRule(shopId, null, { name, conditions: [], action }, 'ann', NOW);
    await write('no bags', { kind: 'leave_out', products: { kind: 'products', productIds: [bag.productId] } });
    await write('no cards', { kind: 'leave_out', products: { kind: 'products', productIds: [cards[0]!.productId] } });
    await write('that one', { kind: 'show_set', setId: other });
    expect((await beside(null)).keepBack?.rules.map(({ rule }) => rule?.name)).toEqual(['no cards', 'that one']);
    expect((await beside(other)).keepBack?.rules.map(({ rule }) => rule?.name)).toEqual(['no cards']);
    expect((await beside(other)).isUncalled).toBe(false);
  });

  it('shows what a shopper would get, and who stands in for what sells out', async () => {
    const { shopId, camera, cards, bag } = await cameraShop();
    const drafted = definition(products(camera.productId), [slot('card', products(cards[0]!.productId, cards[1]!.productId)), slot('bag', products(bag.productId))], { startsOn: '2030-01-01', segments: ['vip'], trialBp: 100, byRuleOnly: true });
    const titles = async (soldOut: bigint[]) => (await shownOf(shopId, drafted, TEN, soldOut)).preview.offer?.items.map(({ title, substitute }) => [title, substitute]);
    expect(await titles([])).toEqual([['Card 64', false], ['Bag', false]]);
    expect(await titles([cards[0]!.productId])).toEqual([['Card 128', true], ['Bag', false]]);
    const { preview } = await shownOf(shopId, drafted);
    expect(preview.anchor).toMatchObject({ title: 'Camera', variants: [{ price: 50_000, available: true }] });
    expect(preview.email?.html).toContain('Card 64');
  });

  it('shows a ladder to who has outgrown its lowest rung, a family to who has its first part, a better version instead', async () => {
    const { shopId, camera, cards, bag } = await cameraShop();
    const offered = async (drafted: SetDefinition) => (await shownOf(shopId, drafted, NO_TERMS)).preview.offer?.items.map(({ title }) => title);
    const rungs = [slot('first', products(camera.productId)), slot('next', products(bag.productId)), slot('last', products(cards[0]!.productId))];
    expect(await offered(definition(products(), rungs, { strategy: 'evolution', signals: { ownedDays: 900, ordersSince: 9, companionsSince: 9, needed: 3 } }))).toEqual(['Bag']);
    expect(await offered(definition(products(), rungs, { strategy: 'ecosystem' }))).toEqual(['Bag', 'Card 64']);
    expect(await offered(definition(products(camera.productId), [slot('better', products(bag.productId))], { strategy: 'upsell' }))).toEqual(['Bag']);
  });

  it('says what the catalogue has against it before anybody saves', async () => {
    const { shopId, camera, cards } = await cameraShop();
    const gone = await buildProduct(shopId, { title: 'Gone', deletedAt: NOW });
    const drafted = definition(products(camera.productId), [slot('card', products(cards[0]!.productId, gone.productId)), slot('tagged', { kind: 'tag', tag: 'nowhere' })]);
    const { problems, facts, preview } = await shownOf(shopId, drafted);
    expect(problems.map(({ code, slotNo, names }) => [code, slotNo, names])).toEqual([['product_gone', 1, ['Gone']], ['nothing_has_tag', 2, ['nowhere']]]);
    expect(facts.products[String(gone.productId)]).toMatchObject({ title: 'Gone', refusal: 'deleted' });
    expect(preview.offer?.items.map(({ title }) => title)).toEqual(['Card 64']);
  });

  it('shows nothing, and breaks at nothing, while it is empty', async () => {
    const { shopId } = await cameraShop();
    const { facts, preview } = await shownOf(shopId, definition(products(), [slot('card', products())]));
    expect(facts).toEqual({ products: {}, anchor: { productIds: [], count: 0 }, slots: [{ slotNo: 1, productIds: [], count: 0 }] });
    expect(preview).toMatchObject({ anchor: null, offer: null, email: null });
  });
});

describe('what happened to a set', () => {
  it('is told newest first, with what was and what is, of this set only', async () => {
    const { shopId, camera, cards, bag } = await cameraShop();
    const drafted = definition(products(camera.productId), [slot('card', products(cards[0]!.productId))]);
    const setId = await createSet(shopId, drafted, 'anna', { at: new Date('2026-06-01T08:00:00Z'), terms: TEN });
    await createSet(shopId, { ...drafted, goal: 'Another' }, 'anna');
    await reviseSet(shopId, setId, { ...drafted, goal: 'Changed', slots: [slot('bag', products(bag.productId))] }, 1, 'ben', { at: new Date('2026-06-01T09:00:00Z') });
    const { changes, definition: now, version } = await setForEditor(shopId, setId, NOW);
    expect([now.goal, version]).toEqual(['Changed', 2]);
    expect(changes.map(({ event, actor, before, after }) => [event, actor, before?.goal, after?.goal])).toEqual([['set_revised', 'ben', 'Ready for the first trip', 'Changed'], ['set_created', 'anna', undefined, 'Ready for the first trip']]);
    expect(changes[0]?.before?.definition?.slots[0]).toMatchObject({ name: 'card', source: { kind: 'products', productIds: [String(cards[0]!.productId)] } });
    expect(changes[0]?.before?.terms).toMatchObject({ kind: 'percent', discountBp: 1_000 });
  });
});

describe('removing a set', () => {
  const events = async (shopId: bigint) => (await pool().query<{ event: string }>('SELECT event FROM changes WHERE shop_id = $1 ORDER BY changed_at, event', [shopId])).rows.map(({ event }) => event);

  it('takes away what the merchant wrote and nobody approved', async () => {
    const { shopId, camera, cards } = await cameraShop();
    const setId = await createSet(shopId, definition(products(camera.productId), [slot('card', products(cards[0]!.productId))]), 'anna', { at: NOW });
    expect((await setForEditor(shopId, setId, NOW)).removable).toBe(true);
    await removeSet(shopId, setId, 'anna', new Date('2026-06-03T00:00:00Z'));
    await expect(setForEditor(shopId, setId, NOW)).rejects.toMatchObject({ code: 'not_found' });
    expect(await events(shopId)).toEqual(['set_created', 'set_removed']);
  });

  it('leaves alone what was live once, and what Setwise suggested', async () => {
    const { shopId, camera, cards } = await cameraShop();
    const live = await createSet(shopId, definition(products(camera.productId), [slot('card', products(cards[0]!.productId))]), 'anna', { at: NOW });
    await approveSet(shopId, live, 'anna', NOW);
    await pauseSet(shopId, live, 'anna', NOW);
    const suggested = await buildSet(shopId, { anchor: camera, slots: [{ name: 'card', candidates: [{ product: cards[1]! }] }] });
    for (const setId of [live, suggested]) {
      expect((await setForEditor(shopId, setId, NOW)).removable).toBe(false);
      await expect(removeSet(shopId, setId, 'anna', NOW)).rejects.toMatchObject({ code: 'conflict' });
    }
  });
});
