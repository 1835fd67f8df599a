import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { unitCost } from '#app/domain/margin/contribution-margin.ts';
import type { ProductFacts } from '#app/domain/catalog/product.ts';
import { NO_ATTRIBUTES } from '#app/domain/compatibility/fits.ts';
import { decide } from '#app/domain/decision/decide.ts';
import { decodeDecision, encodeDecision } from '#app/domain/decision/encode.ts';
import type { DecisionFacts, Policy } from '#app/domain/decision/facts.ts';
import { discountedUnitPriceMinor } from '#app/domain/portable/discount.ts';
import { CAMERA, customer, decisionFacts, NOW, policy, productFacts, setFacts, soldOut } from '#test/support/decision-facts.ts';

const IDS = [2n, 3n, 4n, 5n, 6n, 7n, 8n];

const stock = fc.record({ tracked: fc.boolean(), policy: fc.constantFrom('DENY' as const, 'CONTINUE' as const), available: fc.array(fc.integer({ min: -3, max: 5 }), { maxLength: 3 }) });
const variants = (productId: bigint) =>
  fc
    .array(fc.record({ priceMinor: fc.integer({ min: 0, max: 200_000 }), costShare: fc.option(fc.double({ min: 0, max: 1.1, noNaN: true })), stock }), { minLength: 1, maxLength: 3 })
    .map((drawn) => drawn.map(({ costShare, ...variant }, index) => ({
        variantId: productId * 100n + BigInt(index), title: `V${index}`, position: index + 1, attributes: NO_ATTRIBUTES, ...variant,
        unitCostMinor: costShare === null ? null : Math.round(variant.priceMinor * costShare),
      })));

const product = (productId: bigint): fc.Arbitrary<ProductFacts> =>
  fc
    .record({ status: fc.constantFrom('ACTIVE', 'ACTIVE', 'ACTIVE', 'DRAFT'), productType: fc.constantFrom('', 'Card', 'Bag'), deletedAt: fc.option(fc.constant(NOW), { freq: 8 }), variants: variants(productId) })
    .map((drawn) => productFacts(productId, drawn));

