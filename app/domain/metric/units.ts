// Units of the orders of counted subjects, less what was edited out of them; compared over all who are counted.
import { sampleOfSums } from '../experiment/sample.ts';
import type { ComparedMetric } from './metric.ts';

export const units: ComparedMetric<'units'> = {
  name: 'units',
  of: (sums) => sums.units,
  sample: (sums) => sampleOfSums(sums.subjects, sums.units, sums.unitsSquared),
};
