// What a customer did, each thing with its day, and what decisions knew of it at a moment of then: the same facts that
// app/db/customer-facts.ts reads for now. By when it happened, not by when the store told of it.
import { type CustomerFacts, LAST_MESSAGES, LAST_ORDERS } from './customer-facts.ts';

export interface CustomerPast {
  /** Not deleted, the oldest first. */
  orders: readonly PastOrder[];
  /** Products that came back, and when: paid back, or in a return that was closed. */
  sentBack: readonly { productId: bigint; at: Date }[];
  /** Messages that went out, the oldest first. */
  messages: readonly PastMessage[];
}

export interface PastOrder {
  orderedAt: Date;
  cancelledAt: Date | null;
  /** type: in lower case, trimmed; empty where there is none. lostAt: when it was no longer kept; null: it still is. */
  lines: readonly { type: string; lostAt: Date | null }[];
  parcels: readonly PastParcel[];
}

export interface PastParcel {
  reportedAt: Date | null;
  /** When it should have arrived, which counts from the moment that was taken for granted. */
  estimate: { at: Date; knownFrom: Date } | null;
}

export interface PastMessage {
  decisionId: string;
  sentAt: Date;
  productIds: readonly bigint[];
}

/** What rules that wait look at. */
export type PastFacts = Pick<CustomerFacts, 'returnedAt' | 'boughtTypes' | 'suggestedAt' | 'orders' | 'firstOrderAt' | 'lastDeliveredAt'>;

/**
 * @param suggested what a message is taken to have suggested; none of it: it is taken not to have gone out
 * @returns what had happened by then
 */
export function customerAt(past: CustomerPast, at: Date, suggested: (message: PastMessage) => readonly bigint[] = ({ productIds }) => productIds): PastFacts {
  const placed = past.orders.filter(({ orderedAt }) => orderedAt <= at);
  const boughtTypes = new Map<string, Date>();
  const standing: PastOrder[] = [];
  for (const order of placed) {
    const kept = order.lines.filter(({ lostAt }) => lostAt === null || lostAt > at);
    if (kept.length > 0) standing.push(order);
    for (const { type } of kept) if (type !== '') later(boughtTypes, type, order.orderedAt);
  }
  const returnedAt = new Map<bigint, Date>();
  for (const back of past.sentBack) if (back.at <= at) later(returnedAt, back.productId, back.at);
  return { returnedAt, boughtTypes, suggestedAt: suggestedBy(past, at, suggested), orders: standing.length, firstOrderAt: standing[0]?.orderedAt ?? null, lastDeliveredAt: lastDelivery(placed, at) };
}

function suggestedBy({ messages }: CustomerPast, at: Date, suggested: (message: PastMessage) => readonly bigint[]): Map<bigint, Date> {
  const sent = messages.flatMap((message) => {
    // At the same moment it is the message that is being decided on itself.
    const productIds = message.sentAt < at ? suggested(message) : [];
    return productIds.length > 0 ? [{ sentAt: message.sentAt, productIds }] : [];
  });
  const suggestedAt = new Map<bigint, Date>();
  for (const { sentAt, productIds } of sent.slice(-LAST_MESSAGES)) for (const productId of productIds) later(suggestedAt, productId, sentAt);
  return suggestedAt;
}

function lastDelivery(placed: readonly PastOrder[], at: Date): Date | null {
  const latest = placed.filter(({ cancelledAt }) => cancelledAt === null || cancelledAt > at).slice(-LAST_ORDERS);
  const arrived = latest.flatMap(({ parcels }) => parcels.flatMap((parcel) => arrivalKnown(parcel, at) ?? []));
  return arrived.reduce<Date | null>((last, one) => (last === null || one > last ? one : last), null);
}

function arrivalKnown({ reportedAt, estimate }: PastParcel, at: Date): Date | null {
  if (reportedAt !== null && reportedAt <= at) return reportedAt;
  return estimate !== null && estimate.knownFrom <= at ? estimate.at : null;
}

function later<Key>(known: Map<Key, Date>, key: Key, at: Date): void {
  const before = known.get(key);
  if (before === undefined || at > before) known.set(key, at);
}
