// The floor and the money of every kind of offer, reckoned anew here with exact fractions, whatever the currency's decimals,
// the tax in prices, the rounding and the rules of parts of the range.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ProductFacts, VariantFacts } from '#app/domain/catalog/product.ts';
import { decide } from '#app/domain/decision/decide.ts';
import type { DecisionFacts, Offer, Policy } from '#app/domain/decision/facts.ts';
import { holdsFloorAt } from '#app/domain/margin/allowed-discount.ts';
import { holdsFloor, leastPriceMinor } from '#app/domain/margin/contribution-margin.ts';
import { policyFor } from '#app/domain/margin/rails.ts';
import { itemTerms, setTerms } from '#app/domain/offer/item-terms.ts';
import type { OfferTerms } from '#app/domain/offer/offer-terms.ts';
import { unitPriceUnder } from '#app/domain/portable/discount.ts';
import { split } from '#app/domain/portable/split.ts';
import { CAMERA, NOW, policy } from '#test/support/decision-facts.ts';
import { fixedFeeOf } from '#test/support/fixed-fee.ts';
import { atAnyMoment, ruledSituations, type Situation, situations } from '#test/support/generated-shop.ts';

/** Of what rounding may move: comparisons of exact fractions in floating point. */
const EPSILON = 1e-6;

interface Reckoned {
  margin: number;
  net: number;
  floorBp: number;
  floorMinor: number;
}

/** As a merchant would do it on paper. @param feeMinor of the fixed fee what falls to it @returns null where no cost is known */
function reckon(product: ProductFacts, variant: VariantFacts, priceMinor: number, feeMinor: number, { guardrails, marginRules, includedTaxBp }: Policy): Reckoned | null {
  const narrowest = ['product', 'type', 'vendor'].flatMap((scope) => marginRules.filter((rule) => rule.scope === scope && rule.value === { product: String(product.productId), type: product.productType.toLowerCase(), vendor: product.vendor.toLowerCase() }[rule.scope]));
  const said = (field: 'floorBp' | 'floorMinor' | 'defaultCostBp' | 'handlingMinor') => narrowest.find((rule) => rule[field] !== null)?.[field] ?? guardrails[field];
  const without = (price: number) => (price * 10_000) / (10_000 + includedTaxBp);
  const isSound = variant.unitCostMinor !== null && variant.unitCostMinor >= 0 && variant.unitCostMinor <= 100 * variant.priceMinor;
  const share = said('defaultCostBp');
  if (!isSound && share === null) return null;
  const cost = isSound ? Number(variant.unitCostMinor) : (without(variant.priceMinor) * Number(share)) / 10_000 - 1;
  const fee = (priceMinor * guardrails.feeBp) / 10_000 + feeMinor;
  return { margin: without(priceMinor) - cost - Number(said('handlingMinor')) - fee, net: without(priceMinor), floorBp: Number(said('floorBp')), floorMinor: Number(said('floorMinor')) };
}

const floorOf = ({ net, floorBp, floorMinor }: Reckoned): number => Math.max(floorMinor, (net * floorBp) / 10_000);
const variantOf = (product: ProductFacts, variantId: bigint): VariantFacts => product.variants.find((variant) => variant.variantId === variantId) as VariantFacts;

function forOffers(kind: OfferTerms['kind'] | undefined, check: (offer: Offer, facts: DecisionFacts, rails: Policy) => void, { numRuns, least, of = atAnyMoment(situations(kind)) }: { numRuns: number; least: number; of?: fc.Arbitrary<Situation> }): void {
  let seen = 0;
  fc.assert(
    fc.property(of, ({ facts, rails }) => {
      const { offer } = decide(facts, rails, NOW, 's');
      if (!offer) return;
      seen++;
      check(offer, facts, rails);
    }),
    { numRuns },
  );
  expect(seen, 'offers that were looked at').toBeGreaterThan(least);
}

