// T6: a checkout was begun and not completed. Whoever touches the cart again is given the whole wait again.
import { enters, staysOut, type Trigger } from './trigger.ts';

export const cartAbandoned: Trigger = {
  defaultWaitHours: 4,
  firstOffer: 'complete_the_cart',
  restarts: true,
  enrolls(facts, now) {
    if (facts.completed || facts.cartAt === null) return staysOut('already_bought');
    return enters(facts, `checkout:${facts.checkoutToken}`, facts.cartAt, now);
  },
};
