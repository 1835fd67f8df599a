// What a decision owes to the merchant's rules, whatever they are.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ruled } from '#app/domain/decision/by-rules.ts';
import { decide } from '#app/domain/decision/decide.ts';
import type { Decision, DecisionFacts } from '#app/domain/decision/facts.ts';
import { NOW } from '#test/support/decision-facts.ts';
import { CALLED_ID, ruledSituations } from '#test/support/generated-shop.ts';

type Verdict = ReturnType<typeof ruled>['verdict'];

/** @param least so often what is looked at has to come up */
function always(least: number, check: (decision: Decision, verdict: Verdict, facts: DecisionFacts, without: Decision) => boolean): void {
  let seen = 0;
  fc.assert(
    fc.property(ruledSituations, ({ facts, rails }) => {
      const decision = decide(facts, rails, NOW, 's');
      if (check(decision, ruled(facts, NOW).verdict, facts, decide({ ...facts, rules: [] }, rails, NOW, 's'))) seen++;
    }),
    { numRuns: 600 },
  );
  expect(seen, 'decisions that were looked at').toBeGreaterThan(least);
}

describe('a decision by rules', () => {
  it('offers nothing that one leaves out, and only what one allows', () => {
    always(100, ({ offer }, { choice, leftOut }) => {
      const offered = (offer?.items ?? []).map(({ productId }) => productId);
      for (const productId of offered) {
        expect(leftOut.some((out) => out.has(productId))).toBe(false);
        if (choice?.action.kind === 'only_products') expect(choice.products.has(productId)).toBe(true);
      }
      if (choice?.action.kind === 'only_strategies' && offer) expect(choice.action.strategies).toContain(offer.strategy);
      if (choice?.action.kind === 'offer_nothing') expect(offer).toBeNull();
      return offered.length > 0 && (leftOut.length > 0 || choice !== null);
    });
  });

  it('names the rules that acted, and of every set that something starts gives an offer or a reason', () => {
    always(100, ({ offer, refused, rules }, { acting }, facts) => {
      expect(rules).toEqual(acting);
      for (const { setId, strategy, slots } of facts.sets) {
        if (strategy === 'evolution' || slots.some(({ candidates }) => candidates.length === 0)) continue;
        expect(offer?.setId === setId || refused.some((refusal) => refusal.setId === setId)).toBe(true);
      }
      return rules.length > 0;
    });
  });

  it('offers a set that one calls for wherever it can be, at full price where nothing in the cart started it', () => {
    always(20, ({ offer, refused }, { choice }) => {
      if (choice?.action.kind !== 'show_set') return false;
      const { setId } = choice.action;
      if (offer && offer.setId !== setId) expect(refused.some((refusal) => refusal.setId === setId && refusal.code === 'ranked_lower')).toBe(false);
      if (offer?.setId !== CALLED_ID) return false;
      expect([offer.savingMinor, offer.freeShipping]).toEqual([0, false]);
      return true;
    });
  });

  it('is as without them where none acts', () => {
    always(20, (decision, { acting }, _, without) => {
      if (acting.length > 0) return false;
      expect(decision).toEqual(without);
      return true;
    });
  });
});
