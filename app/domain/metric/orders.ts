// Orders of counted subjects in their windows, whatever was in them; neither cancelled nor deleted ones.
import type { Metric } from './metric.ts';

export const orders: Metric<'orders'> = { name: 'orders', of: (sums) => sums.orders };
