// Orders as they were told or fetched: written, and, the first time they are told, what they set off: who bought enters the
// workflows that wait for an order, leaves those that wanted them to buy, and the order is given to what it followed. An
// order that comes with the history, or that is old when it is first told, sets nothing off, but for whose visitor it was.
import type pg from 'pg';
import { recordChanges } from '#app/db/changes.ts';
import { completeCheckouts } from '#app/db/checkouts.ts';
import { type NotedCustomer, noteCustomers } from '#app/db/customers.ts';
import { ordersDelivered } from '#app/db/fulfillments.ts';
import { deleteOrders, type OrderRow, orderStates, upsertOrders } from '#app/db/orders.ts';
import { attributeOrder } from '#app/jobs/definitions/attribute-order.ts';
import { enroll } from '#app/jobs/definitions/enroll.ts';
import { stopEnrollments } from '#app/jobs/definitions/stop-enrollments.ts';
import { enqueueAll } from '#app/jobs/enqueue.ts';
import { enrollDelivered, FRESH_MS } from './take-parcels.ts';
import { takeUntoldMerges } from './take-untold-merges.ts';

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
  if (taken[0]) await takeUntoldMerges(shopId, taken[0].at, on);
  await noteCustomers(shopId, customersOf(taken), on);
  await completeCheckouts(shopId, taken.map(({ order: { customerId, orderedAt }, checkoutToken }) => ({ checkoutToken, customerId, orderedAt })), on);
  const cancelled = taken.filter(({ order }) => order.cancelledAt && before.get(order.orderId)?.cancelled === false);
  const changes = cancelled.map(({ order: { orderId, name }, at }) => ({ changedAt: at, actor: 'shopify', event: 'order_cancelled', detail: { orderId: String(orderId), name } }));
  await recordChanges(shopId, changes, on);
  const isNew = ({ order, at }: ToldOrder) => !before.get(order.orderId)?.told && !order.cancelledAt && at.getTime() - order.orderedAt.getTime() < FRESH_MS;
  // Whose visitor it was is said by whichever version comes first, late or cancelled, and again when it says whose order it is.
  const saysWho = ({ order: { orderId, visitorId, customerId } }: ToldOrder) => visitorId !== null && (!before.get(orderId)?.told || before.get(orderId)?.customerId !== customerId);
  await attribute(shopId, taken.filter((one) => isNew(one) || saysWho(one)).map(({ order }) => order), on);
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

async function attribute(shopId: bigint, orders: readonly OrderRow[], on: pg.PoolClient): Promise<void> {
  await enqueueAll(attributeOrder, orders.map(({ orderId }) => ({ shopId: String(shopId), orderId: String(orderId) })), ({ orderId }) => `attribute:${shopId}:${orderId}`, on);
}

async function setOff(shopId: bigint, orders: readonly OrderRow[], on: pg.PoolClient): Promise<void> {
  const ids = orders.map(({ orderId }) => ({ shopId: String(shopId), orderId: String(orderId) }));
  await enqueueAll(enroll, ids.map((one) => ({ ...one, trigger: 'order_placed' as const })), ({ orderId }) => `enroll:placed:${shopId}:${orderId}`, on);
  const stopped = orders.flatMap(({ orderId, customerId }) => (customerId === null ? [] : [{ shopId: String(shopId), orderId: String(orderId), customerId: String(customerId), why: 'bought' as const }]));
  await enqueueAll(stopEnrollments, stopped, ({ orderId }) => `stop:bought:${shopId}:${orderId}`, on);
  // Their parcels' webhooks may have come first.
  await enrollDelivered(shopId, await ordersDelivered(shopId, orders.map(({ orderId }) => orderId), on), on);
}

/**
 * Orders that are gone: as if they had never been. What their customers were still to be sent about them is cancelled.
 * @param deleted each with the moment at which it was known to be gone
 */
export async function takeDeletedOrders(shopId: bigint, deleted: ReadonlyMap<bigint, Date>, on: pg.PoolClient): Promise<void> {
  const alive = await deleteOrders(shopId, [...deleted].map(([orderId, at]) => ({ orderId, at })), on);
  const states = await orderStates(shopId, alive, on);
  const changes = [...states].map(([orderId, { name }]) => ({ changedAt: deleted.get(orderId) as Date, actor: 'shopify', event: 'order_deleted', detail: { orderId: String(orderId), name } }));
  await recordChanges(shopId, changes, on);
  const stopped = [...states].flatMap(([orderId, { customerId }]) => (customerId === null ? [] : [{ shopId: String(shopId), orderId: String(orderId), customerId: String(customerId), why: 'deleted' as const }]));
  await enqueueAll(stopEnrollments, stopped, ({ orderId }) => `stop:deleted:${shopId}:${orderId}`, on);
}
