// What a decision knows about the customer it is made for. Gathered by app/db/customer-facts.ts, judged by the rules.

/** A parcel of these is the last that arrived: one that took longer than the next orders is not what timing waits for. */
export const LAST_ORDERS = 5;
/** What was suggested before these is nobody's cool-down any more, nor what they did then their habit. */
export const LAST_MESSAGES = 20;

export type Answer = 'have_it' | 'not_for_me';

export interface CustomerFacts {
  /** False: a visitor nobody knows. */
  isKnown: boolean;
  /** Has a tag that the merchant wants left alone. */
  leftAlone: boolean;
  /** In lower case. */
  tags: readonly string[];
  /** Buys for a company (B2B). */
  isCompany: boolean;
  /** In orders that stand and of which something was kept: when first and last, and in how many orders. Of the products asked about; of all where the shop has ladders or families. */
  bought: ReadonlyMap<bigint, { firstAt: Date; lastAt: Date; times: number }>;
  /** Of the products asked about: what a running subscription brings anyway. */
  subscribed: ReadonlySet<bigint>;
  /** Product type (lower case, trimmed): when something of it was last bought and kept. */
  boughtTypes: ReadonlyMap<string, Date>;
  /** Product type: in how many orders. */
  ordersByType: ReadonlyMap<string, number>;
  /** Of the products asked about: when each was last sent back. */
  returnedAt: ReadonlyMap<bigint, Date>;
  /** Of the products asked about: those that a return is asked for, or under way. */
  openReturns: ReadonlySet<bigint>;
  /** What they told us of the products asked about. */
  answers: ReadonlyMap<bigint, Answer>;
  /** Of the products asked about: when a message that went out last suggested each. */
  suggestedAt: ReadonlyMap<bigint, Date>;
  /** They want no suggestions at all. */
  wantsNone: boolean;
  /** A support case or complaint is open. */
  openCase: boolean;
  /** Orders that stand: not cancelled, and something of them was kept. */
  orders: number;
  /** Those of them in which something was discounted. */
  discountedOrders: number;
  /** When those were placed; only where the shop has ladders or families. */
  ordersAt: readonly Date[];
  firstOrderAt: Date | null;
  lastOrderAt: Date | null;
  /** What goods of orders that stand brought, as on Results: after discounts, without tax, less what was paid back. */
  spentMinor: number;
  /** Of the last messages that went out to them: how many, and how many of which they followed the link. */
  messages: number;
  messagesFollowed: number;
  /** When their last parcel arrived, as it was reported or else estimated. */
  lastDeliveredAt: Date | null;
  /** Names of the segments they are in. */
  segments: ReadonlySet<string>;
}

export const NOBODY: CustomerFacts = {
  isKnown: false,
  leftAlone: false,
  tags: [],
  isCompany: false,
  bought: new Map(),
  subscribed: new Set(),
  boughtTypes: new Map(),
  ordersByType: new Map(),
  returnedAt: new Map(),
  openReturns: new Set(),
  answers: new Map(),
  suggestedAt: new Map(),
  wantsNone: false,
  openCase: false,
  orders: 0,
  discountedOrders: 0,
  ordersAt: [],
  firstOrderAt: null,
  lastOrderAt: null,
  spentMinor: 0,
  messages: 0,
  messagesFollowed: 0,
  lastDeliveredAt: null,
  segments: new Set(),
};
