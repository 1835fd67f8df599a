import { describe, expect, it } from 'vitest';
import { acceptance } from '#app/domain/metric/acceptance.ts';
import { type ArmSums, NOBODY } from '#app/domain/metric/arm-sums.ts';
import { averageOrder } from '#app/domain/metric/average-order.ts';
import { cappedProfitPerSubject } from '#app/domain/metric/capped-profit-per-subject.ts';
import { conversion } from '#app/domain/metric/conversion.ts';
import { heldOutShareBp } from '#app/domain/metric/held-out-share.ts';
import { margin } from '#app/domain/metric/margin.ts';
import { messageCost } from '#app/domain/metric/message-cost.ts';
import { armMetrics } from '#app/domain/metric/metrics.ts';
import { profitPerSubject } from '#app/domain/metric/profit-per-subject.ts';
import { returnRate } from '#app/domain/metric/return-rate.ts';
import { revenuePerSubject } from '#app/domain/metric/revenue-per-subject.ts';
import { units } from '#app/domain/metric/units.ts';
import { unsubscribeRate } from '#app/domain/metric/unsubscribe-rate.ts';

/** Four subjects, the second a message cost more than they brought. */
const EACH = {
  orders: [0, 0, 1, 2], units: [0, 0, 1, 5], returned: [0, 0, 0, 2], messageCost: [0, 0.5, 0, 1], revenue: [0, 0, 1_000, 3_000], profit: [0, -0.5, 400.5, 1_200], capped: [0, -0.5, 400.5, 900], before: [0, 0, 500, 900],
};
const product = (one: keyof typeof EACH, other: keyof typeof EACH): number => EACH[one].reduce((sum, value, at) => sum + value * (EACH[other][at] as number), 0);
const cubed = (of: keyof typeof EACH): number => EACH[of].reduce((sum, value) => sum + value ** 3, 0);
const total = (of: keyof typeof EACH): number => EACH[of].reduce((sum, value) => sum + value, 0);
const SUMS: ArmSums = {
  subjects: 4, buyers: 2, takers: 1, unsubscribers: 1, messages: 3, orders: total('orders'), ordersSquared: product('orders', 'orders'), units: total('units'), unitsSquared: product('units', 'units'), returnedUnits: total('returned'),
  returnedUnitsSquared: product('returned', 'returned'), unitsReturned: product('units', 'returned'), messageCost: total('messageCost'), messageCostSquared: product('messageCost', 'messageCost'),
  revenue: total('revenue'), revenueSquared: product('revenue', 'revenue'), revenueCubed: cubed('revenue'), ordersRevenue: product('orders', 'revenue'), profit: total('profit'), profitSquared: product('profit', 'profit'), revenueProfit: product('revenue', 'profit'),
  cappedProfit: total('capped'), cappedProfitSquared: product('capped', 'capped'), cappedProfitCubed: cubed('capped'), before: total('before'), beforeSquared: product('before', 'before'),
  beforeRevenue: product('before', 'revenue'), beforeProfit: product('before', 'profit'), beforeCappedProfit: product('before', 'capped'),
};

const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b) / values.length;
/** Textbook variance of the values themselves, n − 1. */
const variance = (values: readonly number[]): number => values.reduce((sum, value) => sum + (value - mean(values)) ** 2, 0) / (values.length - 1);

describe('the metrics of an arm', () => {
  it('are what the page shows, whole minor units in sum and exact ones per subject', () => {
    expect(armMetrics(SUMS)).toEqual({
      subjects: 4, buyers: 2, conversion: 0.5, orders: 3, averageOrder: 4_000 / 3, units: 6, returnRate: 1 / 3, revenueMinor: 4_000, profitMinor: 1_600, margin: 0.4, messageCost: 1.5, unsubscribeRate: 0.25,
      revenuePerSubject: 1_000, profitPerSubject: 400, cappedProfitPerSubject: 325,
    });
  });

  it('are all zero where nobody was counted', () => {
    expect(new Set(Object.values(armMetrics(NOBODY)))).toEqual(new Set([0]));
    expect(acceptance(NOBODY)).toBeNull();
  });

  it.each([[revenuePerSubject, EACH.revenue], [profitPerSubject, EACH.profit], [cappedProfitPerSubject, EACH.capped], [units, EACH.units], [messageCost, EACH.messageCost]])('compare subjects, of whom those who bought nothing count as 0', (metric, values) => {
    const sample = metric.sample(SUMS);
    expect([sample.n, sample.mean]).toEqual([4, mean(values)]);
    expect(sample.variance).toBeCloseTo(variance(values), 6);
  });

  it.each([[conversion, 0.5], [unsubscribeRate, 0.25]])('compare shares of all who are counted', (metric, share) => {
    expect(metric.sample(SUMS)).toEqual({ n: 4, mean: share, variance: share * (1 - share) });
  });

  it.each([[averageOrder, EACH.revenue, EACH.orders], [returnRate, EACH.returned, EACH.units], [margin, EACH.profit, EACH.revenue]])('compare ratios by subjects, whose orders belong together', (metric, above, below) => {
    const ratio = mean(above) / mean(below);
    const sample = metric.sample(SUMS);
    expect([sample.n, sample.mean]).toEqual([4, expect.closeTo(ratio, 9)]);
    expect(sample.variance).toBeCloseTo(variance(above.map((value, at) => value - ratio * (below[at] as number))) / mean(below) ** 2, 6);
  });

  it.each([[revenuePerSubject, EACH.revenue], [profitPerSubject, EACH.profit], [cappedProfitPerSubject, EACH.capped]])('may be smoothed by what each subject brought before', (metric, values) => {
    const product = values.reduce((sum, value, at) => sum + value * (EACH.before[at] as number), 0);
    expect(metric.paired(SUMS)).toEqual({ n: 4, sum: mean(values) * 4, sumOfSquares: values.reduce((sum, value) => sum + value ** 2, 0), before: 1_400, beforeSquared: 500 ** 2 + 900 ** 2, product });
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
