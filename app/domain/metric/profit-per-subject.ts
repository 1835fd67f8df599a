// Profit over all who are counted, not only those who bought: what exposed and holdout are judged by. Minor units, not rounded.
import { sampleOfSums } from '../experiment/sample.ts';
import type { SmoothedMetric } from './metric.ts';

export const profitPerSubject: SmoothedMetric<'profitPerSubject'> = {
  name: 'profitPerSubject',
  of: (sums) => profitPerSubject.sample(sums).mean,
  sample: ({ subjects, profit, profitSquared }) => sampleOfSums(subjects, profit, profitSquared),
  paired: ({ subjects, profit, profitSquared, before, beforeSquared, beforeProfit }) => ({ n: subjects, sum: profit, sumOfSquares: profitSquared, before, beforeSquared, product: beforeProfit }),
};
