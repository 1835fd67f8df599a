// Guardrails that are not saved yet, held against the offers that were made: real decisions, kept and read again.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { saveDecisions } from '#app/db/across-shops/save-decisions.ts';
import { writeGuardrails } from '#app/db/guardrails.ts';
import { pool } from '#app/db/pool.ts';
import { DEFAULT_GUARDRAILS, type Guardrails } from '#app/domain/margin/guardrails.ts';
import { decideFor, decisionRow } from '#app/pipeline/decide/decide-offer.ts';
import type { OfferPlace } from '#app/pipeline/decide/gather-facts.ts';
import { guardrailsReplay } from '#app/read/guardrails-replay.ts';
import { buildCustomer, buildOrder, buildProduct, type BuiltProduct, buildRefund, buildSet, buildShop } from '#prisma/seed/builders.ts';
import { type TestDatabase, testDatabase } from '#test/support/database.ts';

const NOW = new Date('2026-06-20T09:00:00.000Z');
const SAVED: Guardrails = { ...DEFAULT_GUARDRAILS, discountMode: 'as_set' };

let db: TestDatabase;
let shopId: bigint;
let camera: BuiltProduct;
let card: BuiltProduct;
let bag: BuiltProduct;

/** Decides as the storefront would have, and keeps it. */
async function offersMade(anchor: BuiltProduct, times: number, at: Date, change: { currency?: string } = {}, where: { shopId: bigint; placement: OfferPlace } = { shopId, placement: 'cart_page' }): Promise<string[]> {
  const made: string[] = [];
  for (let n = 0; n < times; n++) {
    const request = { ...where, items: [{ variantId: anchor.variantId, quantity: 1 }], customerId: null, partVariantIds: [] };
    const decided = await decideFor(request, NOW);
    if (!decided?.decision.offer) throw new Error('nothing was offered');
    await saveDecisions([{ ...decisionRow(request, decided, new Date(at.getTime() + n)), ...change }]);
    made.push(decided.decisionId);
  }
  return made;
}

beforeAll(async () => {
  db = await testDatabase();
  ({ shopId } = await buildShop());
  await writeGuardrails(shopId, SAVED, { actor: 'merchant', at: NOW });
  camera = await buildProduct(shopId, { title: 'Camera', priceMinor: 90_000, unitCostMinor: 50_000 });
  card = await buildProduct(shopId, { title: 'Memory card', priceMinor: 10_000, unitCostMinor: 4_000, tags: ['Storage'] });
  bag = await buildProduct(shopId, { title: 'Bag', priceMinor: 8_000, unitCostMinor: 5_200 });
  await buildSet(shopId, { anchor: camera, discountBp: 1_000, slots: [{ name: 'card', candidates: [{ product: card }] }, { name: 'bag', candidates: [{ product: bag }] }] });
  const tripod = await buildProduct(shopId, { title: 'Tripod', priceMinor: 60_000, unitCostMinor: 30_000 });
  await buildSet(shopId, { anchor: tripod, discountBp: 1_000, slots: [{ name: 'bag', candidates: [{ product: bag }] }] });
  await offersMade(camera, 30, new Date('2026-06-10T09:00:00.000Z'));
  await offersMade(tripod, 12, new Date('2026-06-11T09:00:00.000Z'));
  await offersMade(tripod, 5, new Date('2026-05-10T09:00:00.000Z'));
});
afterAll(() => db.drop());

const draft = (guardrails: Partial<Guardrails> = {}, blocks: { kind: 'product' | 'collection' | 'tag'; value: string }[] = []) => ({ guardrails: { ...SAVED, ...guardrails }, blocks, marginRules: [] });

