// Revenue less the unit cost at the time of sale, a gift's too, the shipping that was given away, what messages cost, and the
// payment fee, which a refund does not bring back; goods that come back are worth their cost, and a refund never earns. Whole
// minor units.
import type { Metric } from './metric.ts';

export const profit: Metric<'profitMinor'> = { name: 'profitMinor', of: (sums) => Math.round(sums.profit) };
