// Orders being placed, edited, refunded, cancelled, deleted. Money is reckoned in minor units; a line's discount is for its whole quantity.
import { completeCheckout } from './checkouts.ts';
import { redeemCode, requireUsable } from './codes.ts';
import { putBack, sellable, takeStock } from './inventory.ts';
import type { Ledger } from './ledger.ts';
import { toMinor, toText } from './money.ts';
import { StoreRefusal } from './refusal.ts';
import type { OrderLineRecord, OrderRecord, RefundRecord } from './types.ts';

export interface NewOrder {
  customerId: number | null;
  lines: {
    variantId: number;
    quantity: number;
    properties?: { name: string; value: string }[];
    /** Decimal text, for the whole line. */
    discount?: string;
    /** Of one unit; absent: what the variant costs. */
    price?: string;
    presentment?: NonNullable<OrderLineRecord['presentment']>;
  }[];
  attributes?: { name: string; value: string }[];
  /** Counted as used with the order; one that cannot be used refuses the order. */
  discountCodes?: readonly string[];
  /** The checkout that this completes. */
  checkoutToken?: string;
  /** A guest's. */
  email?: string;
  shipping?: NonNullable<OrderRecord['shipping']>;
  presentment?: NonNullable<OrderRecord['presentment']>;
}

export function placeOrder(store: Ledger, input: NewOrder): OrderRecord {
  if (input.lines.length === 0) throw new StoreRefusal('INVALID', 'An order needs at least one line.');
  if (input.customerId !== null && !store.customers.has(input.customerId))
    throw new StoreRefusal('NOT_FOUND', `There is no customer ${input.customerId}.`);
  refuseShortStock(store, input);
  for (const code of input.discountCodes ?? []) requireUsable(store, code);
  return store.transaction(() => {
    const at = store.clock.now().toISOString();
    const order: OrderRecord = {
      id: store.nextId(),
      name: `#${store.nextOrderNumber()}`,
      customerId: input.customerId,
      currency: store.shop.currency,
      processedAt: at,
      createdAt: at,
      updatedAt: store.clock.stamp(),
      cancelledAt: null,
      lines: input.lines.map((line) => newLine(store, line)),
      refunds: [],
      attributes: input.attributes ?? [],
      fulfillments: [],
      discountCodes: (input.discountCodes ?? []).map((code) => redeemCode(store, code).code),
      ...(input.checkoutToken === undefined ? {} : { checkoutToken: input.checkoutToken }),
      ...(input.email === undefined ? {} : { email: input.email }),
      ...(input.shipping === undefined ? {} : { shipping: input.shipping }),
      ...(input.presentment === undefined ? {} : { presentment: input.presentment }),
    };
    store.saveOrder(order);
    if (input.checkoutToken !== undefined) completeCheckout(store, input.checkoutToken);
    store.emit('orders/create', order);
    for (const line of input.lines) takeStock(store, store.requireVariant(line.variantId).variant, line.quantity);
    return order;
  });
}

export interface OrderEdit {
  add?: { variantId: number; quantity: number }[];
  remove?: { lineId: number; quantity: number }[];
}

/** What is taken out stays in the line's quantity, as Shopify keeps it; what is put in is a line of its own. */
export function editOrder(store: Ledger, orderId: number, { add = [], remove = [] }: OrderEdit): OrderRecord {
  const order = store.requireOrder(orderId);
  if (order.cancelledAt) throw new StoreRefusal('INVALID', `${order.name} is cancelled.`);
  if (add.length + remove.length === 0) throw new StoreRefusal('INVALID', 'An edit puts something in or takes something out.');
  refuseShortStock(store, { customerId: null, lines: add });
  const taken = remove.map(({ lineId, quantity }) => ({ line: lineOf(order, lineId, quantity), quantity }));
  return store.transaction(() => {
    const put = add.map((line) => newLine(store, line));
    order.lines.push(...put);
    for (const { line, quantity } of taken) line.removed = (line.removed ?? 0) + quantity;
    order.updatedAt = store.clock.stamp();
    store.saveOrder(order);
    const deltas = { added: put.map(({ id, quantity }) => ({ id, delta: quantity })), removed: taken.map(({ line, quantity }) => ({ id: line.id, delta: quantity })) };
    store.emit('orders/edited', { editId: store.nextId(), order, ...deltas, at: order.updatedAt });
    store.emit('orders/updated', order);
    for (const { variantId, quantity } of add) takeStock(store, store.requireVariant(variantId).variant, quantity);
    for (const { line, quantity } of taken) restockLine(store, line, quantity, store.firstLocation().id);
    return order;
  });
}

export function deleteOrder(store: Ledger, orderId: number): void {
  const order = store.requireOrder(orderId);
  store.transaction(() => {
    store.forgetOrder(order);
    store.emit('orders/delete', { id: orderId });
  });
}

/** @throws StoreRefusal when so many of the line are not left */
export function lineOf(order: OrderRecord, lineId: number, quantity: number): OrderLineRecord {
  const line = order.lines.find((one) => one.id === lineId);
  if (!line) throw new StoreRefusal('NOT_FOUND', `Order ${order.name} has no line ${lineId}.`);
  if (!Number.isInteger(quantity) || quantity < 1 || quantity > refundable(order, line))
    throw new StoreRefusal('INVALID', `Of "${line.title}" in ${order.name}, ${refundable(order, line)} are left.`);
  return line;
}