describe('a draft of guardrails', () => {
  it('changes nothing of the offers where it is what is saved', async () => {
    expect(await guardrailsReplay(shopId, draft(), NOW)).toEqual({ offers: 42, judged: 42, changed: 0, refused: 0, already: 0, examples: [] });
  });

  it('refuses offers of which nothing stays above its floor, changes those of which something does, and shows both with their decision', async () => {
    const replay = await guardrailsReplay(shopId, draft({ floorBp: 4_000 }), NOW);
    expect(replay).toMatchObject({ offers: 42, judged: 42, changed: 30, refused: 12, already: 0 });
    const [refused, changed] = replay.examples;
    expect(refused).toMatchObject({ kind: 'refused', times: 12, cart: [{ title: 'Tripod' }], items: [{ title: 'Bag', now: { kind: 'refused', code: 'below_margin_floor' } }] });
    expect(changed).toMatchObject({ kind: 'changed', times: 30, cart: [{ title: 'Camera' }] });
    expect(changed?.items.map(({ title }) => title)).toEqual(['Bag']);
    const { rows } = await pool().query('SELECT 1 FROM decisions WHERE shop_id = $1 AND decision_id = $2', [shopId, refused?.decisionId]);
    expect(rows).toHaveLength(1);
  });

  it('judges what was offered by email or after paying as an order of its own, and what was offered in a cart as part of one', async () => {
    const other = await buildShop();
    await writeGuardrails(other.shopId, SAVED, { actor: 'merchant', at: NOW });
    const anchor = await buildProduct(other.shopId, { priceMinor: 1_000, unitCostMinor: 500 });
    const small = await buildProduct(other.shopId, { title: 'Small thing', priceMinor: 200, unitCostMinor: 100 });
    await buildSet(other.shopId, { anchor, discountBp: 0, slots: [{ name: 'thing', candidates: [{ product: small }] }] });
    const at = new Date('2026-06-12T09:00:00.000Z');
    for (const [placement, times] of [['cart_page', 4], ['email', 2], ['thank_you', 1]] as const) await offersMade(anchor, times, at, {}, { shopId: other.shopId, placement });
    const replay = await guardrailsReplay(other.shopId, draft({ feeMinor: 80 }), NOW);
    expect(replay).toMatchObject({ offers: 7, judged: 7, changed: 0, refused: 3, already: 0, examples: [{ kind: 'refused', times: 3 }] });
  });

  it('is said with the price before and after', async () => {
    const { changed, examples } = await guardrailsReplay(shopId, draft({ maxDiscountBp: 500 }), NOW);
    expect(changed).toBe(42);
    expect(examples[0]?.items[0]).toMatchObject({ priceMinor: 10_000, offerPriceMinor: 9_000, now: { kind: 'changed', offerPriceMinor: 9_500, limitedBy: 'max_discount' } });
  });

  it('goes by the block list as it is drafted, by product and by tag', async () => {
    expect(await guardrailsReplay(shopId, draft({}, [{ kind: 'product', value: String(bag.productId) }]), NOW)).toMatchObject({ changed: 30, refused: 12 });
    expect(await guardrailsReplay(shopId, draft({}, [{ kind: 'tag', value: 'storage' }]), NOW)).toMatchObject({ changed: 30, refused: 0 });
  });

  it('goes by floors of parts of the range as they are drafted', async () => {
    const rule = { scope: 'product' as const, value: String(bag.productId), title: 'Bag', floorBp: 5_000, floorMinor: null, defaultCostBp: null, handlingMinor: null };
    expect(await guardrailsReplay(shopId, { ...draft(), marginRules: [rule] }, NOW)).toMatchObject({ changed: 30, refused: 12 });
  });

  it('is not blamed for what a cost of meanwhile changes by itself', async () => {
    const cost = (minor: number) => pool().query('UPDATE inventory_items SET unit_cost_minor = $3 WHERE shop_id = $1 AND inventory_item_id = (SELECT inventory_item_id FROM variants WHERE shop_id = $1 AND variant_id = $2)', [shopId, card.variantId, minor]);
    await cost(9_900);
    expect(await guardrailsReplay(shopId, draft(), NOW)).toMatchObject({ changed: 0, refused: 0, already: 30 });
    await cost(4_000);
  });

  it('says of how many offers nothing can be said', async () => {
    await offersMade(camera, 3, new Date('2026-06-12T09:00:00.000Z'), { currency: 'USD' });
    expect(await guardrailsReplay(shopId, draft({ floorBp: 9_000 }), NOW)).toMatchObject({ offers: 45, judged: 42, refused: 42 });
  });

  it('finds nothing to judge where nothing was offered', async () => {
    const other = await buildShop();
    expect(await guardrailsReplay(other.shopId, draft(), NOW)).toEqual({ offers: 0, judged: 0, changed: 0, refused: 0, already: 0, examples: [] });
  });
});

