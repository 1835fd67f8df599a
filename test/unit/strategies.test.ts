// Where each strategy begins, which slots are its turn, when, where and for whom; and which of them fits the customer.
import { describe, expect, it } from 'vitest';
import type { CustomerFacts } from '#app/domain/audience/customer-facts.ts';
import { decide } from '#app/domain/decision/decide.ts';
import type { DecisionFacts } from '#app/domain/decision/facts.ts';
import { fitOf } from '#app/domain/decision/fits-customer.ts';
import { ALWAYS, type SetConditions, type SetFacts } from '#app/domain/set/set.ts';
import { CAMERA, customer, decisionFacts, NOW, policy, productFacts, setFacts } from '#test/support/decision-facts.ts';
import { daysAgo } from '#test/support/rule-context.ts';

const [BETTER, BEST, LENS, BAG] = [2n, 3n, 4n, 5n];
const PRODUCTS = [productFacts(BETTER, { variant: { priceMinor: 20_000 } }), productFacts(BEST, { variant: { priceMinor: 30_000 } }), productFacts(LENS), productFacts(BAG)];
const owner = (bought: [bigint, number][], overrides: Partial<CustomerFacts> = {}) =>
  customer({ orders: bought.length, bought: new Map(bought.map(([productId, days]) => [productId, { firstAt: daysAgo(days), lastAt: daysAgo(days), times: 1 }])), ...overrides });

const decided = (sets: SetFacts[], overrides: Partial<DecisionFacts> = {}) => {
  const { offer, refused } = decide(decisionFacts(PRODUCTS, sets, overrides), policy({ dearestBp: 15_000 }), NOW, 's');
  return { offered: offer?.items.map(({ productId, offerPriceMinor }) => [productId, offerPriceMinor]) ?? null, offer, refused: refused.map(({ code, productId, numbers }) => [code, productId, numbers]) };
};

const CAMERAS = new Map([[CAMERA, 1], [BETTER, 2], [BEST, 3]]);
const ladder = (overrides: Partial<SetFacts> = {}) =>
  setFacts([[CAMERA], [BETTER], [BEST]], { setId: 'ladder', strategy: 'evolution', startedBy: CAMERAS, signals: { ownedDays: 180, ordersSince: 2, companionsSince: null, needed: 2 }, ...overrides });
const family = (overrides: Partial<SetFacts> = {}) => setFacts([[CAMERA], [LENS], [BAG]], { setId: 'family', strategy: 'ecosystem', startedBy: new Map([[CAMERA, 1], [LENS, 2], [BAG, 3]]), ...overrides });
const upsell = (overrides: Partial<SetFacts> = {}) => setFacts([[BETTER]], { setId: 'upsell', strategy: 'upsell', ...overrides });

describe('completion', () => {
  it('begins with the dearest of several anchors in the cart', () => {
    const cart = [CAMERA, BETTER].map((productId) => ({ productId, variantId: productId * 100n, quantity: 1 }));
    expect(decided([setFacts([[BAG]], { startedBy: new Map([[CAMERA, 0], [BETTER, 0]]) })], { cart }).offer).toMatchObject({ anchorProductId: BETTER });
  });
});

describe('upsell', () => {
  it('offers a dearer version instead of the anchor, at full price: with the anchor gone the store gives no set discount', () => {
    expect(decided([upsell()])).toMatchObject({ offered: [[BETTER, 20_000]], offer: { replacesAnchor: true, savingMinor: 0 } });
  });

  it('offers nothing that costs no more, nor once the order is placed', () => {
    expect(decided([upsell({ slots: setFacts([[LENS]]).slots })])).toMatchObject({ offered: null, refused: [['not_better', LENS, [10_000, 10_000]]] });
    expect(decided([upsell()], { moment: 'ordered' })).toMatchObject({ offered: null, refused: [] });
  });

  it('offers nothing beside the better version itself', () => {
    const cart = [CAMERA, BETTER].map((productId) => ({ productId, variantId: productId * 100n, quantity: 1 }));
    expect(decided([upsell()], { cart })).toMatchObject({ offered: null, refused: [['in_cart', BETTER, []]] });
  });
});

describe('ecosystem', () => {
  it('offers what the parts that are there lack, with its discount where a part is in the cart', () => {
    expect(decided([family()]).offered).toEqual([[LENS, 9_000], [BAG, 9_000]]);
  });

  it('offers to who owns a part what the others add, at full price on a page and with its discount in a message', () => {
    expect(decided([family()], { cart: [], customer: owner([[LENS, 10]]) }).offered).toEqual([[CAMERA, 10_000], [BAG, 10_000]]);
    expect(decided([family()], { cart: [], moment: 'message', customer: owner([[LENS, 10]]) }).offered).toEqual([[CAMERA, 9_000], [BAG, 9_000]]);
  });

  it('says that somebody has all of it', () => {
    expect(decided([family()], { customer: owner([[LENS, 10], [BAG, 5]]) })).toMatchObject({ offered: null, refused: [['owns_all_parts', CAMERA, [3]]] });
  });

  it('is no part of a decision about somebody who has nothing of it', () => {
    expect(decided([family()], { cart: [] })).toMatchObject({ offered: null, refused: [] });
  });
});

