// Who is counted: reached an offer for the first time or, in the holdout, the place where it would have been.
import type { Metric } from './metric.ts';

export const subjects: Metric<'subjects'> = { name: 'subjects', of: (sums) => sums.subjects };
