// Revenue over all who are counted, not only those who bought. Minor units, not rounded.
import { sampleOfSums } from '../experiment/sample.ts';
import type { SmoothedMetric } from './metric.ts';

export const revenuePerSubject: SmoothedMetric<'revenuePerSubject'> = {
  name: 'revenuePerSubject',
  of: (sums) => revenuePerSubject.sample(sums).mean,
  sample: ({ subjects, revenue, revenueSquared }) => sampleOfSums(subjects, revenue, revenueSquared),
  paired: ({ subjects, revenue, revenueSquared, before, beforeSquared, beforeRevenue }) => ({ n: subjects, sum: revenue, sumOfSquares: revenueSquared, before, beforeSquared, product: beforeRevenue }),
};
