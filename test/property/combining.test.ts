// With other discounts on top the floor still holds: for what is decided, what is painted, and what the discount Function
// may give, whatever the discounts and whatever the set gives.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { publishedDiscounts } from '#app/contract/published-set.ts';
import type { ProductFacts } from '#app/domain/catalog/product.ts';
import { decide } from '#app/domain/decision/decide.ts';
import type { Policy } from '#app/domain/decision/facts.ts';
import { belowFloorWith } from '#app/domain/discount/below-floor.ts';
import { worstStack } from '#app/domain/discount/could-stack.ts';
import { combiningOf, DISCOUNT_CLASSES, type ShopDiscount } from '#app/domain/discount/shop-discount.ts';
import { leastPriceMinor, holdsFloor, unitCost } from '#app/domain/margin/contribution-margin.ts';
import { railsFor } from '#app/domain/margin/rails.ts';
import { DISCOUNT_KEY } from '#app/domain/portable/names.ts';
import { desiredMetafields } from '#app/pipeline/publish/desired-metafields.ts';
import { decisionFacts, NOW, policy, productFacts, setFacts } from '#test/support/decision-facts.ts';
import { fixedFeeOf } from '#test/support/fixed-fee.ts';
import { atAnyMoment, situations } from '#test/support/generated-shop.ts';

const discount: fc.Arbitrary<ShopDiscount> = fc
  .record({
    discountId: fc.uuid(), method: fc.constantFrom('automatic' as const, 'code' as const), classes: fc.constantFrom([['order' as const]], [['product' as const]], [['order' as const, 'shipping' as const]]).map(([one]) => one),
    value: fc.oneof(fc.integer({ min: 1, max: 6_000 }).map((bp) => ({ kind: 'percent' as const, bp })), fc.integer({ min: 1, max: 3_000 }).map((minor) => ({ kind: 'amount' as const, minor, each: false }))),
    combinesWith: fc.record({ order: fc.boolean(), product: fc.constantFrom(true, true, false), shipping: fc.boolean() }),
  })
  .map((drawn) => ({ ...drawn, title: drawn.discountId, covers: 'all' as const, collectionIds: [], saidBp: null, startsAt: new Date(NOW.getTime() - 1), endsAt: null }));

/** Every set of them that a cart may have together with the set discount. */
function stacksOf(ours: ReturnType<typeof combiningOf>, others: readonly ShopDiscount[]): ShopDiscount[][] {
  const allowed = others.filter(({ classes, combinesWith }) => classes.includes('order') && ours.order && combinesWith.product);
  const subsets = Array.from({ length: 2 ** allowed.length }, (_, bits) => allowed.filter((_one, at) => bits & (1 << at)));
  return subsets.filter((some) => (some.length < 2 || some.every(({ combinesWith }) => combinesWith.order)) && some.filter(({ method }) => method === 'code').length <= 5);
}

/** Taken off one after the other, as a checkout would: shares first. */
function charged(priceMinor: number, stack: readonly ShopDiscount[]): number {
  const shares = stack.reduce((left, { value }) => (value?.kind === 'percent' ? left * (1 - value.bp / 10_000) : left), priceMinor);
  return stack.reduce((left, { value }) => (value?.kind === 'amount' ? left - value.minor : left), shares);
}

const withStack = (rails: Policy, others: readonly ShopDiscount[], classes: readonly (typeof DISCOUNT_CLASSES)[number][]): Policy => ({
  ...rails, guardrails: { ...rails.guardrails, combinesWith: classes }, stack: worstStack(combiningOf(classes), others, NOW),
});

/** @param feeMinor of the fixed fee what falls to it */
function expectHeld(product: ProductFacts, variantId: bigint, priceMinor: number, rails: Policy, feeMinor: number, stack: readonly ShopDiscount[]): void {
  const { stack: _, ...its } = railsFor(product, rails);
  const alone = { ...its, feeMinor };
  const variant = product.variants.find((one) => one.variantId === variantId);
  const cost = variant && unitCost(variant, alone);
  if (!cost) return;
  // A cent of rounding at the checkout is not the floor's.
  expect(holdsFloor(Math.ceil(charged(priceMinor, stack)) + 1, cost.costMinor, alone)).toBe(true);
}

const drawn = fc.record({ situation: atAnyMoment(situations()), others: fc.array(discount, { maxLength: 4 }), classes: fc.subarray([...DISCOUNT_CLASSES]) });

