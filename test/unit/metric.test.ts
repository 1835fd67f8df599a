import { describe, expect, it } from 'vitest';
import { acceptance } from '#app/domain/metric/acceptance.ts';
import { type ArmSums, NOBODY } from '#app/domain/metric/arm-sums.ts';
import { heldOutShareBp } from '#app/domain/metric/held-out-share.ts';
import { armMetrics } from '#app/domain/metric/metrics.ts';
import { profitPerSubject } from '#app/domain/metric/profit-per-subject.ts';
import { revenuePerSubject } from '#app/domain/metric/revenue-per-subject.ts';

/** Four subjects: revenue 0, 0, 1000, 3000; profit 0, 0, 400.5, 1200. */
const SUMS: ArmSums = { ...NOBODY, subjects: 4, buyers: 2, orders: 3, takers: 1, revenue: 4_000, revenueSquared: 10_000_000, profit: 1_600.5, profitSquared: 1_600_400.25 };

describe('the metrics of an arm', () => {
  it('are what the page shows, whole minor units in sum and exact ones per subject', () => {
    expect(armMetrics(SUMS)).toEqual({ subjects: 4, buyers: 2, orders: 3, revenueMinor: 4_000, profitMinor: 1_601, revenuePerSubject: 1_000, profitPerSubject: 400.125 });
  });

  it('are all zero where nobody was counted', () => {
    expect(new Set(Object.values(armMetrics(NOBODY)))).toEqual(new Set([0]));
    expect(acceptance(NOBODY)).toBeNull();
  });

  it('compare subjects, of whom those who bought nothing count as 0', () => {
    // Textbook variance of the values themselves, n − 1.
    const variance = (values: number[]) => {
      const mean = values.reduce((a, b) => a + b) / values.length;
      return values.reduce((total, value) => total + (value - mean) ** 2, 0) / (values.length - 1);
    };
    expect(revenuePerSubject.sample(SUMS)).toEqual({ n: 4, mean: 1_000, variance: variance([0, 0, 1_000, 3_000]) });
    const profit = profitPerSubject.sample(SUMS);
    expect([profit.n, profit.mean]).toEqual([4, 400.125]);
    expect(profit.variance).toBeCloseTo(variance([0, 0, 400.5, 1_200]), 6);
  });
});

describe('acceptance', () => {
  it('is of all who were exposed, not of the buyers', () => expect(acceptance(SUMS)).toBe(0.25));
});

describe('the share held out of several places together', () => {
  it('is the mean over their subjects', () => {
    // 30 subjects of a place that holds out a tenth, 10 of one that holds out half.
    expect(heldOutShareBp([{ subjects: 30, expectedHoldout: 3 }, { subjects: 10, expectedHoldout: 5 }])).toBe(2_000);
  });

  it('is not known where nobody is counted', () => expect(heldOutShareBp([])).toBeNull());
});
