// Counted subjects who ordered anything in the window after they were first counted.
import type { Metric } from './metric.ts';

export const buyers: Metric<'buyers'> = { name: 'buyers', of: (sums) => sums.buyers };
