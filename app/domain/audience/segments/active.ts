// Came back, and is expected again. Numbers: [orders, days since the last].
import { lifecycleOf } from '../lifecycle.ts';
import { inIt, NOT_IN_IT, type Segment } from './segment.ts';

export const active: Segment = {
  holds(buyer, audience, now) {
    const life = lifecycleOf(buyer, audience, now);
    return life?.stage === 'active' ? inIt(buyer.orders, life.daysSince) : NOT_IN_IT;
  },
};
