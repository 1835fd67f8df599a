// What the messages of the window cost, whichever workflow sent them; part of profit, and shown by itself. Minor units, not rounded.
import { sampleOfSums } from '../experiment/sample.ts';
import type { ComparedMetric } from './metric.ts';

export const messageCost: ComparedMetric<'messageCost'> = {
  name: 'messageCost',
  of: (sums) => sums.messageCost,
  sample: (sums) => sampleOfSums(sums.subjects, sums.messageCost, sums.messageCostSquared),
};
