import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decide } from '#app/domain/decision/decide.ts';
import { decodeDecision, encodeDecision } from '#app/domain/decision/encode.ts';
import type { DecisionFacts, Policy } from '#app/domain/decision/facts.ts';
import { isSameReplay, type OfferReplay, offerReplayer, type OfferThen } from '#app/domain/decision/replay.ts';
import { CAMERA, decisionFacts, NOW, policy, productFacts, setFacts } from '#test/support/decision-facts.ts';
import { atAnyMoment, situations } from '#test/support/generated-shop.ts';

const NOTHING_BLOCKED: ReadonlySet<bigint> = new Set();

/** What is kept of the decision about these facts. */
function keptOffer(facts: DecisionFacts, rails: Policy): OfferThen | null {
  const decision = decide(facts, rails, NOW, 's');
  const set = facts.sets.find(({ setId }) => setId === decision.offer?.setId);
  if (!set) return null;
  const { items } = decodeDecision(JSON.parse(JSON.stringify(encodeDecision(decision))));
  return { items, anchorProductId: set.anchorProductId, completes: set.strategy === 'completion', setGives: set.terms.kind, inOrder: facts.moment === 'browsing' ? 'joins' : 'begins' };
}

const replayed = (offer: OfferThen, { products }: DecisionFacts, rails: Policy, blocked = NOTHING_BLOCKED): OfferReplay => offerReplayer({ products, blocked }, rails)(offer);
const under = (rails: Policy, changed: Partial<Policy['guardrails']>): Policy => ({ ...rails, guardrails: { ...rails.guardrails, ...changed } });

function forOffers(check: (offer: OfferThen, facts: DecisionFacts, rails: Policy) => void): void {
  let seen = 0;
  fc.assert(
    fc.property(atAnyMoment(situations()), ({ facts, rails }) => {
      const offer = keptOffer(facts, rails);
      if (!offer) return;
      seen++;
      check(offer, facts, rails);
    }),
    { numRuns: 1_500 },
  );
  expect(seen, 'offers that were looked at').toBeGreaterThan(300);
}

describe('an offer judged again', () => {
  it('is refused under the guardrails of then in no item, and almost always the same', () => {
    let [same, all] = [0, 0];
    forOffers((offer, facts, rails) => {
      const { kind, items } = replayed(offer, facts, rails);
      expect(items.map((item) => item.kind)).not.toContain('refused');
      all++;
      if (kind === 'same') same++;
    });
    expect(same / all).toBeGreaterThan(0.99);
  });

  it('never comes back when the floor is raised further', () => {
    let refused = 0;
    forOffers((offer, facts, rails) => {
      const { floorBp, floorMinor } = rails.guardrails;
      const raised = replayed(offer, facts, under(rails, { floorBp: floorBp + 1_500 }));
      const further = replayed(offer, facts, under(rails, { floorBp: floorBp + 3_000, floorMinor: floorMinor + 100 }));
      for (const [at, item] of raised.items.entries()) {
        if (item.kind !== 'refused') continue;
        refused++;
        expect(further.items[at]?.kind).toBe('refused');
      }
    });
    expect(refused).toBeGreaterThan(20);
  });

  it('gives no less off under a lower floor where all of the discount is given', () => {
    forOffers((_, facts, rails) => {
      const then = under(rails, { discountMode: 'as_set' });
      const before = keptOffer(facts, then);
      if (!before || before.items.some(({ givenAs }) => givenAs !== 'percent')) return;
      const { items } = replayed(before, facts, { ...under(then, { floorBp: 0, floorMinor: 0 }), marginRules: then.marginRules.map((rule) => ({ ...rule, floorBp: 0, floorMinor: 0 })) });
      for (const [at, item] of items.entries()) if (item.kind === 'changed' && before.items[at]?.costAssumed === false) expect(item.offerPriceMinor).toBeLessThanOrEqual(before.items[at]?.offerPriceMinor ?? 0);
    });
  });

  it('is refused wherever the list blocks all of it', () => {
    forOffers((offer, facts, rails) => {
      const { kind } = replayed(offer, facts, rails, new Set(offer.items.map(({ productId }) => productId)));
      expect(kind).toBe('refused');
    });
  });
});

