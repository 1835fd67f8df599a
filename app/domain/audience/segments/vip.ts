// One of the twentieth of customers who spent most. Numbers: [what they spent, the least of that twentieth], minor units.
import { inIt, NOT_IN_IT, type Segment } from './segment.ts';

export const vip: Segment = {
  holds: ({ spentMinor }, { spentMinorP95 }) => (spentMinorP95 !== null && spentMinor > 0 && spentMinor >= spentMinorP95 ? inIt(spentMinor, Math.ceil(spentMinorP95)) : NOT_IN_IT),
};
