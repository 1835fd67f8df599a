// The interface that every trigger keeps: from what happened to an enrollment, or to the reason why not.
import { daysFrom } from '../../days.ts';

export interface TriggerFacts {
  /** null: a guest, whom no workflow can follow. */
  customerId: bigint | null;
  /** What was bought, or lies in the cart. */
  productIds: readonly bigint[];
  /** order_placed, order_delivered. */
  orderId: bigint | null;
  /** cart_abandoned. */
  checkoutToken: string | null;
  orderedAt: Date | null;
  /** The last parcel's, as reported; null while none has been. */
  deliveredAt: Date | null;
  /** When the last parcel that nobody reported should have arrived; null while none is on its way. */
  expectedAt: Date | null;
  /** When the cart was last touched. */
  cartAt: Date | null;
  cancelled: boolean;
  /** The checkout became an order. */
  completed: boolean;
}

export interface Entry {
  kind: 'enters';
  /** What set it off, once each. */
  key: string;
  customerId: bigint;
  /** The moment that the wait is counted from. */
  since: Date;
  /** The moment is an estimate: nobody reported it. */
  byEstimate: boolean;
}

/** Why somebody whom the moment concerns does not enter. */
export type EntryRefusal = 'no_customer' | 'no_products' | 'order_cancelled' | 'not_delivered' | 'already_bought' | 'too_long_ago';

export type EntryOutcome = Entry | { kind: 'stays_out'; reason: EntryRefusal };

export interface Trigger {
  defaultWaitHours: number;
  /** What the first offer is to do; also the key of its texts. */
  firstOffer: 'complete_the_order' | 'complete_what_arrived' | 'complete_the_cart';
  /** The moment can come again for the same thing (a cart is touched again): the wait then starts anew. */
  restarts: boolean;
  enrolls(facts: TriggerFacts, now: Date): EntryOutcome;
}

/** A moment further back than this is over: late news of it sets nothing off. */
const FRESH_DAYS = 30;

export const staysOut = (reason: EntryRefusal): EntryOutcome => ({ kind: 'stays_out', reason });

/** What all triggers ask: somebody to follow, something to complete, not too long ago. */
export function enters({ customerId, productIds }: TriggerFacts, key: string, since: Date, now: Date, { byEstimate = false } = {}): EntryOutcome {
  if (customerId === null) return staysOut('no_customer');
  if (productIds.length === 0) return staysOut('no_products');
  if (daysFrom(since, now) > FRESH_DAYS) return staysOut('too_long_ago');
  return { kind: 'enters', key, customerId, since, byEstimate };
}