describe('the margin floor', () => {
  const isNeverCrossed = (offer: Offer, facts: DecisionFacts, rails: Policy) => {
    for (const { productId, variants, unit } of offer.items) {
      const product = facts.products.get(productId) as ProductFacts;
      for (const { variantId, priceMinor, offerPriceMinor } of variants) {
        const reckoned = reckon(product, variantOf(product, variantId), offerPriceMinor, fixedFeeOf(facts, offer, rails), rails);
        if (reckoned === null) expect(offerPriceMinor).toBe(priceMinor);
        else if (!(unit?.kind === 'percent' && unit.bp === 10_000)) expect(reckoned.margin + EPSILON).toBeGreaterThanOrEqual(floorOf(reckoned));
      }
    }
  };

  it('is never crossed, for any variant of anything that is sold; what has no known cost has no discount', () => {
    forOffers(undefined, isNeverCrossed, { numRuns: 1_500, least: 500 });
  });

  it('is never crossed by what the merchant’s rules choose', () => {
    forOffers(undefined, isNeverCrossed, { numRuns: 1_000, least: 200, of: atAnyMoment(ruledSituations) });
  });

  it('holds also for a variant that is sold out now, since its price is published too', () => {
    forOffers(undefined, (offer, facts, rails) => {
      for (const { productId, unit } of offer.items) {
        const product = facts.products.get(productId) as ProductFacts;
        if (!unit || (unit.kind === 'percent' && unit.bp === 10_000)) continue;
        for (const variant of product.variants) {
          const reckoned = reckon(product, variant, unitPriceUnder(variant.priceMinor, unit), fixedFeeOf(facts, offer, rails), rails);
          expect(reckoned && reckoned.margin + EPSILON).toBeGreaterThanOrEqual(reckoned ? floorOf(reckoned) : Number.POSITIVE_INFINITY);
        }
      }
    }, { numRuns: 600, least: 200 });
  });

  it('holds for anchor and gift together, whichever variants they are', () => {
    let gifts = 0;
    forOffers('gift', (offer, facts, rails) => {
      expect(offer.items.filter(({ offerPriceMinor }) => offerPriceMinor === 0).length).toBeLessThanOrEqual(1);
      const anchor = facts.products.get(CAMERA) as ProductFacts;
      for (const { productId, unit, offerPriceMinor } of offer.items) {
        if (unit?.kind !== 'percent' || unit.bp !== 10_000) continue;
        gifts++;
        expect(offerPriceMinor).toBe(0);
        const gift = facts.products.get(productId) as ProductFacts;
        for (const own of anchor.variants) {
          for (const variant of gift.variants) {
            const paid = reckon(anchor, own, own.priceMinor, rails.guardrails.feeMinor, rails);
            const given = reckon(gift, variant, 0, 0, rails);
            expect(paid && given && paid.margin + given.margin + EPSILON).toBeGreaterThanOrEqual(paid ? floorOf(paid) : Number.POSITIVE_INFINITY);
          }
        }
      }
    }, { numRuns: 600, least: 150 });
    expect(gifts, 'gifts that were looked at').toBeGreaterThan(8);
  });

  it('holds with shipping free, whichever single item comes with the anchor', () => {
    let free = 0;
    forOffers('free_shipping', (offer, facts, rails) => {
      if (!offer.freeShipping) return;
      free++;
      expect(rails.guardrails.shippingMinor).toBeGreaterThan(0);
      const anchor = facts.products.get(CAMERA) as ProductFacts;
      for (const { productId, variants } of offer.items) {
        const product = facts.products.get(productId) as ProductFacts;
        for (const own of anchor.variants) {
          for (const { variantId, offerPriceMinor } of variants) {
            const [paid, added] = [reckon(anchor, own, own.priceMinor, rails.guardrails.feeMinor, rails), reckon(product, variantOf(product, variantId), offerPriceMinor, fixedFeeOf(facts, offer, rails), rails)];
            expect(paid && added && paid.margin + added.margin - rails.guardrails.shippingMinor + EPSILON).toBeGreaterThanOrEqual(paid && added ? floorOf(paid) + floorOf(added) : Number.POSITIVE_INFINITY);
          }
        }
      }
    }, { numRuns: 600, least: 150 });
    expect(free, 'offers with free shipping').toBeGreaterThan(8);
  });

  it('is what an offer leaves of any order that is made of it: beside what makes the order, or with the fixed fee where it is all of it', () => {
    let [joined, begun] = [0, 0];
    forOffers(undefined, (offer, facts, rails) => {
      const isBeside = fixedFeeOf(facts, offer, rails) === 0;
      for (let taken = 1; taken < 2 ** offer.items.length; taken++) for (const quantity of [1, 3]) {
        const lines = offer.items.flatMap(({ productId, variants, unit }, at) => {
          const { variantId, offerPriceMinor } = variants.at(-1)!;
          const product = facts.products.get(productId) as ProductFacts;
          const isGift = unit?.kind === 'percent' && unit.bp === 10_000;
          const each = isGift || !(taken & (1 << at)) ? null : reckon(product, variantOf(product, variantId), offerPriceMinor, 0, rails);
          return each ? [each] : [];
        });
        if (lines.length === 0) continue;
        if (isBeside) joined++;
        else begun++;
        const beyond = quantity * lines.reduce((sum, each) => sum + each.margin - floorOf(each), 0);
        expect(beyond - (isBeside ? 0 : rails.guardrails.feeMinor) + EPSILON * 100).toBeGreaterThanOrEqual(0);
      }
    }, { numRuns: 800, least: 250 });
    expect(Math.min(joined, begun), 'orders beside a cart, and of their own').toBeGreaterThan(50);
  });

  it('leaves an order of its own no deeper discount, and nothing that it refuses beside a cart', () => {
    let shallower = 0;
    fc.assert(
      fc.property(situations(), ({ facts, rails }) => {
        const [beside, alone] = [policyFor('joins', rails), policyFor('begins', rails)];
        for (const set of facts.sets) {
          const [joining, beginning] = [setTerms(set, facts.products, beside), setTerms(set, facts.products, alone)];
          for (const product of facts.products.values()) {
            const [one, other] = [itemTerms(joining, product, beside), itemTerms(beginning, product, alone)];
            expect(one.freeShipping || !other.freeShipping).toBe(true);
            expect(one.isGift).toBe(other.isGift);
            for (const variant of product.variants) {
              const [priceBeside, priceAlone] = [unitPriceUnder(variant.priceMinor, one.unit), unitPriceUnder(variant.priceMinor, other.unit)];
              expect(priceAlone).toBeGreaterThanOrEqual(priceBeside);
              if (priceAlone > priceBeside) shallower++;
              if (holdsFloorAt(variant, variant.priceMinor, other.rails)) expect(holdsFloorAt(variant, variant.priceMinor, one.rails)).toBe(true);
            }
          }
        }
      }),
      { numRuns: 500 },
    );
    expect(shallower, 'prices that are higher alone').toBeGreaterThan(50);
  });

  it('raised, never admits what was refused for it, nor makes anything cheaper', () => {
    fc.assert(
      fc.property(atAnyMoment(situations()), fc.integer({ min: 0, max: 3_000 }), fc.integer({ min: 0, max: 5_000 }), ({ facts, rails }, moreBp, moreMinor) => {
        const raised: Policy = { ...rails, guardrails: { ...rails.guardrails, floorBp: rails.guardrails.floorBp + moreBp, floorMinor: rails.guardrails.floorMinor + moreMinor } };
        const [before, after] = [decide(facts, rails, NOW, 's'), decide(facts, raised, NOW, 's')];
        for (const refusal of before.refused) {
          if (refusal.code !== 'below_margin_floor') continue;
          expect(after.offer?.setId === refusal.setId && after.offer.items.some((item) => item.productId === refusal.productId && item.slotNo === refusal.slotNo)).toBe(false);
        }
        for (const set of facts.sets) {
          const [low, high] = [setTerms(set, facts.products, rails), setTerms(set, facts.products, raised)];
          for (const product of facts.products.values()) {
            const [lower, higher] = [itemTerms(low, product, rails), itemTerms(high, product, raised)];
            for (const { priceMinor } of product.variants) expect(unitPriceUnder(priceMinor, higher.unit)).toBeGreaterThanOrEqual(unitPriceUnder(priceMinor, lower.unit));
            expect(lower.freeShipping || !higher.freeShipping).toBe(true);
          }
        }
      }),
      { numRuns: 500 },
    );
  });

  it('is held by the least price that is said to hold it, and by every price above', () => {
    fc.assert(
      fc.property(fc.nat(50_000), fc.nat(6_000), fc.nat(5_000), fc.nat(900), fc.nat(200), fc.constantFrom(0, 700, 1_900), fc.nat(500), (cost, floorBp, floorMinor, feeBp, feeMinor, includedTaxBp, above) => {
        const rails = { ...policy({ floorBp, floorMinor, feeBp, feeMinor }).guardrails, includedTaxBp };
        const least = leastPriceMinor(cost, rails);
        if (least !== null) expect(holdsFloor(least + above, cost, rails)).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('the money of an offer', () => {
  it('is split to the last minor unit', () => {
    fc.assert(
      fc.property(fc.nat(10_000_000), fc.array(fc.nat(1_000_000), { minLength: 1, maxLength: 20 }), (amount, weights) => {
        const shares = split(amount, weights);
        const sum = weights.reduce((total, weight) => total + weight, 0);
        expect(shares.reduce((total, share) => total + share, 0)).toBe(amount);
        if (sum > 0) for (const [at, share] of shares.entries()) expect(Math.abs(share - (amount * Number(weights[at])) / sum)).toBeLessThan(1);
      }),
    );
  });

  it('comes to the set price exactly, or the set price is not given and its reason is', () => {
    let given = 0;
    fc.assert(
      fc.property(situations('set_price'), ({ facts, rails }) => {
        const { offer, refused } = decide(facts, rails, NOW, 's');
        if (!offer) return;
        const set = facts.sets.find(({ setId }) => setId === offer.setId);
        if (offer.terms.kind === 'set_price') {
          given++;
          expect(offer.totalMinor).toBe(set?.terms.kind === 'set_price' && set.terms.minor);
          expect(offer.items.length).toBe(set?.slots.length);
          for (const { variants } of offer.items) expect(new Set(variants.map(({ offerPriceMinor }) => offerPriceMinor)).size).toBe(1);
        } else {
          expect(offer.savingMinor).toBe(0);
          expect(refused.some(({ setId, code }) => setId === offer.setId && (code === 'set_price_incomplete' || code === 'set_price_not_lower'))).toBe(true);
        }
      }),
      { numRuns: 1_500 },
    );
    expect(given, 'set prices that were given').toBeGreaterThan(5);
  });

  it('gives no more than the amount, exactly it where nothing holds it back, and the largest discount is never passed', () => {
    let full = 0;
    forOffers('amount', (offer, facts, rails) => {
      const set = facts.sets.find(({ setId }) => setId === offer.setId);
      const minor = set?.terms.kind === 'amount' ? set.terms.minor : 0;
      expect(offer.savingMinor).toBeLessThanOrEqual(minor);
      for (const { priceMinor, offerPriceMinor } of offer.items) expect((priceMinor - offerPriceMinor) * 10_000).toBeLessThanOrEqual(priceMinor * rails.guardrails.maxDiscountBp + 5_000);
      const isWhole = offer.items.length === set?.slots.length && offer.items.every((item) => item.limitedBy === 'set' && item.unit);
      if (!isWhole) return;
      full++;
      expect(offer.savingMinor).toBe(minor);
      expect(offer.terms).toEqual({ kind: 'amount', minor });
    }, { numRuns: 1_500, least: 400 });
    expect(full, 'amounts given in full').toBeGreaterThan(5);
  });

  it('is in whole percents where it is a percentage, and never above what the set or the guardrails say', () => {
    forOffers('percent', (offer, facts, rails) => {
      const set = facts.sets.find(({ setId }) => setId === offer.setId);
      for (const { unit } of offer.items) {
        if (!unit) continue;
        const bp = unit.kind === 'percent' ? unit.bp : Number.NaN;
        expect(bp % 100).toBe(0);
        expect(bp).toBeLessThanOrEqual(Math.min(rails.guardrails.maxDiscountBp, set?.terms.kind === 'percent' ? set.terms.bp : 0));
      }
    }, { numRuns: 500, least: 150 });
  });
});
