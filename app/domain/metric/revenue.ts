// What the lines of those orders brought after discounts, less every refund, whenever it came. Whole minor units.
import type { Metric } from './metric.ts';

export const revenue: Metric<'revenueMinor'> = { name: 'revenueMinor', of: (sums) => Math.round(sums.revenue) };
