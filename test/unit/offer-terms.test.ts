import { describe, expect, it } from 'vitest';
import { decide } from '#app/domain/decision/decide.ts';
import type { DecisionFacts } from '#app/domain/decision/facts.ts';
import type { Guardrails } from '#app/domain/margin/guardrails.ts';
import { type OfferTerms, readTerms, writtenTerms } from '#app/domain/offer/offer-terms.ts';
import { CAMERA, customer, decisionFacts, NOW, policy, productFacts, setFacts, soldOut, variantFacts } from '#test/support/decision-facts.ts';

const CARD = 2n;
const OTHER_CARD = 3n;
const BAG = 4n;

/** Each costs 100.00, of which 40.00 are cost, unless said otherwise. */
const PRODUCTS = [productFacts(CARD), productFacts(OTHER_CARD), productFacts(BAG, { variant: { priceMinor: 5_000, unitCostMinor: 2_000 } })];
const SLOTS = [[CARD, OTHER_CARD], [BAG]];

function offerOf(terms: OfferTerms, { products = PRODUCTS, slots = SLOTS, facts = {}, rails = {} }: { products?: typeof PRODUCTS; slots?: bigint[][]; facts?: Partial<DecisionFacts>; rails?: Partial<Guardrails> } = {}) {
  const decision = decide(decisionFacts(products, [setFacts(slots, { terms })], facts), policy({ maxDiscountBp: 3_000, ...rails }), NOW, 's');
  return { offer: decision.offer, prices: decision.offer?.items.map(({ productId, offerPriceMinor }) => [productId, offerPriceMinor]), why: decision.refused.filter(({ slotNo }) => slotNo === 0).map(({ code }) => code) };
}

describe('an amount', () => {
  it('is split by price to the last cent', () => {
    const { offer, prices } = offerOf({ kind: 'amount', minor: 1_000 });
    expect(prices).toEqual([[CARD, 9_333], [BAG, 4_667]]);
    expect(offer).toMatchObject({ savingMinor: 1_000, terms: { kind: 'amount', minor: 1_000 } });
  });

  it('keeps its split whoever stands in', () => {
    const products = [productFacts(CARD, { variant: soldOut }), productFacts(OTHER_CARD, { variant: { priceMinor: 12_000 } }), PRODUCTS[2]!];
    expect(offerOf({ kind: 'amount', minor: 1_000 }, { products }).prices).toEqual([[OTHER_CARD, 11_333], [BAG, 4_667]]);
  });

  it('shrinks to what the floor bears, and says what is left of it', () => {
    const { offer } = offerOf({ kind: 'amount', minor: 6_000 }, { rails: { floorBp: 5_000, maxDiscountBp: 9_000 } });
    expect(offer?.savingMinor).toBeLessThan(6_000);
    expect(offer?.terms).toEqual({ kind: 'amount', minor: offer?.savingMinor });
    expect(offer?.items.map(({ limitedBy }) => limitedBy)).toEqual(['margin_floor', 'margin_floor']);
  });
});

describe('a set price', () => {
  it('is what one of every slot costs together', () => {
    const { offer, prices } = offerOf({ kind: 'set_price', minor: 13_001 });
    expect(prices).toEqual([[CARD, 8_667], [BAG, 4_334]]);
    expect(offer).toMatchObject({ totalMinor: 13_001, terms: { kind: 'set_price', minor: 13_001 } });
  });

  it.each<[string, OfferTerms & { kind: 'set_price' }, Parameters<typeof offerOf>[1], string]>([
    ['a slot is empty', { kind: 'set_price', minor: 13_000 }, { products: [PRODUCTS[0]!, productFacts(BAG, { variant: soldOut })], slots: [[CARD], [BAG]] }, 'set_price_incomplete'],
    ['the floor does not bear it', { kind: 'set_price', minor: 13_000 }, { rails: { floorBp: 5_600 } }, 'set_price_incomplete'],
    ['it is more than the largest discount off', { kind: 'set_price', minor: 9_000 }, {}, 'set_price_incomplete'],
    ['it is not lower', { kind: 'set_price', minor: 15_000 }, {}, 'set_price_not_lower'],
  ])('is not given where %s: all of it at full price, and why', (_, terms, how, why) => {
    const { offer, why: said } = offerOf(terms, how);
    expect(offer).toMatchObject({ savingMinor: 0, terms: { kind: 'none' } });
    expect(said).toEqual([why]);
  });
});

