// Parcels, and what carriers report of them, as they were told or fetched: written, and what they set off. The first parcel
// that arrives is the moment that "after delivery" waits for; one that is on its way is awaited, so that it counts as
// delivered in time though nobody reports it. An order that is not known yet looks for its parcels when it comes.
import type pg from 'pg';
import { awaitDeliveries, transitTimes } from '#app/db/delivery-estimates.ts';
import { enteredByEstimate } from '#app/db/enrollments.ts';
import { type DeliveryReport, type FulfillmentRow, insertDeliveryReports, ordersDelivered, parcelsDelivered, takeBackDeliveryReports, upsertFulfillments } from '#app/db/fulfillments.ts';
import { orderStates } from '#app/db/orders.ts';
import { DAY_MS } from '#app/domain/days.ts';
import { expectedAt } from '#app/domain/workflow/delivery-estimate.ts';
import { enroll } from '#app/jobs/definitions/enroll.ts';
import { enqueueAll } from '#app/jobs/enqueue.ts';

/** An order or a delivery older than this when it is first told is history: a webhook is retried for four hours, a reconciliation runs nightly. */
export const FRESH_MS = 3 * DAY_MS;

/** A parcel, and when it was told or fetched, business time. */
export interface ToldFulfillment {
  fulfillment: FulfillmentRow;
  at: Date;
}

/** @param told one version a parcel */
export async function takeFulfillments(shopId: bigint, told: readonly ToldFulfillment[], on: pg.PoolClient): Promise<void> {
  const ids = told.map(({ fulfillment }) => fulfillment.fulfillmentId);
  const before = await parcelsDelivered(shopId, ids, on);
  await upsertFulfillments(shopId, told.map(({ fulfillment }) => fulfillment), on);
  const delivered = await parcelsDelivered(shopId, ids, on);
  const arrived = told.filter(({ fulfillment: { fulfillmentId } }) => delivered.has(fulfillmentId) && !before.has(fulfillmentId));
  await enrollArrived(shopId, arrived.map(({ fulfillment: { orderId, deliveredAt }, at }) => ({ orderId, arrivedAt: deliveredAt ?? at, at })), on);
  await awaitArrival(shopId, told.filter(({ fulfillment }) => !delivered.has(fulfillment.fulfillmentId)), on);
}

/** A parcel that was told as sent is due some day; one that should have been here long ago is history. */
async function awaitArrival(shopId: bigint, told: readonly ToldFulfillment[], on: pg.PoolClient): Promise<void> {
  const onTheirWay = told.flatMap(({ fulfillment: { fulfillmentId, orderId, shippedAt, countryCode }, at }) => (shippedAt ? [{ fulfillmentId, orderId, shippedAt, countryCode, at }] : []));
  if (onTheirWay.length === 0) return;
  const times = await transitTimes(shopId, on);
  const awaited = onTheirWay.map(({ fulfillmentId, orderId, shippedAt, countryCode, at }) => ({ fulfillmentId, orderId, dueAt: expectedAt(shippedAt, countryCode, times), at }));
  await awaitDeliveries(shopId, awaited.filter(({ dueAt, at }) => at.getTime() - dueAt.getTime() < FRESH_MS), on);
}

/** A carrier's report that a parcel arrived, and when it was told, business time. */
export interface ToldReport {
  report: DeliveryReport;
  at: Date;
}

/** Reports may come before their parcels, which then count as delivered when they come. */
export async function takeReports(shopId: bigint, told: readonly ToldReport[], on: pg.PoolClient): Promise<void> {
  const ids = told.map(({ report }) => report.fulfillmentId);
  const before = await parcelsDelivered(shopId, ids, on);
  await insertDeliveryReports(shopId, told.map(({ report }) => report), on);
  const delivered = await parcelsDelivered(shopId, ids, on);
  const arrived = told.filter(({ report: { fulfillmentId } }) => delivered.has(fulfillmentId) && !before.has(fulfillmentId));
  await enrollArrived(shopId, arrived.map(({ report: { orderId, happenedAt }, at }) => ({ orderId, arrivedAt: happenedAt, at })), on);
}

/** An order that has no delivered parcel any more waits again, also for whom it had entered a workflow already. */
export async function takeBackReports(shopId: bigint, told: readonly ToldReport[], on: pg.PoolClient): Promise<void> {
  const orderIds = [...new Set(told.map(({ report }) => report.orderId))];
  const before = await ordersDelivered(shopId, orderIds, on);
  await takeBackDeliveryReports(shopId, told.map(({ report }) => report), on);
  const after = new Set(await ordersDelivered(shopId, orderIds, on));
  await enrollDelivered(shopId, before.filter((orderId) => !after.has(orderId)), on);
}

/** What is fresh sets something off; what is told late corrects at least what an estimate set off. */
async function enrollArrived(shopId: bigint, arrived: readonly { orderId: bigint; arrivedAt: Date; at: Date }[], on: pg.PoolClient): Promise<void> {
  const isFresh = ({ arrivedAt, at }: { arrivedAt: Date; at: Date }) => at.getTime() - arrivedAt.getTime() < FRESH_MS;
  const late = await enteredByEstimate(shopId, arrived.filter((one) => !isFresh(one)).map(({ orderId }) => orderId), on);
  const known = await orderStates(shopId, [...new Set([...arrived.filter(isFresh).map(({ orderId }) => orderId), ...late])], on);
  await enrollDelivered(shopId, [...known.keys()], on);
}

/** Once for an order, however many parcels it has: a repeat replaces what is still pending, and enters nobody twice. */
export async function enrollDelivered(shopId: bigint, orderIds: readonly bigint[], on: pg.PoolClient): Promise<void> {
  const entries = orderIds.map((orderId) => ({ shopId: String(shopId), orderId: String(orderId), trigger: 'order_delivered' as const }));
  await enqueueAll(enroll, entries, ({ orderId }) => `enroll:delivered:${shopId}:${orderId}`, on);
}
