// Has been away for twice that: nobody is expected back then. Numbers: [days since the last order, the days of those nine].
import { lifecycleOf } from '../lifecycle.ts';
import { inIt, NOT_IN_IT, type Segment } from './segment.ts';

export const lost: Segment = {
  holds(buyer, audience, now) {
    const life = lifecycleOf(buyer, audience, now);
    return life?.stage === 'lost' ? inIt(life.daysSince, life.usualDays) : NOT_IN_IT;
  },
};
