// Profit over all who are counted, not only those who bought: what exposed and holdout are judged by. Minor units, not rounded.
import { sampleOfSums } from '../experiment/sample.ts';
import type { ComparedMetric } from './metric.ts';

export const profitPerSubject: ComparedMetric<'profitPerSubject'> = {
  name: 'profitPerSubject',
  of: (sums) => profitPerSubject.sample(sums).mean,
  sample: ({ subjects, profit, profitSquared }) => sampleOfSums(subjects, profit, profitSquared),
};
