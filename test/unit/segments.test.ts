// Who is in which segment, and why: by the shop's own distribution, never by a number that fits one shop.
import { describe, expect, it } from 'vitest';
import type { CustomerFacts } from '#app/domain/audience/customer-facts.ts';
import { readOwnSegments, SEGMENT_BOUNDS, type TypedSegment } from '#app/domain/audience/own-segments.ts';
import { SEGMENTS, segmentsOf } from '#app/domain/audience/segments.ts';
import { type ShopAudience, UNKNOWN_AUDIENCE } from '#app/domain/audience/shop-audience.ts';
import { customer, NOW } from '#test/support/decision-facts.ts';

const daysAgo = (days: number): Date => new Date(NOW.getTime() - days * 86_400_000);
/** Nine of ten come back within 60 days, a quarter within 14. */
const SHOP: ShopAudience = {
  customers: 500, gapDaysP25: 14, gapDaysP90: 60, ordersP80: 3, spentMinorP95: 50_000, discountedP50: 0.1, discountedP80: 0.5, typeShares: new Map([['coffee', 0.6], ['tea', 0.1]]),
};
const named = (who: Partial<CustomerFacts>, audience: ShopAudience = SHOP) => segmentsOf(customer(who), audience, [], NOW).map(({ name }) => name);
const why = (code: string, who: Partial<CustomerFacts>) => segmentsOf(customer(who), SHOP, [], NOW).find((one) => one.code === code)?.numbers;

describe('the stage of a customer', () => {
  it.each([
    ['prospect', { orders: 0 }],
    ['new', { orders: 1, lastOrderAt: daysAgo(60) }],
    ['active', { orders: 2, lastOrderAt: daysAgo(60) }],
    ['lapsing', { orders: 2, lastOrderAt: daysAgo(61) }],
    ['lapsing', { orders: 1, lastOrderAt: daysAgo(120) }],
    ['lost', { orders: 9, lastOrderAt: daysAgo(121) }],
  ] as const)('is %s', (stage, who) => {
    expect(named(who).filter((name) => ['prospect', 'new', 'active', 'lapsing', 'lost'].includes(name))).toEqual([stage]);
  });

  it('depends on the shop: who lapses where coffee is bought is expected back where cameras are', () => {
    const who = { orders: 2, lastOrderAt: daysAgo(90) };
    expect([named(who), named(who, { ...SHOP, gapDaysP90: 700 })]).toEqual([['lapsing'], ['active']]);
  });

  it('is not said of a visitor, nor in a shop that has too few customers to say', () => {
    expect(segmentsOf(customer({ isKnown: false }), SHOP, [], NOW)).toEqual([]);
    expect(named({ orders: 5, firstOrderAt: daysAgo(20), lastOrderAt: daysAgo(1), spentMinor: 9_999_999, discountedOrders: 5, ordersByType: new Map([['tea', 5]]) }, UNKNOWN_AUDIENCE)).toEqual([]);
  });

  it('counts an order of the future, by a clock that is wrong, as of today', () => {
    expect(why('new', { orders: 1, lastOrderAt: daysAgo(-3) })).toEqual([0]);
  });
});

describe('customers who stand out', () => {
  it('are loyal above four of five others, and as long as they come', () => {
    expect(why('loyal', { orders: 4, lastOrderAt: daysAgo(5) })).toEqual([4, 3]);
    expect(named({ orders: 3, lastOrderAt: daysAgo(5) })).not.toContain('loyal');
    expect(named({ orders: 9, lastOrderAt: daysAgo(61) })).not.toContain('loyal');
    expect(named({ orders: 2, lastOrderAt: daysAgo(5) }, { ...SHOP, ordersP80: 1 }), 'twice is not yet loyal where hardly anybody comes back').not.toContain('loyal');
  });

  it('are frequent within the quickest quarter, not by one quick second order', () => {
    expect(why('frequent', { orders: 3, firstOrderAt: daysAgo(28), lastOrderAt: daysAgo(0) })).toEqual([14, 14]);
    expect(named({ orders: 2, firstOrderAt: daysAgo(3), lastOrderAt: daysAgo(0) })).not.toContain('frequent');
    expect(named({ orders: 3, firstOrderAt: daysAgo(40), lastOrderAt: daysAgo(0) })).not.toContain('frequent');
  });

  it('are VIPs among the twentieth who spent most', () => {
    expect(why('vip', { orders: 1, spentMinor: 50_000 })).toEqual([50_000, 50_000]);
    expect(named({ orders: 1, spentMinor: 49_999 })).not.toContain('vip');
    expect(named({ spentMinor: 0 }, { ...SHOP, spentMinorP95: 0 }), 'nobody is one for nothing').not.toContain('vip');
  });
});

