// T2: the parcel has arrived; two days later the first purchase has shown what is missing. One that nobody reported counts
// from when it was expected, as an estimate.
import { enters, staysOut, type Trigger } from './trigger.ts';

export const orderDelivered: Trigger = {
  defaultWaitHours: 48,
  firstOffer: 'complete_what_arrived',
  restarts: false,
  enrolls(facts, now) {
    if (facts.cancelled) return staysOut('order_cancelled');
    if (facts.deliveredAt !== null) return enters(facts, `order:${facts.orderId}`, facts.deliveredAt, now);
    if (facts.expectedAt === null || facts.expectedAt > now) return staysOut('not_delivered');
    return enters(facts, `order:${facts.orderId}`, facts.expectedAt, now, { byEstimate: true });
  },
};
