// Two words of the merchant that stand above every set: what is never offered, and where the shop sells.
import { describe, expect, it } from 'vitest';
import { decide } from '#app/domain/decision/decide.ts';
import { decodeDecision, encodeDecision } from '#app/domain/decision/encode.ts';
import { explainRefusal } from '#app/domain/decision/explain.ts';
import { reasonWords } from '#app/domain/decision/words/words.ts';
import { decisionFacts, NOW, policy, productFacts, setFacts } from '#test/support/decision-facts.ts';

const [BAG, OTHER_BAG] = [2n, 3n];
const telling = { words: reasonWords('en'), currency: 'EUR', titleOf: String };
const decided = (...given: Parameters<typeof decisionFacts>) => decide(decisionFacts(...given), policy(), NOW, 'salt');

describe('a product on the block list', () => {
  const slot = setFacts([[BAG, OTHER_BAG]]);

  it('is not offered, and the next of its slot is', () => {
    const decision = decided([productFacts(BAG, { blocked: true }), productFacts(OTHER_BAG)], [slot]);
    expect(decision.offer?.items).toMatchObject([{ productId: OTHER_BAG, insteadOf: { productId: BAG, code: 'blocked' } }]);
  });

  it('stands in for nothing, however often it was bought with the anchor', () => {
    const facts = { companions: [{ productId: OTHER_BAG, score: 1 }], support: new Map([[1n, new Map([[OTHER_BAG, 99]])]]) };
    const decision = decided([productFacts(BAG, { status: 'DRAFT' }), productFacts(OTHER_BAG, { blocked: true })], [setFacts([[BAG]])], facts);
    expect(decision.offer).toBeNull();
  });

  it('is explained, also once the decision was kept', () => {
    const decision = decided([productFacts(BAG, { blocked: true })], [setFacts([[BAG]])]);
    const [refusal] = decodeDecision(encodeDecision(decision)).refused;
    expect(explainRefusal(refusal!, telling)).toMatch(/block list/);
  });
});

describe('a country that no market serves', () => {
  it('is offered nothing, for that reason', () => {
    const decision = decided([productFacts(BAG)], [setFacts([[BAG]])], { soldHere: false });
    expect(decision.offer).toBeNull();
    expect(decision.refused.map(({ code }) => code)).toEqual(['not_sold_here']);
    expect(explainRefusal(decision.refused[0]!, telling)).toMatch(/no active market/i);
  });
});
