// Floors and costs of parts of the range: saved by a person, obeyed by the next decision, and by what is published.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { marginPolicyOf } from '#app/db/margin-policy.ts';
import { pool } from '#app/db/pool.ts';
import { approvedSets } from '#app/db/publications.ts';
import type { MarginRule } from '#app/domain/margin/margin-rule.ts';
import { DEFAULT_GUARDRAILS } from '#app/domain/margin/guardrails.ts';
import { decideFor } from '#app/pipeline/decide/decide-offer.ts';
import { saveGuardrails } from '#app/pipeline/decide/save-guardrails.ts';
import { saveMarginRules } from '#app/pipeline/decide/save-margin-rules.ts';
import { desiredMetafields } from '#app/pipeline/publish/desired-metafields.ts';
import { activityChanges } from '#app/read/activity.ts';
import { guardrailsPage } from '#app/read/guardrails.ts';
import { type BuiltProduct, type BuiltShop, buildProduct, buildSet, buildShop } from '#prisma/seed/builders.ts';
import { type TestDatabase, testDatabase } from '#test/support/database.ts';

const NOW = new Date();
let db: TestDatabase;
let shop: BuiltShop;
let camera: BuiltProduct;
let card: BuiltProduct;
let bag: BuiltProduct;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.drop());
beforeEach(async () => {
  shop = await buildShop();
  camera = await buildProduct(shop.shopId, { title: 'Aurel M5', productType: 'Camera', priceMinor: 129_000, unitCostMinor: 90_000 });
  card = await buildProduct(shop.shopId, { title: 'Fast Card 128', productType: 'Card', priceMinor: 8_000, unitCostMinor: 3_000 });
  bag = await buildProduct(shop.shopId, { title: 'Trail Bag', productType: 'Bag', priceMinor: 10_000, unitCostMinor: null });
  await buildSet(shop.shopId, { anchor: camera, slots: [{ name: 'card', candidates: [{ product: card }] }, { name: 'bag', candidates: [{ product: bag }] }] });
  await saveGuardrails(shop.shopId, { ...DEFAULT_GUARDRAILS, discountMode: 'as_set', defaultCostBp: null }, 'person-1', NOW);
});

const rule = (overrides: Partial<MarginRule>): MarginRule => ({ scope: 'type', value: 'Card', title: 'Card', floorBp: null, floorMinor: null, defaultCostBp: null, handlingMinor: null, ...overrides });

async function offered() {
  const decided = await decideFor({ shopId: shop.shopId, placement: 'cart_page', items: [{ variantId: camera.variantId, quantity: 1 }], customerId: null, partVariantIds: [] }, NOW);
  return new Map(decided?.decision.offer?.items.map((item) => [item.productId, item]));
}

async function published(): Promise<Map<string, number>> {
  const { sets, products } = await approvedSets(shop.shopId);
  const fields = desiredMetafields(sets, products, await marginPolicyOf(shop.shopId), 'EUR', NOW).filter(({ key }) => key === 'set_discount');
  return new Map(fields.map(({ ownerId, value }) => [ownerId.split('/').at(-1) ?? '', (Object.values(JSON.parse(value))[0] as { bp: number }).bp]));
}

describe('floors and costs of parts of the range', () => {
  it('hold for the next decision and for what is published, the narrowest first', async () => {
    expect((await offered()).get(card.productId)).toMatchObject({ discountBp: 1_000, limitedBy: 'set' });
    expect((await offered()).get(bag.productId)).toMatchObject({ discountBp: 0, limitedBy: 'no_cost', offerPriceMinor: 10_000 });

    await saveMarginRules(shop.shopId, [rule({ floorBp: 5_700 }), rule({ scope: 'vendor', value: 'nobody', floorBp: 9_000 }), rule({ value: 'bag', title: 'Bag', defaultCostBp: 4_000 })], 'person-1', NOW);
    const now = await offered();
    expect(now.get(card.productId)).toMatchObject({ discountBp: 600, limitedBy: 'margin_floor', floorBp: 5_700 });
    expect(now.get(bag.productId)).toMatchObject({ discountBp: 1_000, costAssumed: true });
    expect(await published()).toEqual(new Map([[String(card.productId), 600], [String(bag.productId), 1_000]]));

    await saveMarginRules(shop.shopId, [rule({ floorBp: 5_700 }), rule({ scope: 'product', value: String(card.productId), floorBp: 1_000 })], 'person-1', NOW);
    expect((await offered()).get(card.productId)).toMatchObject({ discountBp: 1_000, floorBp: 1_000 });
  });

  it('hold in money after tax that prices hold', async () => {
    await pool().query('UPDATE shops SET included_tax_bp = 1900 WHERE shop_id = $1', [shop.shopId]);
    // 72.00 hold 60.50 without tax; 30.00 cost, 2.09 fee: 28.41 left.
    expect((await offered()).get(card.productId)).toMatchObject({ offerPriceMinor: 7_200, marginBp: 4_695 });
  });

  it('are kept, shown and logged, and saving them again changes nothing', async () => {
    const rules = [rule({ value: ' Card ', floorMinor: 500, handlingMinor: 120 })];
    await saveMarginRules(shop.shopId, rules, 'person-1', NOW);
    await saveMarginRules(shop.shopId, rules, 'person-1', NOW);
    expect((await guardrailsPage(shop.shopId, new Date())).marginRules).toEqual([rule({ value: 'card', floorMinor: 500, handlingMinor: 120 })]);
    expect((await activityChanges(shop.shopId)).changes.filter(({ event }) => event === 'margin_rules_saved')).toHaveLength(1);
  });

  it.each([
    ['out_of_bounds', [rule({ floorBp: 9_001 })]],
    ['out_of_bounds', [rule({ handlingMinor: Number.NaN })]],
    ['says_nothing', [rule({})]],
    ['no_name', [rule({ value: ' ', floorBp: 1 })]],
    ['not_an_id', [rule({ scope: 'product', value: 'card', floorBp: 1 })]],
    ['twice', [rule({ floorBp: 1 }), rule({ value: 'CARD', floorBp: 2 })]],
  ] as const)('are refused as a whole when one is %s', async (why, rules) => {
    expect(await saveMarginRules(shop.shopId, rules, 'person-1', NOW)).toMatchObject({ kind: 'invalid', why });
    expect((await guardrailsPage(shop.shopId, new Date())).marginRules).toEqual([]);
  });
});
