// Orders more often than four of five of the shop's customers, three times at least, and is not away for long. Numbers:
// [orders, orders of those four].
import { lifecycleOf } from '../lifecycle.ts';
import { inIt, NOT_IN_IT, type Segment } from './segment.ts';

const LEAST_ORDERS = 3;

export const loyal: Segment = {
  holds(buyer, audience, now) {
    if (audience.ordersP80 === null || lifecycleOf(buyer, audience, now)?.stage !== 'active') return NOT_IN_IT;
    return buyer.orders >= LEAST_ORDERS && buyer.orders > audience.ordersP80 ? inIt(buyer.orders, Math.floor(audience.ordersP80)) : NOT_IN_IT;
  },
};
