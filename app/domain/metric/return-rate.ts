// Units that came back, of the units of those orders: what more sales may cost later. 0 where nothing was sold.
import { sampleOfRatio } from '../experiment/ratio.ts';
import type { ComparedMetric } from './metric.ts';

export const returnRate: ComparedMetric<'returnRate'> = {
  name: 'returnRate',
  of: (sums) => returnRate.sample(sums).mean,
  sample: ({ subjects, returnedUnits, returnedUnitsSquared, units, unitsSquared, unitsReturned }) =>
    sampleOfRatio({ n: subjects, above: returnedUnits, aboveSquared: returnedUnitsSquared, below: units, belowSquared: unitsSquared, product: unitsReturned }),
};
