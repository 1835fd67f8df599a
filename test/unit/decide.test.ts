import { describe, expect, it } from 'vitest';
import { decide } from '#app/domain/decision/decide.ts';
import { decodeDecision, encodeDecision } from '#app/domain/decision/encode.ts';
import { explainItem, explainRefusal } from '#app/domain/decision/explain.ts';
import type { DecisionFacts } from '#app/domain/decision/facts.ts';
import { REASON_NUMBERS } from '#app/domain/decision/reason-codes.ts';
import { reasonWords } from '#app/domain/decision/words/words.ts';
import { insteadReason, shopperReason } from '#app/domain/offer/shopper-reason.ts';
import type { SetFacts } from '#app/domain/set/set.ts';
import { CAMERA, customer, decisionFacts, NOW, policy, productFacts, setFacts, soldOut, variantFacts } from '#test/support/decision-facts.ts';

const CARD = 2n;
const OTHER_CARD = 3n;
const BAG = 4n;
const TRIPOD = 5n;

const offered = (decision: ReturnType<typeof decide>) => decision.offer?.items.map(({ productId }) => productId);
const refusals = (decision: ReturnType<typeof decide>) => decision.refused.map(({ productId, code }) => [productId, code]);

describe('deciding an offer', () => {
  it('offers the first candidate of every slot, in the order of the set, with its discount', () => {
    const decision = decide(decisionFacts([productFacts(CARD), productFacts(BAG)], [setFacts([[CARD], [BAG]])]), policy(), NOW, 's');
    expect(offered(decision)).toEqual([CARD, BAG]);
    expect(decision.offer).toMatchObject({ totalMinor: 18_000, savingMinor: 2_000 });
    expect(decision.refused).toEqual([]);
  });

  it('offers nothing when no set starts with what is in the cart', () => {
    const decision = decide(decisionFacts([productFacts(CARD)], [setFacts([[CARD]], { anchorProductId: 77n })]), policy(), NOW, 's');
    expect(decision).toEqual({ currency: 'EUR', offer: null, fit: null, refused: [], rules: [] });
  });

  it('lets the next candidate stand in for one that is sold out, and says so', () => {
    const facts = decisionFacts([productFacts(CARD, { variant: soldOut }), productFacts(OTHER_CARD)], [setFacts([[CARD, OTHER_CARD]])]);
    const decision = decide(facts, policy(), NOW, 's');
    expect(decision.offer?.items[0]).toMatchObject({ productId: OTHER_CARD, insteadOf: { productId: CARD, code: 'out_of_stock', numbers: [0] } });
    expect(refusals(decision)).toEqual([[CARD, 'out_of_stock']]);
  });

  it('prefers a substitute of the same kind near the price over a better ranked one far from it', () => {
    const facts = decisionFacts(
      [
        productFacts(CARD, { variant: soldOut }),
        productFacts(BAG, { variant: { priceMinor: 90_000 } }),
        productFacts(OTHER_CARD, { variant: { priceMinor: 14_000 } }),
      ],
      [setFacts([[CARD, BAG, OTHER_CARD]])],
    );
    expect(offered(decide(facts, policy(), NOW, 's'))).toEqual([OTHER_CARD]);
  });

  it('takes a far substitute from the slot rather than none', () => {
    const facts = decisionFacts([productFacts(CARD, { variant: soldOut }), productFacts(BAG, { variant: { priceMinor: 25_000 } })], [setFacts([[CARD, BAG]])]);
    expect(offered(decide(facts, policy(), NOW, 's'))).toEqual([BAG]);
  });

  it('takes the strongest association of the same kind near the price, at full price, when a slot has none left', () => {
    const companions = [
      { productId: TRIPOD, score: 0.9 },
      { productId: OTHER_CARD, score: 0.5 },
    ];
    const facts = decisionFacts(
      [productFacts(CARD, { variant: soldOut }), productFacts(TRIPOD, { productType: 'Tripod' }), productFacts(OTHER_CARD)],
      [setFacts([[CARD]])],
      { companions, support: new Map([[CAMERA, new Map([[TRIPOD, 30], [OTHER_CARD, 5]])]]) },
    );
    expect(decide(facts, policy(), NOW, 's').offer?.items[0]).toMatchObject({ productId: OTHER_CARD, discountBp: 0, offerPriceMinor: 10_000, insteadOf: { productId: CARD } });
  });

  it('leaves a slot empty rather than fill it with what was hardly ever bought with the anchor: it may not fit', () => {
    const facts = decisionFacts([productFacts(CARD, { variant: soldOut }), productFacts(OTHER_CARD), productFacts(BAG)], [setFacts([[CARD], [BAG]])], {
      companions: [{ productId: OTHER_CARD, score: 0.9 }],
      support: new Map([[CAMERA, new Map([[OTHER_CARD, 4]])]]),
    });
    expect(offered(decide(facts, policy(), NOW, 's'))).toEqual([BAG]);
  });

  it('leaves a slot alone that the cart already fills', () => {
    const cart = [CAMERA, CARD].map((productId) => ({ productId, variantId: productId * 100n, quantity: 1 }));
    const facts = decisionFacts([productFacts(CARD), productFacts(OTHER_CARD), productFacts(BAG)], [setFacts([[OTHER_CARD, CARD], [BAG]])], { cart });
    const decision = decide(facts, policy(), NOW, 's');
    expect(offered(decision)).toEqual([BAG]);
    expect(refusals(decision)).toEqual([[CARD, 'in_cart'], [OTHER_CARD, 'slot_filled']]);
  });

  it('fills a slot past its own anchor, which a set may name by mistake', () => {
    const decision = decide(decisionFacts([productFacts(CARD), productFacts(BAG)], [setFacts([[CAMERA, CARD], [BAG, CAMERA]])]), policy(), NOW, 's');
    expect(offered(decision)).toEqual([CARD, BAG]);
    expect(refusals(decision)).toEqual([[CAMERA, 'starts_the_set']]);
  });

  it('never offers one product in two slots', () => {
    const decision = decide(decisionFacts([productFacts(CARD), productFacts(BAG)], [setFacts([[CARD], [CARD, BAG]])]), policy(), NOW, 's');
    expect(offered(decision)).toEqual([CARD, BAG]);
    expect(refusals(decision)).toEqual([[CARD, 'in_this_offer']]);
  });

  it.each([
    ['deleted', productFacts(CARD, { deletedAt: NOW }), {}],
    ['not_published', productFacts(CARD, { status: 'DRAFT' }), {}],
    ['not_published', productFacts(CARD, { status: 'UNLISTED' }), {}],
    ['not_published', productFacts(CARD, { publishedAt: null }), {}],
    ['not_published', productFacts(CARD, { publishedAt: new Date(NOW.getTime() + 1) }), {}],
    ['out_of_stock', productFacts(CARD, { variant: soldOut }), {}],
    ['out_of_stock', productFacts(CARD, { variant: { stock: { tracked: true, policy: 'DENY', available: [3, -3] } } }), {}],
    ['out_of_stock', productFacts(CARD, { variants: [] }), {}],
    ['already_owned', productFacts(CARD), { customer: customer({ subscribed: new Set([CARD]) }) }],
    ['already_owned', productFacts(CARD), { customer: customer({ bought: new Map([[CARD, { firstAt: NOW, lastAt: NOW, times: 1 }]]) }) }],
    ['recent_return', productFacts(CARD), { customer: customer({ returnedAt: new Map([[CARD, new Date('2026-06-01T00:00:00.000Z')]]) }) }],
    ['open_return', productFacts(CARD), { customer: customer({ openReturns: new Set([CARD]) }) }],
    ['wrong_currency', productFacts(CARD), { unpriced: new Set([CARD]) }],
  ] as const)('refuses as %s', (code, product, overrides) => {
    const decision = decide(decisionFacts([product], [setFacts([[CARD]])], overrides), policy(), NOW, 's');
    expect(decision.offer).toBeNull();
    expect(refusals(decision)).toEqual([[CARD, code]]);
  });

  it.each([
    ['that is not tracked', { tracked: false, policy: 'DENY' as const, available: [] }],
    ['that may be oversold', { tracked: true, policy: 'CONTINUE' as const, available: [-4] }],
    ['that only one of several locations has', { tracked: true, policy: 'DENY' as const, available: [0, 1] }],
  ])('offers stock %s', (_, stock) => {
    expect(offered(decide(decisionFacts([productFacts(CARD, { variant: { stock } })], [setFacts([[CARD]])]), policy(), NOW, 's'))).toEqual([CARD]);
  });

  it('offers again what was sent back before the cool-down', () => {
    const sentBack = customer({ returnedAt: new Map([[CARD, new Date('2026-04-16T11:00:00.000Z')]]) });
    expect(offered(decide(decisionFacts([productFacts(CARD)], [setFacts([[CARD]])], { customer: sentBack }), policy(), NOW, 's'))).toEqual([CARD]);
  });

  it('offers at full price what has no cost, and with a discount once a cost is assumed', () => {
    const facts = decisionFacts([productFacts(CARD, { variant: { unitCostMinor: null } })], [setFacts([[CARD]])]);
    expect(decide(facts, policy({ defaultCostBp: null }), NOW, 's').offer?.items[0]).toMatchObject({ offerPriceMinor: 10_000, limitedBy: 'no_cost', marginBp: null });
    expect(decide(facts, policy(), NOW, 's').offer?.items[0]).toMatchObject({ costAssumed: true });
  });

  it('refuses what is below the floor at full price, and substitutes it', () => {
    const facts = decisionFacts([productFacts(CARD, { variant: { unitCostMinor: 9_000 } }), productFacts(OTHER_CARD)], [setFacts([[CARD, OTHER_CARD]])]);
    const decision = decide(facts, policy(), NOW, 's');
    expect(decision.refused).toMatchObject([{ productId: CARD, code: 'below_margin_floor', numbers: [710, 1_500, 0] }]);
    expect(offered(decision)).toEqual([OTHER_CARD]);
  });

  describe('of what an order of its own would cost too much', () => {
    const cheap = productFacts(CARD, { variant: { priceMinor: 65, unitCostMinor: 33 } });
    const set = setFacts([[CARD]], { discountBp: 0 });
    const ladder = setFacts([[CAMERA], [CARD]], { strategy: 'evolution', startedBy: new Map([[CAMERA, 1], [CARD, 2]]), signals: { ownedDays: 0, ordersSince: null, companionsSince: null, needed: 1 } });
    const owner = customer({ bought: new Map([[CAMERA, { firstAt: NOW, lastAt: NOW, times: 1 }]]) });
    const of = (from: SetFacts, overrides: Partial<DecisionFacts>) => decide(decisionFacts([cheap], [from], overrides), policy(), NOW, 's');

    it('offers it beside what is in the cart, since that order pays the fixed fee anyway', () => {
      expect(of(set, {}).offer?.items[0]).toMatchObject({ productId: CARD, marginBp: 4_615 });
    });

    it.each([
      ['after paying', set, { moment: 'ordered' as const }],
      ['in a message', set, { moment: 'message' as const, inMessage: true }],
      ['to who has what starts the set, and nothing in the cart', ladder, { cart: [], customer: owner }],
    ])('refuses it %s, and says the fee', (_, from, overrides) => {
      const { offer, refused } = of(from, overrides);
      expect(offer).toBeNull();
      expect(refused).toContainEqual({ productId: CARD, setId: 'set-1', slotNo: from === ladder ? 2 : 1, code: 'below_margin_floor', numbers: [0, 1_500, 0, 30] });
    });
  });

  it('offers the first variant that can be bought and lets the shopper choose among the others', () => {
    const variants = [variantFacts(21n, { ...soldOut, position: 1 }), variantFacts(22n, { position: 2, priceMinor: 12_000 }), variantFacts(23n, { position: 3 })];
    const decision = decide(decisionFacts([productFacts(CARD, { variants })], [setFacts([[CARD]])]), policy(), NOW, 's');
    expect(decision.offer?.items[0]).toMatchObject({ variantId: 22n, offerPriceMinor: 10_800, variants: [{ variantId: 22n }, { variantId: 23n }] });
  });

  it('offers the set that is expected to earn more, and says what it outranked', () => {
    const sets = [setFacts([[CARD]], { setId: 'low' }), setFacts([[BAG]], { setId: 'high' })];
    const companions = [
      { productId: BAG, score: 0.4 },
      { productId: CARD, score: 0.2 },
    ];
    const decision = decide(decisionFacts([productFacts(CARD), productFacts(BAG)], sets, { companions }), policy(), NOW, 's');
    expect(decision.offer?.setId).toBe('high');
    expect(decision.refused).toMatchObject([{ productId: CARD, setId: 'low', code: 'ranked_lower' }]);
  });

  it('starts no set from a product that was added at a set discount itself', () => {
    const decision = decide(decisionFacts([productFacts(CARD)], [setFacts([[CARD]])], { partProductIds: new Set([CAMERA]) }), policy(), NOW, 's');
    expect(decision.offer).toBeNull();
    expect(refusals(decision)).toEqual([[CAMERA, 'anchor_discounted']]);
  });
});