const situation: fc.Arbitrary<{ facts: DecisionFacts; rails: Policy }> = fc
  .record({
    products: fc.tuple(...IDS.map(product)),
    slots: fc.array(fc.array(fc.array(fc.constantFrom(...IDS), { maxLength: 4 }), { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 3 }),
    discounts: fc.array(fc.integer({ min: 0, max: 4_000 }), { minLength: 3, maxLength: 3 }),
    companions: fc.array(fc.record({ productId: fc.constantFrom(...IDS), score: fc.double({ min: -1, max: 3, noNaN: true }) })),
    inCart: fc.subarray(IDS, { maxLength: 2 }),
    owned: fc.subarray(IDS, { maxLength: 2 }),
    guardrails: fc.record({
      floorBp: fc.integer({ min: 0, max: 6_000 }),
      floorMinor: fc.integer({ min: 0, max: 3_000 }),
      maxDiscountBp: fc.integer({ min: 0, max: 5_000 }),
      defaultCostBp: fc.option(fc.integer({ min: 0, max: 9_000 })),
      feeBp: fc.integer({ min: 0, max: 500 }),
      feeMinor: fc.integer({ min: 0, max: 100 }),
    }),
  })
  .map(({ products, slots, discounts, companions, inCart, owned, guardrails }) => ({
    facts: decisionFacts(
      products,
      slots.map((drawn, index) => setFacts(drawn, { setId: `set-${index}`, discountBp: discounts[index] ?? 0 })),
      {
        companions,
        support: new Map([[CAMERA, new Map(companions.map(({ productId }, index) => [productId, index * 4]))]]),
        cart: [CAMERA, ...inCart].map((productId) => ({ productId, variantId: productId * 100n, quantity: 1 })),
        customer: customer({ bought: new Map(owned.map((id) => [id, { firstAt: NOW, lastAt: NOW, times: 1 }])) }),
      },
    ),
    rails: policy(guardrails),
  }));

const always = (check: (facts: DecisionFacts, rails: Policy) => void) =>
  fc.assert(fc.property(situation, ({ facts, rails }) => check(facts, rails)), { numRuns: 400 });

describe('a decision, whatever the facts', () => {
  it('never crosses the floor, in percent or in money, for any variant that it shows', () => {
    let shown = 0;
    always((facts, rails) => {
      const { floorBp, floorMinor, feeBp, feeMinor, maxDiscountBp } = rails.guardrails;
      for (const item of decide(facts, rails, NOW, 's').offer?.items ?? []) {
        expect(item.discountBp).toBeLessThanOrEqual(Math.min(maxDiscountBp, item.setDiscountBp));
        expect(item.discountBp % 100).toBe(0);
        for (const { variantId, offerPriceMinor, priceMinor } of item.variants) {
          const variant = facts.products.get(item.productId)?.variants.find((one) => one.variantId === variantId);
          const cost = variant && unitCost(variant, { ...rails.guardrails, includedTaxBp: 0 });
          if (!cost) {
            expect(offerPriceMinor).toBe(priceMinor);
            continue;
          }
          const margin = offerPriceMinor - cost.costMinor - (offerPriceMinor * feeBp) / 10_000 - feeMinor;
          expect(margin).toBeGreaterThanOrEqual(floorMinor);
          expect(margin * 10_000).toBeGreaterThanOrEqual(floorBp * offerPriceMinor);
          expect(offerPriceMinor).toBe(discountedUnitPriceMinor(priceMinor, item.discountBp));
          shown++;
        }
      }
    });
    expect(shown, 'variants that were looked at').toBeGreaterThan(20);
  });

  it('holds the floor also for a variant that is sold out now, since its discount is published too', () => {
    always((facts, rails) => {
      for (const item of decide(facts, rails, NOW, 's').offer?.items ?? []) {
        if (item.discountBp === 0) continue;
        for (const variant of facts.products.get(item.productId)?.variants ?? []) {
          const cost = unitCost(variant, { ...rails.guardrails, includedTaxBp: 0 });
          const price = discountedUnitPriceMinor(variant.priceMinor, item.discountBp);
          expect(cost && price - cost.costMinor).toBeGreaterThanOrEqual(rails.guardrails.floorMinor);
        }
      }
    });
  });

  it('conserves money: the total is the sum of its items, the saving is before less after', () => {
    always((facts, rails) => {
      const { offer } = decide(facts, rails, NOW, 's');
      if (!offer) return;
      expect(offer.totalMinor).toBe(offer.items.reduce((sum, item) => sum + item.offerPriceMinor, 0));
      expect(offer.totalMinor + offer.savingMinor).toBe(offer.items.reduce((sum, item) => sum + item.priceMinor, 0));
    });
  });

  it('is the same for the same facts and salt, in whatever order the sets come', () => {
    always((facts, rails) => {
      const once = decide(facts, rails, NOW, 'salt');
      expect(decide({ ...facts, sets: [...facts.sets].reverse() }, rails, NOW, 'salt')).toEqual(once);
    });
  });

  it('offers nothing in the cart, owned, unpublished or without stock, nor anything twice', () => {
    always((facts, rails) => {
      const items = decide(facts, rails, NOW, 's').offer?.items ?? [];
      const ids = items.map(({ productId }) => productId);
      expect(new Set(ids).size).toBe(ids.length);
      for (const id of ids) {
        expect(facts.cart.some(({ productId }) => productId === id)).toBe(false);
        expect(facts.customer.bought.has(id)).toBe(false);
        expect(facts.products.get(id)).toMatchObject({ status: 'ACTIVE', deletedAt: null });
      }
    });
  });

  it('does not change for an ineligible product that stands behind the first choice or is only associated', () => {
    const ghost = 99n;
    always((facts, rails) => {
      const haunted: DecisionFacts = {
        ...facts,
        products: new Map([...facts.products, [ghost, productFacts(ghost, { productType: 'Card', variant: soldOut })]]),
        companions: [{ productId: ghost, score: 9 }, ...facts.companions],
        sets: facts.sets.map((set) => ({
          ...set,
          slots: set.slots.map((slot) => ({ ...slot, candidates: slot.candidates.flatMap((one, rank) => (rank === 0 ? [one, { productId: ghost, support: 900, score: 9 }] : [one])) })),
        })),
      };
      expect(decide(haunted, rails, NOW, 's').offer).toEqual(decide(facts, rails, NOW, 's').offer);
    });
  });

  it('has a reason for every candidate that a set names and the offer lacks', () => {
    always((facts, rails) => {
      const { offer, refused } = decide(facts, rails, NOW, 's');
      for (const set of facts.sets) {
        for (const slot of set.slots) {
          const first = slot.candidates[0]?.productId;
          if (first === undefined) continue;
          const isOffered = offer?.setId === set.setId && offer.items.some((item) => item.slotNo === slot.slotNo && item.productId === first);
          const hasReason = refused.some((refusal) => refusal.setId === set.setId && refusal.slotNo === slot.slotNo);
          expect(isOffered || hasReason).toBe(true);
        }
      }
    });
  });

  it('comes back from its compact form as it was', () => {
    always((facts, rails) => {
      const decision = decide(facts, rails, NOW, 's');
      const back = decodeDecision(JSON.parse(JSON.stringify(encodeDecision(decision))));
      expect(back.refused).toEqual(decision.refused);
      expect(back.items).toMatchObject((decision.offer?.items ?? []).map(({ variants: _variants, insteadOf, unit, ...item }) => ({ ...item, insteadOf: insteadOf && { ...insteadOf }, givenAs: unit?.kind ?? 'percent' })));
    });
  });
});