describe('what a price is to a customer', () => {
  it('is told by how many of their orders had a discount, beside the others’', () => {
    expect(why('bargain_hunter', { orders: 4, discountedOrders: 2 })).toEqual([2, 4]);
    expect(named({ orders: 5, discountedOrders: 2 })).not.toContain('bargain_hunter');
    expect(named({ orders: 1, discountedOrders: 1 })).not.toContain('bargain_hunter');
    expect(why('full_price', { orders: 3, discountedOrders: 0 })).toEqual([3]);
    expect(named({ orders: 3, discountedOrders: 1 })).not.toContain('full_price');
  });

  it('is not told where everybody has a discount, or nobody', () => {
    expect(named({ orders: 4, discountedOrders: 4 }, { ...SHOP, discountedP50: 1, discountedP80: 1 })).not.toContain('bargain_hunter');
    expect(named({ orders: 4, discountedOrders: 0 }, { ...SHOP, discountedP50: 0, discountedP80: 0 })).not.toContain('full_price');
  });
});

describe('being fond of a type of product', () => {
  it('is coming back to it, in a share that is twice the shop’s', () => {
    expect(segmentsOf(customer({ orders: 5, ordersByType: new Map([['tea', 2], ['coffee', 5], ['cups', 1]]) }), SHOP, [], NOW).filter(({ code }) => code === 'fond_of')).toEqual([
      { name: 'fond_of:tea', code: 'fond_of', about: 'tea', numbers: [2, 5, 1_000] },
    ]);
  });
});

describe('being engaged', () => {
  it('is following half of what is written, twice at least', () => {
    expect(why('engaged', { messages: 4, messagesFollowed: 2 })).toEqual([2, 4]);
    expect(named({ messages: 5, messagesFollowed: 2 })).not.toContain('engaged');
    expect(named({ messages: 1, messagesFollowed: 1 })).not.toContain('engaged');
    expect(named({})).not.toContain('engaged');
  });
});

describe('a merchant’s own segments', () => {
  const own = [{ name: 'trade', kind: 'tag', value: 'wholesale' }, { name: 'big', kind: 'spend', value: '10000' }, { name: 'often', kind: 'orders', value: '3' }] as const;
  const mine = (who: Partial<CustomerFacts>) => segmentsOf(customer(who), UNKNOWN_AUDIENCE, own, NOW).filter(({ code }) => code === null).map(({ name }) => name);

  it('are by tag, by what was spent, by orders', () => {
    expect(mine({ tags: ['wholesale'], spentMinor: 10_000, orders: 3 })).toEqual(['trade', 'big', 'often']);
    expect(mine({ tags: ['retail'], spentMinor: 9_999, orders: 2 })).toEqual([]);
    expect(mine({ isKnown: false, orders: 99 })).toEqual([]);
  });

  const taken = Object.keys(SEGMENTS);
  const typed = (over: Partial<TypedSegment> = {}): TypedSegment => ({ title: ' Trade ', kind: 'tag', value: ' Wholesale ', ...over });

  it('are kept by their names and tags in lower case', () => {
    expect(readOwnSegments([typed(), typed({ title: 'Big', kind: 'spend', value: '10000' })], taken)).toEqual({
      kind: 'valid', segments: [{ name: 'trade', title: 'Trade', kind: 'tag', value: 'wholesale' }, { name: 'big', title: 'Big', kind: 'spend', value: '10000' }],
    });
  });

  it.each([
    ['not_a_name', [typed({ title: ' ' })]],
    ['not_a_name', [typed({ title: 'x'.repeat(SEGMENT_BOUNDS.title + 1) })]],
    ['not_a_name', [typed({ title: 'fond_of:tea' })]],
    ['name_taken', [typed(), typed({ title: 'TRADE' })]],
    ['name_taken', [typed({ title: 'VIP' })]],
    ['not_a_tag', [typed({ value: '' })]],
    ['not_a_number', [typed({ kind: 'spend', value: '-1' })]],
    ['not_a_number', [typed({ kind: 'orders', value: '0' })]],
    ['not_a_number', [typed({ kind: 'orders', value: '9'.repeat(20) })]],
    ['too_many', Array.from({ length: SEGMENT_BOUNDS.segments + 1 }, (_, index) => typed({ title: `s${index}` }))],
  ] as const)('are refused as %s', (reason, segments) => {
    expect(readOwnSegments(segments, taken)).toEqual({ kind: 'invalid', why: reason });
  });
});