describe('a set whose anchor is not on sale', () => {
  it.each([['UNLISTED'], ['DRAFT']])('starts nothing while the anchor is %s: the store has no discount for it', (status) => {
    const decision = decide(decisionFacts([productFacts(CAMERA, { status }), productFacts(CARD)], [setFacts([[CARD]])]), policy(), NOW, 's');
    expect(decision.offer).toBeNull();
    expect(refusals(decision)).toEqual([[CAMERA, 'anchor_not_on_sale']]);
  });
});

describe('explaining a decision', () => {
  const telling = { words: reasonWords('en'), currency: 'EUR', titleOf: (id: bigint) => `Product ${id}` };
  const explained = (facts: Parameters<typeof decide>[0], rails = policy()) => {
    const kept = decodeDecision(JSON.parse(JSON.stringify(encodeDecision(decide(facts, rails, NOW, 's')))));
    return { items: kept.items.map((item) => explainItem(item, telling)), refused: kept.refused.map((refusal) => explainRefusal(refusal, telling)) };
  };

  it('says why something was left out and what stands in for it', () => {
    const facts = decisionFacts([productFacts(CARD, { variant: soldOut }), productFacts(OTHER_CARD)], [setFacts([[CARD, OTHER_CARD]])]);
    expect(explained(facts)).toEqual({
      items: [['Stands in for Product 2, bought with it in 25 orders: that one is left out, sold out (0 in stock)', 'Discount 10 %', 'Margin after discount 52.65 %']],
      refused: ['Left out: sold out (0 in stock)'],
    });
  });

  it('says that the floor made the discount smaller', () => {
    const facts = decisionFacts([productFacts(CARD, { variant: { unitCostMinor: 6_700 } })], [setFacts([[CARD]])]);
    expect(explained(facts, policy({ floorBp: 2_500, discountMode: 'as_set' })).items[0]).toContain('Discount 7 % instead of 10 %: more would take the margin below 25 %');
  });

  it('says of the floor whether the fee of an order of its own is in the margin', () => {
    const facts = decisionFacts([productFacts(CARD, { variant: { unitCostMinor: 9_000 } })], [setFacts([[CARD]])]);
    expect(explained(facts).refused).toEqual(['Left out: below the margin floor even at full price (margin 7.1 %, floor 15 %)']);
    expect(explained({ ...facts, moment: 'ordered' }).refused).toEqual(['Left out: below the margin floor even at full price (margin 6.8 % after the fee of €0.30 for an order of its own, floor 15 %)']);
  });

  it('says that the guardrails allow no more, and where a cost is assumed', () => {
    const facts = decisionFacts([productFacts(CARD, { variant: { unitCostMinor: null } })], [setFacts([[CARD]])]);
    expect(explained(facts, policy({ maxDiscountBp: 450 })).items[0]).toEqual([
      'First choice for “slot 1”, bought with it in 25 orders',
      'Discount 4 % instead of 10 %: your guardrails allow no more',
      'Margin after discount 45.01 % (cost assumed)',
    ]);
  });

  it('stores every reason under a number of its own', () => {
    const numbers = Object.values(REASON_NUMBERS);
    expect(new Set(numbers).size).toBe(numbers.length);
  });
});

describe('the line for the shopper', () => {
  it('counts orders when there are enough of them', () =>
    expect(shopperReason({ support: 1_214, slotName: 'memory card', anchorTitle: 'Aurel M5' }, 'en')).toBe('Bought with it in 1,214 orders'));
  it('says what the item is for when there are not', () =>
    expect(shopperReason({ support: 3, slotName: 'memory card', anchorTitle: 'Aurel M5' }, 'fr')).toBe('The memory card for your Aurel M5'));
  it('claims no fit where the set stands beside something else', () =>
    expect(shopperReason({ support: 0, slotName: 'memory card', anchorTitle: null }, 'en')).toBe('Part of this set'));
  it('speaks the language of whoever reads it', () => {
    expect(shopperReason({ support: 1_214, slotName: 'Speicherkarte', anchorTitle: 'Aurel M5' }, 'de-AT')).toBe('In 1.214 Bestellungen zusammen gekauft');
    expect(insteadReason({ anchorTitle: 'Aurel M5', moreMinor: 5_000, currency: 'EUR' }, 'de')).toBe('50,00 € mehr als Aurel M5');
  });
});
