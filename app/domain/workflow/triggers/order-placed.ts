// T1: an order is placed; the first two days are the best to complete it.
import { enters, staysOut, type Trigger } from './trigger.ts';

export const orderPlaced: Trigger = {
  defaultWaitHours: 24,
  firstOffer: 'complete_the_order',
  restarts: false,
  enrolls(facts, now) {
    if (facts.cancelled || facts.orderedAt === null) return staysOut('order_cancelled');
    return enters(facts, `order:${facts.orderId}`, facts.orderedAt, now);
  },
};
