// Bought once, not long ago. Numbers: [days since the order].
import { lifecycleOf } from '../lifecycle.ts';
import { inIt, NOT_IN_IT, type Segment } from './segment.ts';

export const newCustomer: Segment = {
  holds(buyer, audience, now) {
    const life = lifecycleOf(buyer, audience, now);
    return life?.stage === 'new' ? inIt(life.daysSince) : NOT_IN_IT;
  },
};
