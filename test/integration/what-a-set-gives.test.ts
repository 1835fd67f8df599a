// A merchant says what a set gives: the next decision gives it, the desk shows it, and what cannot be given is refused in words.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { DEFAULT_GUARDRAILS } from '#app/domain/margin/guardrails.ts';
import type { OfferTerms } from '#app/domain/offer/offer-terms.ts';
import { decideFor } from '#app/pipeline/decide/decide-offer.ts';
import { saveGuardrails } from '#app/pipeline/decide/save-guardrails.ts';
import { readDefinition, reviseSet } from '#app/pipeline/learn/write-set.ts';
import { setForEditor } from '#app/read/set.ts';
import { type BuiltProduct, type BuiltShop, buildProduct, buildSet, buildShop } from '#prisma/seed/builders.ts';
import { type TestDatabase, testDatabase } from '#test/support/database.ts';

const NOW = new Date();
let db: TestDatabase;
let shop: BuiltShop;
let camera: BuiltProduct;
let setId: string;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.drop());
beforeEach(async () => {
  shop = await buildShop();
  camera = await buildProduct(shop.shopId, { title: 'Aurel M5', productType: 'Camera', priceMinor: 129_000, unitCostMinor: 90_000 });
  const card = await buildProduct(shop.shopId, { title: 'Fast Card 128', productType: 'Card', priceMinor: 10_000, unitCostMinor: 3_000 });
  const bag = await buildProduct(shop.shopId, { title: 'Trail Bag', productType: 'Bag', priceMinor: 5_000, unitCostMinor: 1_500 });
  setId = await buildSet(shop.shopId, { anchor: camera, slots: [{ name: 'card', candidates: [{ product: card }] }, { name: 'bag', candidates: [{ product: bag }] }] });
});

async function change(terms: OfferTerms): Promise<void> {
  const kept = await readDefinition(shop.shopId, setId);
  if (kept) await reviseSet(shop.shopId, setId, kept.definition, kept.version, 'person-1', { terms, at: NOW });
}

async function prices(): Promise<number[]> {
  const decided = await decideFor({ shopId: shop.shopId, placement: 'cart_page', items: [{ variantId: camera.variantId, quantity: 1 }], customerId: null, partVariantIds: [] }, NOW);
  return decided?.decision.offer?.items.map(({ offerPriceMinor }) => offerPriceMinor) ?? [];
}

const shown = async () => (await setForEditor(shop.shopId, setId, NOW)).set.slots.map(({ candidates }) => candidates[0]?.offerPriceMinor);

describe('what a set gives', () => {
  it.each([
    ['an amount', { kind: 'amount', minor: 1_000 }, [9_333, 4_667]],
    ['a set price', { kind: 'set_price', minor: 13_501 }, [9_001, 4_500]],
    ['a gift', { kind: 'gift', slotNo: 2 }, [10_000, 0]],
    ['a percentage', { kind: 'percent', bp: 500 }, [9_500, 4_750]],
    ['nothing', { kind: 'none' }, [10_000, 5_000]],
  ] as const)('is, once it was said, %s: in the next decision as on the desk', async (_, written, expected) => {
    await change(written);
    expect(await prices()).toEqual(expected);
    expect(await shown()).toEqual(expected);
  });

  it('is free shipping once it is known what an order costs to send', async () => {
    await expect(change({ kind: 'free_shipping' })).rejects.toThrow(/what sending an order costs/);
    await saveGuardrails(shop.shopId, { ...DEFAULT_GUARDRAILS, shippingMinor: 490 }, 'person-1', NOW);
    await change({ kind: 'free_shipping' });
    expect((await setForEditor(shop.shopId, setId, NOW)).set.terms).toEqual({ kind: 'free_shipping' });
  });

  it.each([
    ['a gift in a slot that is not there', { kind: 'gift', slotNo: 7 }, /no longer there/],
    ['more than the guardrails allow', { kind: 'percent', bp: 2_000 }, /most your guardrails allow/],
  ] as const)('is never %s', async (_, written, why) => {
    await expect(change(written)).rejects.toThrow(why);
    expect((await setForEditor(shop.shopId, setId, NOW)).set.terms).toEqual({ kind: 'percent', bp: 1_000 });
  });

  it('is changed for this shop only', async () => {
    const [other, kept] = [await buildShop(), await readDefinition(shop.shopId, setId)];
    if (!kept) throw new Error('the set is gone');
    await expect(reviseSet(other.shopId, setId, kept.definition, kept.version, 'person-1', { terms: { kind: 'none' }, at: NOW })).rejects.toThrow();
    expect((await setForEditor(shop.shopId, setId, NOW)).set.terms).toEqual({ kind: 'percent', bp: 1_000 });
  });
});