describe('the floor, with other discounts on top', () => {
  it('is never crossed by any stack that may come together, for anything that is offered', () => {
    let stacked = 0;
    fc.assert(fc.property(drawn, ({ situation: { facts, rails }, others, classes }) => {
      const combining = withStack(rails, others, classes);
      const { offer } = decide(facts, combining, NOW, 's');
      for (const item of offer?.items ?? []) {
        if (item.unit?.kind === 'percent' && item.unit.bp === 10_000) continue;
        const product = facts.products.get(item.productId) as ProductFacts;
        for (const stack of stacksOf(combiningOf(classes), others)) {
          if (stack.length > 0) stacked++;
          for (const { variantId, offerPriceMinor } of item.variants) expectHeld(product, variantId, offerPriceMinor, combining, fixedFeeOf(facts, offer!, combining), stack);
        }
      }
    }), { numRuns: 1_200 });
    expect(stacked, 'stacks that were looked at').toBeGreaterThan(100);
  });

  it('holds for what the discount Function is told it may give', () => {
    let given = 0;
    fc.assert(fc.property(drawn, ({ situation: { facts, rails }, others, classes }) => {
      const combining = withStack(rails, others, classes);
      for (const { key, ownerId, value } of desiredMetafields(facts.sets, facts.products, combining, facts.cartCurrency, NOW)) {
        if (key !== DISCOUNT_KEY) continue;
        const product = facts.products.get(BigInt(ownerId.split('/').at(-1) ?? '')) as ProductFacts;
        for (const one of Object.values(publishedDiscounts.parse(JSON.parse(value)))) {
          if (!('bp' in one) || typeof one.bp !== 'number') continue;
          given++;
          const off = one.bp;
          for (const stack of stacksOf(combiningOf(classes), others)) for (const { variantId, priceMinor } of product.variants) if (priceMinor > 0) expectHeld(product, variantId, priceMinor - Math.floor((priceMinor * off + 5_000) / 10_000), combining, 0, stack);
        }
      }
    }), { numRuns: 1_200 });
    expect(given).toBeGreaterThan(50);
  });

  it('is reckoned as ever where nothing combines', () => {
    fc.assert(fc.property(drawn, ({ situation: { facts, rails }, others }) => {
      expect(decide(facts, withStack(rails, others, []), NOW, 's')).toEqual(decide(facts, rails, NOW, 's'));
    }), { numRuns: 300 });
  });

  it('has a least price that holds it', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 50_000 }), fc.integer({ min: 0, max: 9_000 }), fc.integer({ min: 0, max: 5_000 }), (costMinor, bp, minor) => {
      const rails = { ...policy().guardrails, includedTaxBp: 1_900, stack: { bp, minor } };
      const least = leastPriceMinor(costMinor, rails);
      if (least !== null) expect(holdsFloor(least, costMinor, rails)).toBe(true);
    }));
  });
});

describe('what another discount would bring below the floor', () => {
  const summer: ShopDiscount = {
    discountId: 'a', title: 'Summer sale', method: 'automatic', classes: ['order'], value: { kind: 'percent', bp: 2_000 }, combinesWith: { order: false, product: true, shipping: false },
    covers: 'all', collectionIds: [], saidBp: null, startsAt: new Date(NOW.getTime() - 1), endsAt: null,
  };
  const thin = productFacts(2n, { variant: { unitCostMinor: 7_000 } });
  const facts = decisionFacts([thin, productFacts(3n)], [setFacts([[2n], [3n]], { discountBp: 500 })]);
  const [set] = facts.sets;

  it('is said of the product that is left the least, in the place of the set discount where they do not combine', () => {
    expect(belowFloorWith(set!, facts.products, policy(), [summer], NOW)).toMatchObject([{ discount: { title: 'Summer sale' }, how: 'instead', productId: 2n, marginBp: 960, floorBp: 1_500 }]);
  });

  it('is said as both together where they do', () => {
    const combining = { ...policy({ combinesWith: ['order'] }), stack: { bp: 2_000, minor: 0 } };
    expect(belowFloorWith(set!, facts.products, combining, [summer], NOW)).toMatchObject([{ how: 'stacks', productId: 2n }]);
  });

  it('is nothing where all of it stays above, or is below without it, where it is over, and where nobody knows what it covers', () => {
    expect(belowFloorWith(set!, facts.products, policy({ floorBp: 500 }), [summer], NOW)).toEqual([]);
    expect(belowFloorWith(set!, facts.products, policy(), [{ ...summer, endsAt: NOW }], NOW)).toEqual([]);
    expect(belowFloorWith(set!, new Map([[2n, productFacts(2n, { variant: { unitCostMinor: 9_500 } })]]), policy(), [summer], NOW)).toEqual([]);
    expect(belowFloorWith(set!, facts.products, policy(), [{ ...summer, classes: ['product'], covers: 'some' }], NOW)).toEqual([]);
  });

  it('is judged by the merchant’s word where Shopify does not say what it takes off, as if it covered everything', () => {
    const unsaid: ShopDiscount = { ...summer, classes: ['product'], value: null, covers: 'some' };
    expect(belowFloorWith(set!, facts.products, policy(), [unsaid], NOW)).toEqual([]);
    expect(belowFloorWith(set!, facts.products, policy(), [{ ...unsaid, saidBp: 2_000 }], NOW)).toMatchObject([{ discount: { value: { kind: 'percent', bp: 2_000 } }, how: 'instead', productId: 2n, marginBp: 960 }]);
    expect(belowFloorWith(set!, facts.products, policy(), [{ ...unsaid, saidBp: 0 }], NOW)).toEqual([]);
  });

  it('is judged of the products of its collections alone', () => {
    const ofCollection = (covers: ShopDiscount['covers']): ShopDiscount => ({ ...summer, classes: ['product'], covers, collectionIds: [9n] });
    expect(belowFloorWith(set!, facts.products, policy(), [ofCollection([2n])], NOW)).toMatchObject([{ productId: 2n }]);
    expect(belowFloorWith(set!, facts.products, policy(), [ofCollection([3n])], NOW)).toEqual([]);
    expect(belowFloorWith(set!, facts.products, policy(), [ofCollection('some')], NOW)).toEqual([]);
  });
});