describe('one offer judged again', () => {
  const CARD = 2n;
  const facts = decisionFacts([productFacts(CARD), productFacts(3n)], [setFacts([[CARD], [3n]], { discountBp: 1_000 })]);
  const asSet = policy({ discountMode: 'as_set' });
  const offer = keptOffer(facts, asSet) as OfferThen;

  it('gets what a smaller largest discount leaves', () => {
    expect(replayed(offer, facts, under(asSet, { maxDiscountBp: 500 })).items).toEqual([
      { kind: 'changed', offerPriceMinor: 9_500, freeShipping: false, limitedBy: 'max_discount' },
      { kind: 'changed', offerPriceMinor: 9_500, freeShipping: false, limitedBy: 'max_discount' },
    ]);
  });

  it('is changed, not refused, where only some of it is left out', () => {
    const judged = replayed(offer, facts, asSet, new Set([CARD]));
    expect(judged.kind).toBe('changed');
    expect(judged.items[0]).toEqual({ kind: 'refused', code: 'blocked', numbers: [] });
  });

  it('says the margin that a floor refused, and the floor', () => {
    const dear = { ...facts, products: new Map([...facts.products, [CARD, productFacts(CARD, { variant: { unitCostMinor: 9_000 } })]]) };
    expect(replayed(offer, dear, under(asSet, { floorBp: 2_000 })).items[0]).toEqual({ kind: 'refused', code: 'below_margin_floor', numbers: [710, 2_000, 0] });
  });

  it('is too dear against the dearest variant of what started its set', () => {
    expect(replayed(offer, facts, under(asSet, { dearestBp: 9_000 })).kind).toBe('refused');
    expect(replayed(offer, { ...facts, products: new Map([...facts.products, [CAMERA, productFacts(CAMERA, { variant: { priceMinor: 20_000 } })]]) }, under(asSet, { dearestBp: 9_000 })).kind).toBe('same');
  });

  it('cannot be judged once the store has none of it left, and tells that from what is the same', () => {
    const gone = { ...facts, products: new Map([...facts.products].map(([id, one]) => [id, { ...one, deletedAt: NOW }])) };
    const judged = replayed(offer, gone, asSet);
    expect(judged.kind).toBe('gone');
    expect(isSameReplay(judged, replayed(offer, facts, asSet))).toBe(false);
  });

  it('keeps its gift where nobody knows any more what bore it', () => {
    const given = decisionFacts([productFacts(CARD)], [setFacts([[CARD]], { terms: { kind: 'gift', slotNo: 1 } })]);
    const made = keptOffer(given, asSet) as OfferThen;
    expect(made.items[0]?.offerPriceMinor).toBe(0);
    expect(replayed({ ...made, anchorProductId: null }, given, asSet).kind).toBe('same');
    expect(replayed(made, given, under(asSet, { floorBp: 5_500 })).items).toMatchObject([{ kind: 'changed', offerPriceMinor: 10_000 }]);
  });

  it('loses its set price as a whole where one of its items no longer bears it', () => {
    const priced = decisionFacts([productFacts(CARD), productFacts(3n, { variant: { unitCostMinor: 7_000 } })], [setFacts([[CARD], [3n]], { terms: { kind: 'set_price', minor: 18_000 } })]);
    const made = keptOffer(priced, asSet) as OfferThen;
    expect(made.items.map(({ givenAs }) => givenAs)).toEqual(['price', 'price']);
    expect(replayed(made, priced, under(asSet, { floorBp: 2_000 })).items.map((item) => item.kind === 'changed' && item.offerPriceMinor)).toEqual([10_000, 10_000]);
  });
});
