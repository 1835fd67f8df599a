// The same where one order would decide: of each subject at most the shop's cap counts, losses in full. It is another mean, and
// is named as such wherever it is shown. Minor units, not rounded.
import { sampleOfSums } from '../experiment/sample.ts';
import type { SmoothedMetric } from './metric.ts';

export const cappedProfitPerSubject: SmoothedMetric<'cappedProfitPerSubject'> = {
  name: 'cappedProfitPerSubject',
  of: (sums) => cappedProfitPerSubject.sample(sums).mean,
  sample: ({ subjects, cappedProfit, cappedProfitSquared }) => sampleOfSums(subjects, cappedProfit, cappedProfitSquared),
  paired: ({ subjects, cappedProfit, cappedProfitSquared, before, beforeSquared, beforeCappedProfit }) =>
    ({ n: subjects, sum: cappedProfit, sumOfSquares: cappedProfitSquared, before, beforeSquared, product: beforeCappedProfit }),
};
