// What the gates judge a due step by, and what can become of it.
import type { Arm } from '../portable/assignment.ts';
import type { Touch } from '../frequency/budget.ts';
import type { StepReason } from './step-reasons.ts';
import type { TriggerName } from './triggers.ts';

export interface StepFacts {
  trigger: TriggerName;
  workflowOn: boolean;
  channel: 'email' | 'sms';
  /** As Shopify says them; null: never asked. */
  emailConsent: string | null;
  smsConsent: string | null;
  /** The customer has a tag that the merchant wants left alone. */
  leftAlone: boolean;
  /** They asked for no recommendations. */
  wantsNone: boolean;
  /** They have a tag that says a case of theirs is open. */
  openCase: boolean;
  /** The last payment of one of their subscriptions failed. */
  paymentFailed: boolean;
  orderCancelled: boolean;
  /** Any product of the enrollment came back. */
  anchorReturned: boolean;
  /** A return of any of them is asked for, or under way. */
  returnOpen: boolean;
  /** cart_abandoned: the checkout was completed, or the customer ordered since. */
  cartBought: boolean;
  /** Messages and on-site offers of the last days, the shop's own email among them. */
  touches: readonly Touch[];
  enteredAt: Date;
  /** How often the step was put off already. */
  timesMoved: number;
  /** IANA name of where the shop is. */
  timezone: string;
}

/** What the gates after the decision look at as well. */
export interface DecidedStepFacts extends StepFacts {
  hasOffer: boolean;
  /** The decision was refused because no market serves the customer's country. */
  notSoldHere: boolean;
  /** The decision refused something, and all of it because it is owned or was in the same order. */
  ownsAll: boolean;
  arm: Arm;
}

export type Verdict =
  | { kind: 'refused' | 'cancelled'; reason: StepReason }
  | { kind: 'moved'; reason: StepReason; until: Date }
  | { kind: 'holdout'; reason: 'holdout' };

/** @returns null: passes */
export type Gate<Facts> = (facts: Facts, now: Date) => Verdict | null;