describe('a gift', () => {
  it('costs nothing where the anchor bears it, and the rest its full price', () => {
    expect(offerOf({ kind: 'gift', slotNo: 2 }).prices).toEqual([[CARD, 10_000], [BAG, 0]]);
  });

  it('is not given where anchor and gift together are below the floor', () => {
    const { offer } = offerOf({ kind: 'gift', slotNo: 2 }, { rails: { floorBp: 4_000 } });
    expect(offer?.items[1]).toMatchObject({ productId: BAG, offerPriceMinor: 5_000, limitedBy: 'margin_floor' });
  });

  it('is not given where no cost of the anchor is known', () => {
    const { offer } = offerOf({ kind: 'gift', slotNo: 2 }, { products: [productFacts(CAMERA, { variant: { unitCostMinor: null } }), ...PRODUCTS], rails: { defaultCostBp: null } });
    expect(offer?.items[1]).toMatchObject({ offerPriceMinor: 5_000, limitedBy: 'no_cost' });
  });

  it('is one, also where its slot and another one name the same product', () => {
    const slots = [[BAG], [CARD, OTHER_CARD], [OTHER_CARD]];
    expect(offerOf({ kind: 'gift', slotNo: 2 }, { slots, products: [...PRODUCTS.slice(1), productFacts(CARD, { variant: { unitCostMinor: 1_000 } })], rails: { floorBp: 0 } }).prices).toEqual([[BAG, 5_000], [CARD, 0]]);
  });

  it('in a slot that is no longer there is none, and said', () => {
    const { offer, why } = offerOf({ kind: 'gift', slotNo: 3 });
    expect(offer?.savingMinor).toBe(0);
    expect(why).toEqual(['gift_slot_missing']);
  });
});

describe('free shipping', () => {
  it('is given where anchor and any one item bear what an order costs to send', () => {
    expect(offerOf({ kind: 'free_shipping' }, { rails: { shippingMinor: 500 } }).offer).toMatchObject({ freeShipping: true, savingMinor: 0, terms: { kind: 'free_shipping' } });
  });

  it.each([
    ['what an order costs to send is not known', 0, 'shipping_cost_unknown'],
    ['they do not bear it', 9_000, 'free_shipping_below_floor'],
  ])('is not given where %s', (_, shippingMinor, why) => {
    const { offer, why: said } = offerOf({ kind: 'free_shipping' }, { rails: { shippingMinor } });
    expect(offer).toMatchObject({ freeShipping: false, terms: { kind: 'none' } });
    expect(said).toEqual([why]);
  });
});

describe('early access', () => {
  const products = [productFacts(CARD, { status: 'UNLISTED' }), productFacts(BAG)];
  const terms: OfferTerms = { kind: 'early_access', tag: 'vip' };
  it.each([
    ['a customer with the tag', customer({ tags: ['vip'] }), [CARD, BAG]],
    ['a customer in the segment', customer({ segments: new Set(['vip']) }), [CARD, BAG]],
    ['nobody else', customer(), [BAG]],
  ])('offers what is not listed yet to %s', (_, who, expected) => {
    expect(offerOf(terms, { products, slots: [[CARD], [BAG]], facts: { customer: who } }).prices?.map(([productId]) => productId)).toEqual(expected);
  });

  it('offers a draft to nobody', () => {
    expect(offerOf(terms, { products: [productFacts(CARD, { status: 'DRAFT' })], slots: [[CARD]], facts: { customer: customer({ tags: ['vip'] }) } }).offer).toBeNull();
  });
});

describe('costs that cannot be', () => {
  it.each([-1, 1_000_001])('of %i are taken for unknown, and said', (unitCostMinor) => {
    const products = [productFacts(CARD, { variant: { unitCostMinor } })];
    const known = offerOf({ kind: 'percent', bp: 1_000 }, { products, slots: [[CARD]] }).offer?.items[0];
    expect(known).toMatchObject({ costDisregarded: true, costAssumed: true, discountBp: 1_000 });
    const none = offerOf({ kind: 'percent', bp: 1_000 }, { products, slots: [[CARD]], rails: { defaultCostBp: null } }).offer?.items[0];
    expect(none).toMatchObject({ costDisregarded: true, marginBp: null, discountBp: 0, limitedBy: 'no_cost' });
  });

  it('leave out only the variant that has no price', () => {
    const products = [productFacts(CARD, { variants: [variantFacts(20n, { priceMinor: 0, unitCostMinor: 0 }), variantFacts(21n, { position: 2 })] })];
    expect(offerOf({ kind: 'none' }, { products, slots: [[CARD]] }).offer?.items[0]?.variants.map(({ variantId }) => variantId)).toEqual([21n]);
  });
});

