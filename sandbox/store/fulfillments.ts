// An order on its way: sent in one parcel with all that is left of it, then delivered.
import type { Ledger } from './ledger.ts';
import { refundable } from './orders.ts';
import { StoreRefusal } from './refusal.ts';
import type { FulfillmentRecord, OrderRecord } from './types.ts';

export function fulfillOrder(store: Ledger, orderId: number): FulfillmentRecord {
  const order = store.requireOrder(orderId);
  if (order.cancelledAt) throw new StoreRefusal('INVALID', `${order.name} is cancelled.`);
  const lines = order.lines.map((line) => ({ lineId: line.id, quantity: refundable(order, line) - sent(order, line.id) })).filter(({ quantity }) => quantity > 0);
  if (lines.length === 0) throw new StoreRefusal('INVALID', `Nothing of ${order.name} is left to send.`);
  return store.transaction(() => {
    const at = store.clock.stamp();
    const fulfillments = order.fulfillments ?? [];
    const fulfillment: FulfillmentRecord = { id: store.nextId(), name: `${order.name}-F${fulfillments.length + 1}`, lines, createdAt: at, updatedAt: at, deliveredAt: null };
    order.fulfillments = [...fulfillments, fulfillment];
    changed(store, order);
    store.emit('fulfillments/create', { order, fulfillment });
    store.emit('orders/updated', order);
    return fulfillment;
  });
}

/** Sends it first where that was not done yet. */
export function deliverOrder(store: Ledger, orderId: number): FulfillmentRecord {
  const order = store.requireOrder(orderId);
  return store.transaction(() => {
    const fulfillment = order.fulfillments?.find((one) => one.deliveredAt === null) ?? fulfillOrder(store, orderId);
    fulfillment.updatedAt = store.clock.stamp();
    fulfillment.deliveredAt = fulfillment.updatedAt;
    fulfillment.reportId = store.nextId();
    changed(store, order);
    store.emit('fulfillment_events/create', { eventId: fulfillment.reportId, order, fulfillment, at: fulfillment.deliveredAt });
    store.emit('fulfillments/update', { order, fulfillment });
    store.emit('orders/updated', order);
    return fulfillment;
  });
}

/** The carrier's report was wrong: the parcel is on its way still. */
export function takeBackDelivery(store: Ledger, orderId: number): FulfillmentRecord {
  const order = store.requireOrder(orderId);
  const fulfillment = order.fulfillments?.findLast((one) => one.deliveredAt !== null);
  if (!fulfillment?.deliveredAt) throw new StoreRefusal('INVALID', `Nothing of ${order.name} was delivered.`);
  const { deliveredAt, reportId } = fulfillment;
  return store.transaction(() => {
    fulfillment.updatedAt = store.clock.stamp();
    fulfillment.deliveredAt = null;
    changed(store, order);
    store.emit('fulfillment_events/delete', { eventId: reportId ?? store.nextId(), order, fulfillment, at: deliveredAt });
    store.emit('fulfillments/update', { order, fulfillment });
    store.emit('orders/updated', order);
    return fulfillment;
  });
}

function sent(order: OrderRecord, lineId: number): number {
  const parts = (order.fulfillments ?? []).flatMap(({ lines }) => lines);
  return parts.reduce((sum, part) => sum + (part.lineId === lineId ? part.quantity : 0), 0);
}

function changed(store: Ledger, order: OrderRecord): void {
  order.updatedAt = store.clock.stamp();
  store.saveOrder(order);
}
