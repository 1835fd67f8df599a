import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decide } from '#app/domain/decision/decide.ts';
import { chanceIfShown, incrementalProfitMinor, shrunkRatio } from '#app/domain/decision/expected-profit.ts';
import type { Policy } from '#app/domain/decision/facts.ts';
import { priceResponse } from '#app/domain/margin/price-response.ts';
import { decisionFacts, NOW, policy, productFacts, setFacts } from '#test/support/decision-facts.ts';

const A = 2n;
const B = 3n;

/** In thousandths: of fractions as such most are next to nothing. */
const upTo = (most: number) => fc.integer({ min: 0, max: most * 1_000 }).map((drawn) => drawn / 1_000);
const chance = upTo(1);
const contest = fc.record({
  prices: fc.tuple(fc.integer({ min: 100, max: 50_000 }), fc.integer({ min: 100, max: 50_000 })), costs: fc.tuple(upTo(0.9), upTo(0.9)), chances: fc.tuple(chance, chance), returns: fc.tuple(chance, chance),
  bp: fc.integer({ min: 0, max: 5_000 }), maxDiscountBp: fc.integer({ min: 0, max: 5_000 }), floorBp: fc.integer({ min: 0, max: 4_000 }), includedTaxBp: fc.constantFrom(0, 1_900),
  uplift: fc.record({ ratio: upTo(30), shownSubjects: fc.nat(20_000), heldSubjects: fc.nat(20_000) }),
  cheaper: upTo(1),
});

/** Two sets, an item each. @returns the one that is offered */
function winner({ prices, costs, chances, returns, bp, maxDiscountBp, floorBp, includedTaxBp, uplift }: Omit<typeof contest extends fc.Arbitrary<infer T> ? T : never, 'cheaper'>): bigint | undefined {
  const products = [A, B].map((id, at) =>
    productFacts(id, { stats: { returnRate: Number(returns[at]), reorderDays: null }, variant: { priceMinor: Number(prices[at]), unitCostMinor: Math.floor(Number(prices[at]) * Number(costs[at])) } }));
  const sets = [A, B].map((id) => setFacts([[id]], { setId: `set-${id}`, discountBp: bp }));
  const facts = decisionFacts(products, sets, { uplift, chances: new Map([[A, chances[0]], [B, chances[1]]]) });
  const rails: Policy = { ...policy({ maxDiscountBp, floorBp, dearestBp: 1_000_000 }), includedTaxBp };
  return decide(facts, rails, NOW, 's').offer?.items[0]?.productId;
}

describe('ranking', () => {
  it('never drops a product whose margin gets better, all else equal', () => {
    let kept = 0;
    fc.assert(
      fc.property(contest, ({ cheaper, ...before }) => {
        if (winner(before) !== A) return;
        kept++;
        expect(winner({ ...before, costs: [before.costs[0] * cheaper, before.costs[1]] })).toBe(A);
      }),
      { numRuns: 2_000 },
    );
    expect(kept, 'contests that were looked at').toBeGreaterThan(300);
  });

  it('never drops a product that is sent back less often, while it earns', () => {
    fc.assert(
      fc.property(contest, ({ cheaper, ...before }) => {
        if (winner(before) !== A) return;
        expect(winner({ ...before, returns: [before.returns[0] * cheaper, before.returns[1]] })).toBe(A);
      }),
      { numRuns: 1_000 },
    );
  });

  it('charges the discount on those who would have bought anyway', () => {
    fc.assert(
      fc.property(chance, fc.integer({ min: 1, max: 50 }), fc.integer({ min: 100, max: 10_000 }), (anyway, percent, offMinor) => {
        const prospect = { chance: anyway, ratio: 1, discountBp: 0, isGift: false, fullMarginMinor: 10_000, returnRate: 0 };
        expect(incrementalProfitMinor({ ...prospect, marginMinor: 10_000 - offMinor })).toBeCloseTo(-anyway * offMinor, 6);
        expect(chanceIfShown({ ...prospect, discountBp: percent * 100 })).toBeGreaterThanOrEqual(chanceIfShown(prospect));
      }),
    );
  });

  it('draws a thin measurement towards the prior, and believes a thick one', () => {
    const thin = shrunkRatio({ ratio: 4, shownSubjects: 20, heldSubjects: 2 });
    expect(thin).toBeGreaterThan(1.5);
    expect(thin).toBeLessThan(1.6);
    expect(shrunkRatio({ ratio: 4, shownSubjects: 90_000, heldSubjects: 10_000 })).toBeGreaterThan(3.8);
    expect(shrunkRatio({ ratio: 0.2, shownSubjects: 90_000, heldSubjects: 10_000 })).toBe(1);
    expect(shrunkRatio({ ratio: Number.POSITIVE_INFINITY, shownSubjects: 9, heldSubjects: 0 })).toBe(1.5);
  });

  it('takes what is cheaper to be taken likelier, never less', () => {
    for (let bp = 0; bp < 10_000; bp += 100) expect(priceResponse(bp + 100)).toBeGreaterThanOrEqual(priceResponse(bp));
    expect(priceResponse(0)).toBe(1);
  });
});