export function refundOrder(store: Ledger, orderId: number, lines: { lineId: number; quantity: number }[], restock: boolean): RefundRecord {
  const order = store.requireOrder(orderId);
  if (lines.length === 0) throw new StoreRefusal('INVALID', 'A refund needs at least one line.');
  const wanted = lines.map(({ lineId, quantity }) => ({ line: lineOf(order, lineId, quantity), quantity }));
  return store.transaction(() => {
    const locationId = restock ? store.firstLocation().id : null;
    const refund: RefundRecord = {
      id: store.nextId(),
      createdAt: store.clock.now().toISOString(),
      lines: wanted.map(({ line, quantity }) => ({
        id: store.nextId(), lineId: line.id, quantity, subtotal: shareOf(line, quantity), restockLocationId: locationId,
      })),
    };
    order.refunds.push(refund);
    order.updatedAt = store.clock.stamp();
    store.saveOrder(order);
    store.emit('refunds/create', { order, refund });
    store.emit('orders/updated', order);
    if (locationId !== null) for (const { line, quantity } of wanted) restockLine(store, line, quantity, locationId);
    return refund;
  });
}

export function cancelOrder(store: Ledger, orderId: number): OrderRecord {
  const order = store.requireOrder(orderId);
  if (order.cancelledAt) throw new StoreRefusal('INVALID', `${order.name} is cancelled already.`);
  return store.transaction(() => {
    order.cancelledAt = store.clock.now().toISOString();
    order.updatedAt = store.clock.stamp();
    store.saveOrder(order);
    store.emit('orders/cancelled', order);
    store.emit('orders/updated', order);
    const locationId = store.firstLocation().id;
    for (const line of order.lines) restockLine(store, line, refundable(order, line), locationId);
    return order;
  });
}

/** Units of a line that no refund has taken back, and no edit taken out. */
export function refundable(order: OrderRecord, line: OrderLineRecord): number {
  let left = line.quantity - (line.removed ?? 0);
  for (const refund of order.refunds) for (const one of refund.lines) if (one.lineId === line.id) left -= one.quantity;
  return left;
}

/** What the line costs after its discounts, minor units. */
export const lineTotalMinor = (line: OrderLineRecord): number => toMinor(line.price) * line.quantity - toMinor(line.discount);

/** Of its lines, after their discounts. */
export const orderSubtotalMinor = (order: OrderRecord): number => order.lines.reduce((sum, line) => sum + lineTotalMinor(line), 0);

/** What sending it costs, and what of that was taken off. */
export const orderShippingMinor = ({ shipping }: OrderRecord): number => (shipping ? toMinor(shipping.price) : 0);
export const shippingDiscountMinor = ({ shipping }: OrderRecord): number => (shipping ? toMinor(shipping.discount) : 0);

export const orderTotalMinor = (order: OrderRecord): number => orderSubtotalMinor(order) + orderShippingMinor(order) - shippingDiscountMinor(order);

/** What is left of it after refunds and edits. */
export const currentTotalMinor = (order: OrderRecord): number =>
  orderTotalMinor(order) - refundedMinor(order) - order.lines.reduce((sum, line) => sum + toMinor(shareOf(line, line.removed ?? 0)), 0);

export const refundedMinor = (order: OrderRecord): number =>
  order.refunds.reduce((sum, refund) => sum + refund.lines.reduce((part, line) => part + toMinor(line.subtotal), 0), 0);

function refuseShortStock(store: Ledger, input: NewOrder): void {
  const wanted = new Map<number, number>();
  for (const line of input.lines) {
    if (!Number.isInteger(line.quantity) || line.quantity < 1) throw new StoreRefusal('INVALID', 'A quantity is a whole number above zero.');
    wanted.set(line.variantId, (wanted.get(line.variantId) ?? 0) + line.quantity);
  }
  for (const [variantId, quantity] of wanted) {
    const { product, variant } = store.requireVariant(variantId);
    if (sellable(store, variant) < quantity)
      throw new StoreRefusal('OUT_OF_STOCK', sellable(store, variant) === 0 ? `The product '${product.title}' is already sold out.` : `Only ${sellable(store, variant)} of '${product.title}' are left.`);
  }
}

function newLine(store: Ledger, line: NewOrder['lines'][number]): OrderLineRecord {
  const { product, variant } = store.requireVariant(line.variantId);
  const { discount = '0.00', price = variant.price } = line;
  if (toMinor(discount) < 0 || toMinor(discount) > toMinor(price) * line.quantity)
    throw new StoreRefusal('INVALID', `A discount of ${discount} does not fit '${product.title}'.`);
  return {
    id: store.nextId(), productId: product.id, variantId: variant.id, title: product.title,
    quantity: line.quantity, price, discount, properties: line.properties ?? [],
    ...(line.presentment === undefined ? {} : { presentment: line.presentment }),
  };
}

function shareOf(line: OrderLineRecord, quantity: number): string {
  return toText(Math.round((lineTotalMinor(line) * quantity) / line.quantity));
}

function restockLine(store: Ledger, line: OrderLineRecord, quantity: number, locationId: number): void {
  const found = line.variantId === null ? undefined : store.variantById(line.variantId);
  if (found && quantity > 0) putBack(store, found.variant, quantity, locationId);
}
