// Share of the counted whom a message of their window lost: unsubscribed, or called it spam.
import { sampleOfShare } from '../experiment/sample.ts';
import type { ComparedMetric } from './metric.ts';

export const unsubscribeRate: ComparedMetric<'unsubscribeRate'> = {
  name: 'unsubscribeRate',
  of: (sums) => unsubscribeRate.sample(sums).mean,
  sample: ({ subjects, unsubscribers }) => sampleOfShare(subjects, unsubscribers),
};
