// Has been away longer than nine of ten who come back are. Numbers: [days since the last order, the days of those nine].
import { lifecycleOf } from '../lifecycle.ts';
import { inIt, NOT_IN_IT, type Segment } from './segment.ts';

export const lapsing: Segment = {
  holds(buyer, audience, now) {
    const life = lifecycleOf(buyer, audience, now);
    return life?.stage === 'lapsing' ? inIt(life.daysSince, life.usualDays) : NOT_IN_IT;
  },
};
