import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { afterStack, coversProduct, meetingOf, NO_STACK, priceUnderOther, worstStack } from '#app/domain/discount/could-stack.ts';
import { type Combining, COMBINES_WITH_NOTHING, needsWord, type ShopDiscount } from '#app/domain/discount/shop-discount.ts';

const NOW = new Date('2026-06-15T12:00:00.000Z');
const DAY = 86_400_000;
const WITH_ORDERS: Combining = { order: true, product: false, shipping: false };

const discount = (overrides: Partial<ShopDiscount> = {}): ShopDiscount => ({
  discountId: 'gid://shopify/DiscountAutomaticNode/1', title: 'Summer sale', method: 'automatic', classes: ['order'], value: { kind: 'percent', bp: 2_000 },
  combinesWith: { order: false, product: true, shipping: false }, covers: 'all', collectionIds: [], saidBp: null, startsAt: new Date(NOW.getTime() - DAY), endsAt: null, ...overrides,
});
const percent = (bp: number) => ({ kind: 'percent' as const, bp });

describe('another discount where it meets the set discount', () => {
  it('stacks only where it is off the order and both allow the other', () => {
    expect(meetingOf(WITH_ORDERS, discount())).toBe('stacks');
    expect(meetingOf(COMBINES_WITH_NOTHING, discount())).toBe('better_one');
    expect(meetingOf(WITH_ORDERS, discount({ combinesWith: COMBINES_WITH_NOTHING }))).toBe('better_one');
  });

  it('never stacks on the same line where it is off products, whatever both allow', () => {
    const all = { order: true, product: true, shipping: true };
    expect(meetingOf(all, discount({ classes: ['product'], combinesWith: all }))).toBe('better_one');
  });

  it('is apart where it frees sending and both allow that', () => {
    const shipping = discount({ classes: ['shipping'], value: null });
    expect(meetingOf({ ...COMBINES_WITH_NOTHING, shipping: true }, shipping)).toBe('apart');
    expect(meetingOf(COMBINES_WITH_NOTHING, shipping)).toBe('better_one');
  });

  it('covers every product off the order, its own off products, and nobody knows which where that was not read', () => {
    expect(coversProduct(discount({ covers: [2n] }), 1n)).toBe(true);
    expect(coversProduct(discount({ classes: ['product'], covers: [2n] }), 1n)).toBe(false);
    expect(coversProduct(discount({ classes: ['product'], covers: [2n] }), 2n)).toBe(true);
    expect(coversProduct(discount({ classes: ['product'], covers: 'some' }), 2n)).toBeNull();
  });

  it('leaves a price of its own, rounded against the merchant; off the order as a whole nobody can say', () => {
    expect(priceUnderOther(999, discount())).toBe(799);
    expect(priceUnderOther(999, discount({ classes: ['product'], value: { kind: 'amount', minor: 200, each: true } }))).toBe(799);
    expect(priceUnderOther(999, discount({ value: { kind: 'amount', minor: 200, each: false } }))).toBeNull();
    expect(priceUnderOther(999, discount({ value: null }))).toBeNull();
  });
});

describe('the worst stack', () => {
  it('is nothing while the set discount combines with nothing', () => {
    expect(worstStack(COMBINES_WITH_NOTHING, [discount(), discount()], NOW)).toEqual(NO_STACK);
  });

  it('takes the largest of those that combine with no order discount, and adds up those that do', () => {
    const together = { order: true, product: true, shipping: false };
    expect(worstStack(WITH_ORDERS, [discount(), discount({ value: percent(2_500) })], NOW)).toEqual({ bp: 2_500, minor: 0 });
    expect(worstStack(WITH_ORDERS, [discount({ combinesWith: together }), discount({ combinesWith: together, value: percent(1_000) }), discount({ value: percent(2_500) })], NOW)).toEqual({ bp: 3_000, minor: 0 });
  });

  it('counts as many codes as a cart takes', () => {
    const codes = Array.from({ length: 9 }, () => discount({ method: 'code', combinesWith: { order: true, product: true, shipping: false }, value: percent(300) }));
    expect(worstStack(WITH_ORDERS, codes, NOW)).toEqual({ bp: 1_500, minor: 0 });
  });

  it('counts what begins within two days, and no longer what has ended', () => {
    const beginning = (days: number, endsAt: Date | null = null) => worstStack(WITH_ORDERS, [discount({ startsAt: new Date(NOW.getTime() + days * DAY), endsAt })], NOW).bp;
    expect([beginning(1), beginning(3), beginning(-3, NOW)]).toEqual([2_000, 0, 0]);
  });

  it('counts the merchant’s word where Shopify does not say what one takes off, and nowhere else', () => {
    expect(worstStack(WITH_ORDERS, [discount({ value: null })], NOW)).toEqual(NO_STACK);
    expect(worstStack(WITH_ORDERS, [discount({ value: null, saidBp: 1_500 })], NOW)).toEqual({ bp: 1_500, minor: 0 });
    expect(worstStack(WITH_ORDERS, [discount({ saidBp: 9_000 })], NOW)).toEqual({ bp: 2_000, minor: 0 });
    expect([needsWord(discount({ value: null })), needsWord(discount()), needsWord(discount({ value: null, classes: ['shipping'] }))]).toEqual([true, false, false]);
  });

  it('leaves a price as it is where there is none, and never one below nothing', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 1e7 }), fc.integer({ min: 0, max: 10_000 }), fc.integer({ min: 0, max: 1e6 }), (priceMinor, bp, minor) => {
      expect(afterStack(priceMinor, NO_STACK)).toBe(priceMinor);
      const left = afterStack(priceMinor, { bp, minor });
      expect(left).toBeGreaterThanOrEqual(0);
      expect(left).toBeLessThanOrEqual(Math.max(0, (priceMinor * (10_000 - bp)) / 10_000 - minor));
    }));
  });
});
