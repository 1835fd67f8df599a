// Known to the shop, without an order that stands.
import { lifecycleOf } from '../lifecycle.ts';
import { inIt, NOT_IN_IT, type Segment } from './segment.ts';

export const prospect: Segment = {
  holds(buyer, audience, now) {
    const life = lifecycleOf(buyer, audience, now);
    return life?.stage === 'prospect' ? inIt() : NOT_IN_IT;
  },
};
