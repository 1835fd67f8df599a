// Comes back sooner than three of four do, over three orders or more: two orders are one interval, which may be chance.
// Numbers: [days between their orders, days of the quickest quarter].
import { daysFrom } from '../../days.ts';
import { inIt, NOT_IN_IT, type Segment } from './segment.ts';

const LEAST_ORDERS = 3;

export const frequent: Segment = {
  holds({ orders, firstOrderAt, lastOrderAt }, { gapDaysP25 }) {
    if (gapDaysP25 === null || orders < LEAST_ORDERS || !firstOrderAt || !lastOrderAt) return NOT_IN_IT;
    const gapDays = daysFrom(firstOrderAt, lastOrderAt) / (orders - 1);
    return gapDays <= gapDaysP25 ? inIt(Math.round(gapDays), Math.round(gapDaysP25)) : NOT_IN_IT;
  },
};
