import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decide } from '#app/domain/decision/decide.ts';
import { decodeDecision, encodeDecision } from '#app/domain/decision/encode.ts';
import { explainItem, explainRefusal } from '#app/domain/decision/explain.ts';
import type { DecisionFacts, Policy } from '#app/domain/decision/facts.ts';
import { NOT_GIVEN } from '#app/domain/decision/reason-codes.ts';
import { reasonWords } from '#app/domain/decision/words/words.ts';
import { CAMERA, NOW, productFacts, soldOut } from '#test/support/decision-facts.ts';
import { situations } from '#test/support/generated-shop.ts';

const always = (check: (facts: DecisionFacts, rails: Policy) => void) =>
  fc.assert(fc.property(situations(), ({ facts, rails }) => check(facts, rails)), { numRuns: 400 });

const itemsOf = (facts: DecisionFacts, rails: Policy) => decide(facts, rails, NOW, 's').offer?.items ?? [];

describe('a decision, whatever the facts', () => {
  it('conserves money: the total is the sum of its items, the saving is before less after, and nobody pays more than without it', () => {
    always((facts, rails) => {
      const { offer } = decide(facts, rails, NOW, 's');
      if (!offer) return;
      expect(offer.totalMinor).toBe(offer.items.reduce((sum, item) => sum + item.offerPriceMinor, 0));
      expect(offer.totalMinor + offer.savingMinor).toBe(offer.items.reduce((sum, item) => sum + item.priceMinor, 0));
      for (const { variants } of offer.items) {
        for (const { priceMinor, offerPriceMinor } of variants) {
          expect(Number.isSafeInteger(offerPriceMinor)).toBe(true);
          expect(offerPriceMinor).toBeLessThanOrEqual(priceMinor);
        }
      }
    });
  });

  it('is the same for the same facts and salt, in whatever order the sets come', () => {
    always((facts, rails) => {
      const once = decide(facts, rails, NOW, 'salt');
      expect(decide({ ...facts, sets: [...facts.sets].reverse() }, rails, NOW, 'salt')).toEqual(once);
    });
  });

  it('offers nothing in the cart, owned, refused by the customer, blocked, unpublished, without price or stock, no gift card, nothing twice, and one item a slot', () => {
    let offered = 0;
    always((facts, rails) => {
      const items = itemsOf(facts, rails);
      const ids = items.map(({ productId }) => productId);
      expect(new Set(ids).size).toBe(ids.length);
      expect(new Set(items.map(({ slotNo }) => slotNo)).size).toBe(items.length);
      for (const { productId, variants } of items) {
        offered++;
        expect(productId).not.toBe(CAMERA);
        expect(facts.cart.some((line) => line.productId === productId)).toBe(false);
        expect(facts.customer.bought.has(productId) || facts.customer.answers.has(productId)).toBe(false);
        const product = facts.products.get(productId);
        expect(product).toMatchObject({ deletedAt: null, blocked: false, isGiftCard: false });
        expect(product?.status === 'ACTIVE' || (product?.status === 'UNLISTED' && facts.customer.tags.includes('vip'))).toBe(true);
        for (const { variantId, priceMinor } of variants) {
          const stock = product?.variants.find((variant) => variant.variantId === variantId)?.stock;
          expect(priceMinor).toBeGreaterThan(0);
          expect(!stock?.tracked || stock.policy === 'CONTINUE' || stock.available.reduce((sum, units) => sum + units, 0) > 0).toBe(true);
        }
      }
    });
    expect(offered, 'items that were looked at').toBeGreaterThan(150);
  });

  it('does not change for an ineligible product, wherever it is named', () => {
    const ghost = 99n;
    always((facts, rails) => {
      const haunted: DecisionFacts = {
        ...facts,
        products: new Map([...facts.products, [ghost, productFacts(ghost, { productType: 'Card', variant: soldOut })]]),
        companions: [{ productId: ghost, score: 9 }, ...facts.companions],
        chances: new Map([...facts.chances, [ghost, 1]]),
        substitutes: new Map([...facts.substitutes].map(([id, others]) => [id, [ghost, ...others]])),
        sets: facts.sets.map((set) => ({
          ...set,
          slots: set.slots.map((slot) => ({ ...slot, candidates: slot.candidates.flatMap((one, rank) => (rank === 0 ? [one, { productId: ghost, support: 900, score: 9 }] : [one])) })),
        })),
      };
      expect(decide(haunted, rails, NOW, 's').offer).toEqual(decide(facts, rails, NOW, 's').offer);
    });
  });

  it('has a reason, with a sentence in either language, for every candidate that would have come before what is offered', () => {
    always((facts, rails) => {
      const { offer, refused } = decide(facts, rails, NOW, 's');
      const started = facts.sets.filter(({ setId, strategy }) => strategy === 'completion' && !refused.some((refusal) => refusal.setId === setId && refusal.slotNo === 0 && !NOT_GIVEN.has(refusal.code)));
      for (const set of started) {
        for (const { slotNo, candidates } of set.slots) {
          const reasons = refused.filter((refusal) => refusal.setId === set.setId && refusal.slotNo === slotNo);
          const chosen = offer?.setId === set.setId ? offer.items.find((item) => item.slotNo === slotNo) : undefined;
          for (const [rank, { productId }] of candidates.entries()) {
            if (rank > 0 && (chosen || reasons.some(({ code }) => code === 'ranked_lower' || code === 'slot_filled'))) continue;
            expect(chosen?.productId === productId || reasons.some((refusal) => refusal.productId === productId)).toBe(true);
          }
        }
      }
      const kept = decodeDecision(encodeDecision({ currency: facts.cartCurrency, offer, fit: null, refused, rules: [] }));
      for (const locale of ['en', 'de-AT']) {
        const telling = { words: reasonWords(locale), currency: facts.cartCurrency, titleOf: String };
        for (const sentence of [...kept.refused.map((refusal) => explainRefusal(refusal, telling)), ...kept.items.flatMap((item) => explainItem(item, telling))]) {
          expect(sentence).not.toMatch(/undefined|NaN/);
          expect(sentence.length).toBeGreaterThan(5);
        }
      }
    });
  });

  it('lets who stands in say for whom, and keeps both in the slot', () => {
    let stoodIn = 0;
    always((facts, rails) => {
      const { offer, refused } = decide(facts, rails, NOW, 's');
      for (const { insteadOf, slotNo } of offer?.items ?? []) {
        if (!insteadOf) continue;
        stoodIn++;
        expect(refused).toContainEqual({ ...insteadOf, setId: offer?.setId, slotNo });
      }
    });
    expect(stoodIn, 'substitutes that were looked at').toBeGreaterThan(10);
  });

  it('comes back from its compact form as it was', () => {
    always((facts, rails) => {
      const decision = decide(facts, rails, NOW, 's');
      const back = decodeDecision(JSON.parse(JSON.stringify(encodeDecision(decision))));
      expect(back.refused).toEqual(decision.refused);
      expect(back.items).toMatchObject(
        (decision.offer?.items ?? []).map(({ variants: _variants, words: _words, insteadOf, unit, ...item }) => ({ ...item, insteadOf: insteadOf && { ...insteadOf }, givenAs: unit?.kind ?? 'percent', freeShipping: decision.offer?.freeShipping })),
      );
    });
  });

  it('of every set that something starts gives an offer or a reason', () => {
    const seen = new Set<string>();
    const look = () =>
      always((facts, rails) => {
        const { offer, refused } = decide(facts, rails, NOW, 's');
        for (const { setId, strategy, slots } of facts.sets) {
          if (strategy === 'evolution' || slots.some(({ candidates }) => candidates.length === 0)) continue;
          expect(offer?.setId === setId || refused.some((refusal) => refusal.setId === setId)).toBe(true);
          if (offer?.setId === setId) seen.add(strategy);
        }
      });
    // Each kind has to win somewhere, or nothing was tried of it; one round of chance may leave one out.
    for (let round = 0; round < 20 && seen.size < 3; round++) look();
    expect([...seen].sort()).toEqual(['completion', 'ecosystem', 'upsell']);
  });

  it('offers a better version only dearer than what is in the cart, alone, and at no price that the store would not charge', () => {
    let better = 0;
    always((facts, rails) => {
      const { offer } = decide(facts, rails, NOW, 's');
      if (!offer?.replacesAnchor) return;
      better++;
      const anchor = Math.max(...(facts.products.get(offer.anchorProductId)?.variants ?? []).filter(({ variantId }) => facts.cart.some((line) => line.variantId === variantId)).map(({ priceMinor }) => priceMinor));
      expect(offer.items).toHaveLength(1);
      for (const { priceMinor } of offer.items[0]!.variants) expect(priceMinor).toBeGreaterThan(anchor);
      expect(offer.savingMinor).toBe(0);
    });
    expect(better).toBeGreaterThan(0);
  });
});
