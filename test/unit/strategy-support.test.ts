import { describe, expect, it } from 'vitest';
import { bestOpportunities } from '#app/domain/set/opportunities.ts';
import { type StrategyCounts, strategySupport } from '#app/domain/set/strategy-support.ts';

const COUNTS: StrategyCounts = {
  orders: 1_000, severalOrders: 150, anchors: 12, repeatCustomers: 400, evolvedCustomers: 100, familyCustomers: 40, ladderTypes: 3, ladderOrders: 300, dearerOrders: 30,
};
const verdicts = (counts: Partial<StrategyCounts>) => Object.fromEntries(strategySupport({ ...COUNTS, ...counts }).strategies.map(({ strategy, verdict }) => [strategy, verdict]));

describe('which strategy the orders carry', () => {
  it('is said of each by one share, and the one that is furthest beyond its bar is recommended', () => {
    const { strategies, recommended } = strategySupport(COUNTS);
    expect(strategies.map(({ shareBp }) => shareBp)).toEqual([1_500, 2_500, 1_000, 1_000]);
    expect(verdicts({})).toEqual({ completion: 'some', evolution: 'strong', ecosystem: 'little', upsell: 'little' });
    expect(recommended).toBe('evolution');
  });

  it('is not said where too few did the thing to tell, and none is recommended then', () => {
    const few = { orders: 99, severalOrders: 99, repeatCustomers: 20, ladderOrders: 10 };
    expect(Object.values(verdicts(few))).toEqual(['unknown', 'unknown', 'unknown', 'unknown']);
    expect(strategySupport({ ...COUNTS, ...few }).recommended).toBeNull();
  });

  it('is not knowable where the products do not say of what type they are, or whose, however many orders there are', () => {
    expect(verdicts({ sharedTypes: 0, makers: 0, evolvedCustomers: 0, familyCustomers: 0, ladderTypes: 0, ladderOrders: 0 })).toEqual({ completion: 'some', evolution: 'untold', ecosystem: 'untold', upsell: 'untold' });
    expect(verdicts({ sharedTypes: 1, makers: 1, evolvedCustomers: 0, familyCustomers: 0 })).toMatchObject({ evolution: 'little', ecosystem: 'little' });
  });

  it('is little where nothing could be built on it, however large the share', () => {
    expect(verdicts({ severalOrders: 900, anchors: 0 }).completion).toBe('little');
    expect(verdicts({ dearerOrders: 290, ladderTypes: 0 }).upsell).toBe('little');
    expect(verdicts({ orders: 0, severalOrders: 0 }).completion).toBe('unknown');
  });
});

describe('the suggestion to start with', () => {
  const open = (setId: string, support: number, leftMinor: number | null) => ({ setId, support, margins: leftMinor === null ? null : [{ productId: 1n, marginBp: 1_000, leftMinor, assumed: false }] });

  it('is the one with the most orders times what it leaves', () => {
    expect(bestOpportunities([open('a', 100, 50), open('b', 20, 400), open('c', 10, 100)], 2)).toEqual([
      { setId: 'b', orders: 20, leftMinor: 400 }, { setId: 'a', orders: 100, leftMinor: 50 },
    ]);
  });

  it('is none that leaves nothing, whose cost is not known, or that no orders hold', () => {
    expect(bestOpportunities([open('a', 100, -5), open('b', 20, null), open('c', 0, 100)], 5)).toEqual([]);
  });
});
