// An order as it was told or fetched: written, and, the first time it is told, what it sets off: who bought enters the
// workflows that wait for an order, leaves those that wanted them to buy, and the order is given to what it followed. An
// order that comes with the history, or that is old when it is first told, sets nothing off.
import type pg from 'pg';
import { recordChange } from '#app/db/changes.ts';
import { completeCheckouts } from '#app/db/checkouts.ts';
import { noteCustomer } from '#app/db/customers.ts';
import { type FulfillmentRow, firstDelivery, upsertFulfillments } from '#app/db/fulfillments.ts';
import { type OrderRow, orderState, upsertOrders } from '#app/db/orders.ts';
import { attributeOrder } from '#app/jobs/definitions/attribute-order.ts';
import { enroll } from '#app/jobs/definitions/enroll.ts';
import { stopEnrollments } from '#app/jobs/definitions/stop-enrollments.ts';
import { enqueue } from '#app/jobs/enqueue.ts';

/** An order or a delivery older than this when it is first told is history: a webhook is retried for four hours, a reconciliation runs nightly. */
const FRESH_MS = 3 * 86_400_000;

/** What an order says besides its row. */
export interface OrderAside {
  checkoutToken: string | null;
  locale: string | null;
  countryCode: string | null;
}

/** @param at when it was told or fetched, business time */
export async function takeOrder(shopId: bigint, order: OrderRow, aside: OrderAside, at: Date, on: pg.PoolClient): Promise<void> {
  const before = await orderState(shopId, order.orderId, on);
  const written = await upsertOrders(shopId, [order], on);
  if (written.length === 0) return;
  const { customerId } = order;
  if (customerId !== null) await noteCustomer(shopId, { customerId, locale: aside.locale, countryCode: aside.countryCode }, order.orderedAt, on);
  await completeCheckouts(shopId, { checkoutToken: aside.checkoutToken, customerId }, order.orderedAt, on);
  if (order.cancelledAt && before && !before.cancelled)
    await recordChange(shopId, { changedAt: at, actor: 'shopify', event: 'order_cancelled', detail: { orderId: String(order.orderId), name: order.name } }, on);
  const isFresh = at.getTime() - order.orderedAt.getTime() < FRESH_MS;
  if (!before?.told && isFresh && !order.cancelledAt) await setOff(shopId, order, on);
}

async function setOff(shopId: bigint, { orderId, customerId }: OrderRow, on: pg.PoolClient): Promise<void> {
  const ids = { shopId: String(shopId), orderId: String(orderId) };
  await enqueue(attributeOrder, ids, { client: on, jobKey: `attribute:${ids.shopId}:${ids.orderId}` });
  await enqueue(enroll, { ...ids, trigger: 'order_placed' }, { client: on, jobKey: `enroll:placed:${ids.shopId}:${ids.orderId}` });
  if (customerId !== null) await enqueue(stopEnrollments, { ...ids, customerId: String(customerId), why: 'bought' }, { client: on, jobKey: `stop:bought:${ids.shopId}:${ids.orderId}` });
  // The parcel's webhooks may have come first.
  if (await firstDelivery(shopId, orderId, on)) await enrollDelivered(shopId, orderId, on);
}

/**
 * Parcels as they were told or fetched. The first that arrives is the moment that "after delivery" waits for; an order
 * that is not known yet looks for its parcels when it comes.
 */
export async function takeFulfillments(shopId: bigint, fulfillments: readonly FulfillmentRow[], at: Date, on: pg.PoolClient): Promise<void> {
  const arrived = await upsertFulfillments(shopId, fulfillments, on);
  for (const orderId of arrived) {
    const isFresh = fulfillments.some((one) => one.orderId === orderId && one.deliveredAt && at.getTime() - one.deliveredAt.getTime() < FRESH_MS);
    if (isFresh && (await orderState(shopId, orderId, on))) await enrollDelivered(shopId, orderId, on);
  }
}

/** Once for an order, however many parcels it has: a repeat replaces what is still pending, and enters nobody twice. */
async function enrollDelivered(shopId: bigint, orderId: bigint, on: pg.PoolClient): Promise<void> {
  const ids = { shopId: String(shopId), orderId: String(orderId) };
  await enqueue(enroll, { ...ids, trigger: 'order_delivered' }, { client: on, jobKey: `enroll:delivered:${ids.shopId}:${ids.orderId}` });
}
