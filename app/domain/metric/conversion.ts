// Share of the counted who ordered anything in their window.
import { sampleOfShare } from '../experiment/sample.ts';
import type { ComparedMetric } from './metric.ts';

export const conversion: ComparedMetric<'conversion'> = {
  name: 'conversion',
  of: (sums) => conversion.sample(sums).mean,
  sample: ({ subjects, buyers }) => sampleOfShare(subjects, buyers),
};