describe('evolution', () => {
  const grown = owner([[CAMERA, 200]], { ordersAt: [daysAgo(200), daysAgo(90), daysAgo(10)] });

  it('offers the next rung to who has outgrown theirs, in the words of the rung', () => {
    const { slots } = ladder();
    const worded = ladder({ slots: slots.map((slot) => ({ ...slot, words: 'Your pictures have outgrown it' })) });
    expect(decided([worded], { cart: [], customer: grown })).toMatchObject({ offered: [[BETTER, 20_000]], offer: { anchorProductId: CAMERA, items: [{ words: 'Your pictures have outgrown it' }] } });
  });

  it('waits until as many signs are there as are needed', () => {
    expect(decided([ladder()], { cart: [], customer: owner([[CAMERA, 200]], { ordersAt: [daysAgo(200), daysAgo(90)] }) })).toMatchObject({ offered: null, refused: [['not_outgrown', CAMERA, [1, 2]]] });
    expect(decided([ladder()], { cart: [], customer: owner([[CAMERA, 179]], { ordersAt: [daysAgo(90), daysAgo(10)] }) }).refused).toEqual([['not_outgrown', CAMERA, [1, 2]]]);
  });

  it('counts what belongs to a rung and was bought since', () => {
    const signals = { ownedDays: null, ordersSince: null, companionsSince: 1, needed: 1 };
    const had = (days: number) => ({ cart: [], customer: owner([[CAMERA, 100], [LENS, days]]), companionsHad: new Map([[CAMERA, new Set([LENS])]]) });
    expect(decided([ladder({ signals })], had(50)).offered).toEqual([[BETTER, 20_000]]);
    expect(decided([ladder({ signals })], had(150)).refused).toEqual([['not_outgrown', CAMERA, [0, 1]]]);
  });

  it('goes by the highest rung, and ends with the last', () => {
    expect(decided([ladder()], { cart: [], customer: owner([[CAMERA, 900], [BETTER, 200]], { ordersAt: [daysAgo(3), daysAgo(2)] }) }).offered).toEqual([[BEST, 30_000]]);
    expect(decided([ladder()], { cart: [], customer: owner([[BEST, 400]]) }).refused).toEqual([['owns_all_parts', BEST, [3]]]);
  });

  it('does not begin with what only lies in the cart', () => {
    expect(decided([ladder()])).toMatchObject({ offered: null, refused: [] });
  });
});

describe('the conditions of a set', () => {
  const withCondition = (conditions: Partial<SetConditions>, overrides: Partial<DecisionFacts> = {}) => decided([setFacts([[BAG]], { conditions: { ...ALWAYS, ...conditions } })], { timezone: 'Pacific/Auckland', ...overrides });
  // The moment of the tests is the 16th there.
  it.each<[code: string, conditions: Partial<SetConditions>, numbers: number[]]>([
    ['not_begun', { startsOn: '2026-06-17' }, [2026, 6, 17]],
    ['ended', { endsOn: '2026-06-15' }, [2026, 6, 15]],
    ['out_of_its_season', { season: { from: { month: 11, day: 1 }, to: { month: 1, day: 6 } } }, [11, 1, 1, 6]],
    ['not_in_this_market', { marketIds: [7n] }, []],
    ['not_for_this_customer', { segments: ['vip'] }, []],
    ['not_in_trial', { trialBp: 9_900 }, [9_900]],
    ['rule_only', { byRuleOnly: true }, []],
  ])('refuse it with %s', (code, conditions, numbers) => {
    expect(withCondition(conditions)).toMatchObject({ offered: null, refused: [[code, CAMERA, numbers]] });
  });

  it.each<[what: string, conditions: Partial<SetConditions>, overrides: Partial<DecisionFacts>]>([
    ['on its first day', { startsOn: '2026-06-16' }, {}],
    ['on its last day', { endsOn: '2026-06-16' }, {}],
    ['in one of its markets', { marketIds: [7n, 8n] }, { marketIds: [8n] }],
    ['to one of its segments', { segments: ['new', 'vip'] }, { customer: customer({ segments: new Set(['vip']) }) }],
  ])('let it be offered %s', (_, conditions, overrides) => {
    expect(withCondition(conditions, overrides).offered).toHaveLength(1);
  });

  it('try it on about as many subjects as were asked for, always the same ones, and others for another set', () => {
    const among = (setId: string) => Array.from({ length: 2_000 }, (_, at) => decided([setFacts([[BAG]], { setId, conditions: { ...ALWAYS, trialBp: 2_500 } })], { subject: `v:${at}` }).offered !== null);
    const [one, again, other] = [among('a'), among('a'), among('b')];
    expect(one.filter(Boolean).length).toBeGreaterThan(420);
    expect(one.filter(Boolean).length).toBeLessThan(580);
    expect(again).toEqual(one);
    expect(other).not.toEqual(one);
  });
});

describe('which strategy is the customer’s turn', () => {
  const begun = [{ strategy: 'completion' as const, isOwned: false }, { strategy: 'ecosystem' as const, isOwned: true }];

  it('is to complete for who is new, and for who has nothing to grow into', () => {
    expect(fitOf(begun[0]!, 0, begun)).toEqual({ fits: true, code: 'newcomer' });
    expect(fitOf(begun[0]!, 3, [begun[0]!])).toEqual({ fits: true, code: 'completes' });
    expect(fitOf(begun[0]!, 3, begun)).toEqual({ fits: false, code: 'completes' });
  });

  it('comes before what is expected to earn more', () => {
    const sets = [setFacts([[LENS], [BAG]], { setId: 'a' }), family({ slots: family().slots.slice(0, 2), startedBy: new Map([[LENS, 2]]) })];
    const chances = new Map([[LENS, 0.9], [BAG, 0.9], [CAMERA, 0]]);
    const fresh = [productFacts(CAMERA), ...PRODUCTS];
    const facts = decisionFacts(fresh, sets, { chances, customer: owner([[LENS, 5]]), cart: [{ productId: BETTER, variantId: 200n, quantity: 1 }] });
    expect(decide(facts, policy(), NOW, 's').offer?.setId).toBe('family');
  });
});
