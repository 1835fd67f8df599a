// Revenue over all who are counted, not only those who bought. Minor units, not rounded.
import { sampleOfSums } from '../experiment/sample.ts';
import type { ComparedMetric } from './metric.ts';

export const revenuePerSubject: ComparedMetric<'revenuePerSubject'> = {
  name: 'revenuePerSubject',
  of: (sums) => revenuePerSubject.sample(sums).mean,
  sample: ({ subjects, revenue, revenueSquared }) => sampleOfSums(subjects, revenue, revenueSquared),
};
