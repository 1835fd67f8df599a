// Orders as they were told or fetched: written, and, the first time they are told, what they set off: who bought enters the
// workflows that wait for an order, leaves those that wanted them to buy, and the order is given to what it followed. An
// order that comes with the history, or that is old when it is first told, sets nothing off.
import type pg from 'pg';
import { recordChanges } from '#app/db/changes.ts';
import { completeCheckouts } from '#app/db/checkouts.ts';
import { type NotedCustomer, noteCustomers } from '#app/db/customers.ts';
import { type FulfillmentRow, ordersDelivered, upsertFulfillments } from '#app/db/fulfillments.ts';
import { type OrderRow, orderStates, upsertOrders } from '#app/db/orders.ts';
import { attributeOrder } from '#app/jobs/definitions/attribute-order.ts';
import { enroll } from '#app/jobs/definitions/enroll.ts';
import { stopEnrollments } from '#app/jobs/definitions/stop-enrollments.ts';
import { enqueueAll } from '#app/jobs/enqueue.ts';

/** An order or a delivery older than this when it is first told is history: a webhook is retried for four hours, a reconciliation runs nightly. */
const FRESH_MS = 3 * 86_400_000;

/** An order, and what is said of it besides its row. */
export interface ToldOrder {
  order: OrderRow;
  checkoutToken: string | null;
  locale: string | null;
  countryCode: string | null;
  /** When it was told or fetched, business time. */
  at: Date;
}

/** @param told one version an order */
export async function takeOrders(shopId: bigint, told: readonly ToldOrder[], on: pg.PoolClient): Promise<void> {
  const before = await orderStates(shopId, told.map(({ order }) => order.orderId), on);
  const written = new Set(await upsertOrders(shopId, told.map(({ order }) => order), on));
  const taken = told.filter(({ order }) => written.has(order.orderId));
  await noteCustomers(shopId, customersOf(taken), on);
  await completeCheckouts(shopId, taken.map(({ order: { customerId, orderedAt }, checkoutToken }) => ({ checkoutToken, customerId, orderedAt })), on);
  const cancelled = taken.filter(({ order }) => order.cancelledAt && before.get(order.orderId)?.cancelled === false);
  const changes = cancelled.map(({ order: { orderId, name }, at }) => ({ changedAt: at, actor: 'shopify', event: 'order_cancelled', detail: { orderId: String(orderId), name } }));
  await recordChanges(shopId, changes, on);
  const isNew = ({ order, at }: ToldOrder) => !before.get(order.orderId)?.told && !order.cancelledAt && at.getTime() - order.orderedAt.getTime() < FRESH_MS;
  await setOff(shopId, taken.filter(isNew).map(({ order }) => order), on);
}

/** One entry a customer: what the first of their orders says, filled by the next. */
function customersOf(taken: readonly ToldOrder[]): NotedCustomer[] {
  const noted = new Map<bigint, NotedCustomer>();
  for (const { order: { customerId, orderedAt }, locale, countryCode } of taken) {
    if (customerId === null) continue;
    const first = noted.get(customerId);
    noted.set(customerId, { customerId, locale: first?.locale ?? locale, countryCode: first?.countryCode ?? countryCode, at: first?.at ?? orderedAt });
  }
  return [...noted.values()];
}

async function setOff(shopId: bigint, orders: readonly OrderRow[], on: pg.PoolClient): Promise<void> {
  const ids = orders.map(({ orderId }) => ({ shopId: String(shopId), orderId: String(orderId) }));
  await enqueueAll(attributeOrder, ids, ({ orderId }) => `attribute:${shopId}:${orderId}`, on);
  await enqueueAll(enroll, ids.map((one) => ({ ...one, trigger: 'order_placed' as const })), ({ orderId }) => `enroll:placed:${shopId}:${orderId}`, on);
  const stopped = orders.flatMap(({ orderId, customerId }) => (customerId === null ? [] : [{ shopId: String(shopId), orderId: String(orderId), customerId: String(customerId), why: 'bought' as const }]));
  await enqueueAll(stopEnrollments, stopped, ({ orderId }) => `stop:bought:${shopId}:${orderId}`, on);
  // Their parcels' webhooks may have come first.
  await enrollDelivered(shopId, await ordersDelivered(shopId, orders.map(({ orderId }) => orderId), on), on);
}

/** A parcel, and when it was told or fetched, business time. */
export interface ToldFulfillment {
  fulfillment: FulfillmentRow;
  at: Date;
}

/**
 * Parcels as they were told or fetched. The first that arrives is the moment that "after delivery" waits for; an order
 * that is not known yet looks for its parcels when it comes.
 */
export async function takeFulfillments(shopId: bigint, told: readonly ToldFulfillment[], on: pg.PoolClient): Promise<void> {
  const arrived = new Set(await upsertFulfillments(shopId, oneEach(told), on));
  const isFresh = ({ fulfillment: { deliveredAt }, at }: ToldFulfillment) => deliveredAt !== null && at.getTime() - deliveredAt.getTime() < FRESH_MS;
  const fresh = told.filter((one) => arrived.has(one.fulfillment.orderId) && isFresh(one)).map(({ fulfillment }) => fulfillment.orderId);
  const known = await orderStates(shopId, [...new Set(fresh)], on);
  await enrollDelivered(shopId, [...known.keys()], on);
}

/** What was told of one parcel, as the table would lay it together. */
function oneEach(told: readonly ToldFulfillment[]): FulfillmentRow[] {
  const rows = new Map<bigint, FulfillmentRow>();
  for (const { fulfillment } of told) {
    const { fulfillmentId, deliveredAt, updatedAt } = fulfillment;
    const other = rows.get(fulfillmentId);
    rows.set(fulfillmentId, { ...fulfillment, deliveredAt: other?.deliveredAt ?? deliveredAt, updatedAt: other && other.updatedAt > updatedAt ? other.updatedAt : updatedAt });
  }
  return [...rows.values()];
}

/** Once for an order, however many parcels it has: a repeat replaces what is still pending, and enters nobody twice. */
async function enrollDelivered(shopId: bigint, orderIds: readonly bigint[], on: pg.PoolClient): Promise<void> {
  const entries = orderIds.map((orderId) => ({ shopId: String(shopId), orderId: String(orderId), trigger: 'order_delivered' as const }));
  await enqueueAll(enroll, entries, ({ orderId }) => `enroll:delivered:${shopId}:${orderId}`, on);
}
