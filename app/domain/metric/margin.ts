// Profit as a share of revenue: whether more is sold at the price of earning less of it. 0 where nothing was sold.
import { sampleOfRatio } from '../experiment/ratio.ts';
import type { ComparedMetric } from './metric.ts';

export const margin: ComparedMetric<'margin'> = {
  name: 'margin',
  of: (sums) => margin.sample(sums).mean,
  sample: ({ subjects, profit, profitSquared, revenue, revenueSquared, revenueProfit }) =>
    sampleOfRatio({ n: subjects, above: profit, aboveSquared: profitSquared, below: revenue, belowSquared: revenueSquared, product: revenueProfit }),
};