describe('a draft of longer waits', () => {
  const DAY = 86_400_000;
  let own: bigint;
  let lens: BuiltProduct;
  let hood: BuiltProduct;

  async function offeredTo(customerId: bigint, at: Date): Promise<string> {
    const request = { shopId: own, placement: 'cart_page' as const, items: [{ variantId: lens.variantId, quantity: 1 }], customerId, partVariantIds: [] };
    const decided = await decideFor(request, at);
    if (!decided?.decision.offer) throw new Error('nothing was offered');
    await saveDecisions([decisionRow(request, decided, at)]);
    return decided.decisionId;
  }

  beforeAll(async () => {
    ({ shopId: own } = await buildShop());
    await writeGuardrails(own, { ...SAVED, returnCooldownDays: 5 }, { actor: 'merchant', at: NOW });
    lens = await buildProduct(own, { title: 'Lens', priceMinor: 90_000, unitCostMinor: 50_000 });
    hood = await buildProduct(own, { title: 'Hood', productType: 'Hoods', priceMinor: 3_000, unitCostMinor: 1_000 });
    const cap = await buildProduct(own, { title: 'Cap', productType: 'Caps', priceMinor: 3_000, unitCostMinor: 1_000 });
    await buildSet(own, { anchor: lens, discountBp: 1_000, slots: [{ name: 'hood', candidates: [{ product: hood }] }, { name: 'cap', candidates: [{ product: cap }] }] });
  });

  const replay = (guardrails: Partial<Guardrails>) => guardrailsReplay(own, { guardrails: { ...SAVED, returnCooldownDays: 5, ...guardrails }, blocks: [], marginRules: [] }, NOW);

  it('refuses what each customer would have had to wait for, by what they had done until then', async () => {
    const at = new Date('2026-06-10T09:00:00.000Z');
    const [backLately, backLongAgo, newcomer] = [await buildCustomer(own), await buildCustomer(own), await buildCustomer(own)];
    for (const [customerId, days] of [[backLately, 8], [backLongAgo, 40]] as const) {
      const order = await buildOrder(own, { customerId, orderedAt: new Date(at.getTime() - 60 * DAY), lines: [{ product: hood }, { product: lens }] });
      await buildRefund(own, order, { refundedAt: new Date(at.getTime() - days * DAY), lineNos: [0] });
      await offeredTo(customerId, at);
    }
    const first = await buildOrder(own, { customerId: newcomer, orderedAt: new Date(at.getTime() - 3 * DAY), lines: [{ product: lens }] });
    const decisionId = await offeredTo(newcomer, at);

    expect(await replay({})).toMatchObject({ offers: 3, judged: 3, changed: 0, refused: 0, already: 0 });
    expect(await replay({ returnCooldownDays: 3 })).toMatchObject({ changed: 0, refused: 0, already: 0 });
    const longer = await replay({ returnCooldownDays: 10 });
    expect(longer).toMatchObject({ offers: 3, judged: 3, changed: 1, refused: 0, already: 0 });
    expect(longer.examples).toMatchObject([{ kind: 'changed', times: 1, cart: [{ title: 'Lens' }], items: [{ title: 'Hood', now: { kind: 'refused', code: 'recent_return', numbers: [8, 10] } }] }]);
    expect(await replay({ returnCooldownDays: 60 })).toMatchObject({ changed: 2, refused: 0 });
    const early = await replay({ firstValueDays: 7 });
    // The two others have one order too, which nobody delivered: it is long ago.
    expect(early).toMatchObject({ judged: 3, changed: 0, refused: 1 });
    expect(early.examples).toMatchObject([{ decisionId, items: [{ now: { code: 'too_early', numbers: [3, 7] } }, { now: { code: 'too_early' } }] }]);
    // What was bought, paid back or taken off the market since says nothing of then.
    await buildOrder(own, { customerId: newcomer, orderedAt: new Date(at.getTime() + DAY), lines: [{ product: hood }] });
    await buildRefund(own, first, { refundedAt: new Date(at.getTime() + 2 * DAY) });
    expect(await replay({ firstValueDays: 7 })).toMatchObject({ changed: 0, refused: 1 });
    expect(await replay({ categoryCooldownDays: 30 })).toMatchObject({ changed: 0, refused: 0 });
    expect(await replay({ firstValueDays: 7, floorBp: 9_000 })).toMatchObject({ changed: 0, refused: 3 });
  });
});