describe('the discount that pays', () => {
  it.each([
    ['all of it where the margin is wide', 3_000, 1_000],
    ['some of it where it is narrower', 5_700, 500],
    ['none where it is thin', 6_500, 0],
  ])('is %s', (_, unitCostMinor, discountBp) => {
    const { offer } = offerOf({ kind: 'percent', bp: 1_000 }, { products: [productFacts(CARD, { variant: { unitCostMinor } })], slots: [[CARD]] });
    expect(offer?.items[0]).toMatchObject({ discountBp, limitedBy: discountBp === 1_000 ? 'set' : 'would_not_pay' });
  });
});

describe('a chain of substitutes', () => {
  const chain = { substitutes: new Map([[CARD, [OTHER_CARD]], [OTHER_CARD, [5n]]]) };
  it('goes on where who stands in is gone too, and keeps why of both', () => {
    const facts = decisionFacts([productFacts(CARD, { variant: soldOut }), productFacts(OTHER_CARD, { blocked: true }), productFacts(5n)], [setFacts([[CARD]])], chain);
    const decision = decide(facts, policy(), NOW, 's');
    expect(decision.offer?.items[0]).toMatchObject({ productId: 5n, offerPriceMinor: 10_000, insteadOf: { productId: CARD, code: 'out_of_stock' } });
    expect(decision.refused.map(({ productId, code }) => [productId, code])).toEqual([[CARD, 'out_of_stock'], [OTHER_CARD, 'blocked']]);
  });

  it('never leaves the price band of the first choice, nor comes back to where it began', () => {
    const facts = decisionFacts([productFacts(CARD, { variant: soldOut }), productFacts(OTHER_CARD, { blocked: true }), productFacts(5n, { variant: { priceMinor: 20_001 } })], [setFacts([[CARD]])], { substitutes: new Map([...chain.substitutes, [5n, [CARD]]]) });
    expect(decide(facts, policy(), NOW, 's').offer).toBeNull();
  });

  it('takes who gives no less before who is ranked higher', () => {
    const thin = { unitCostMinor: 6_500 };
    const facts = decisionFacts([productFacts(CARD, { variant: soldOut }), productFacts(OTHER_CARD, { variant: thin }), productFacts(5n)], [setFacts([[CARD, OTHER_CARD, 5n]])]);
    expect(decide(facts, policy(), NOW, 's').offer?.items[0]).toMatchObject({ productId: 5n, discountBp: 1_000 });
  });
});

describe('one offer', () => {
  it('has no two things that are almost the same, or that are taken instead of each other', () => {
    const alike = [productFacts(CARD, { title: 'Leather camera strap, brown' }), productFacts(OTHER_CARD, { title: 'Leather camera strap, black' }), productFacts(BAG)];
    expect(offerOf({ kind: 'none' }, { products: alike, slots: [[CARD], [OTHER_CARD, BAG]] }).prices?.map(([id]) => id)).toEqual([CARD, BAG]);
    expect(offerOf({ kind: 'none' }, { slots: [[CARD], [OTHER_CARD, BAG]], facts: { substitutes: new Map([[OTHER_CARD, [CARD]]]) } }).prices?.map(([id]) => id)).toEqual([CARD, BAG]);
  });

  it('comes of one slot of ten thousand candidates of which only the last can be had', () => {
    const ids = Array.from({ length: 10_000 }, (_, at) => BigInt(at + 2));
    const products = ids.map((id, at) => productFacts(id, at === ids.length - 1 ? {} : { variant: soldOut }));
    const decision = decide(decisionFacts(products, [setFacts([ids])]), policy(), NOW, 's');
    expect(decision.offer?.items.map(({ productId }) => productId)).toEqual([10_001n]);
    expect(decision.refused.length).toBe(9_999);
  });
});

describe('terms as they are kept', () => {
  it.each<OfferTerms>([{ kind: 'none' }, { kind: 'percent', bp: 1_000 }, { kind: 'amount', minor: 1 }, { kind: 'set_price', minor: 9_900 }, { kind: 'gift', slotNo: 2 }, { kind: 'free_shipping' }, { kind: 'early_access', tag: 'vip' }])(
    'come back as they were: $kind', (terms) => expect(readTerms(writtenTerms(terms))).toEqual(terms));

  it.each([
    { kind: 'bogus', discountBp: 0, minor: null, slotNo: null, tag: null },
    { kind: 'amount', discountBp: 0, minor: null, slotNo: null, tag: null },
    { kind: 'amount', discountBp: 0, minor: 0, slotNo: null, tag: null },
    { kind: 'percent', discountBp: 9_001, minor: null, slotNo: null, tag: null },
    { kind: 'gift', discountBp: 0, minor: null, slotNo: 0, tag: null },
    { kind: 'early_access', discountBp: 0, minor: null, slotNo: null, tag: ' ' },
  ])('are none where they cannot be: $kind', (written) => expect(readTerms(written)).toBeNull());
});
