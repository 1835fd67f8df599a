// Revenue of an order, what came back of it taken off: minor units, not rounded. 0 where nothing was ordered. Who orders may
// itself differ between arms, so it explains a difference and never proves one.
import { sampleOfRatio } from '../experiment/ratio.ts';
import type { ComparedMetric } from './metric.ts';

export const averageOrder: ComparedMetric<'averageOrder'> = {
  name: 'averageOrder',
  of: (sums) => averageOrder.sample(sums).mean,
  sample: ({ subjects, revenue, revenueSquared, orders, ordersSquared, ordersRevenue }) =>
    sampleOfRatio({ n: subjects, above: revenue, aboveSquared: revenueSquared, below: orders, belowSquared: ordersSquared, product: ordersRevenue }),
};
