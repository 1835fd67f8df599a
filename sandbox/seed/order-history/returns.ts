// Finds for each return the order it belongs to: that customer's latest earlier one with the product and enough of it left.
import type { OrderLineRecord, OrderRecord, RefundRecord } from '#sandbox/store/types.ts';
import { shopId } from '../shop-ids.ts';

export interface MatchedReturn {
  customerId: number;
  productId: number;
  quantity: number;
  /** ISO; after the shift. */
  at: string;
}

/** Adds refunds to the orders, which are in the order of time: one for what came back of an order at one moment. @returns how many returns found no order */
export function refundReturns(orders: OrderRecord[], returns: readonly MatchedReturn[], restockLocationId: number): number {
  const bought = purchases(orders, new Set(returns.map(keyOf)));
  const refunded = new Map<number, number>();
  let dropped = 0;
  for (const [index, entry] of returns.entries()) {
    const match = bought
      .get(keyOf(entry))
      ?.findLast(({ order, line }) => order.processedAt <= entry.at && line.quantity - (refunded.get(line.id) ?? 0) >= entry.quantity);
    if (!match) {
      dropped += 1;
      continue;
    }
    const { order, line } = match;
    refunded.set(line.id, (refunded.get(line.id) ?? 0) + entry.quantity);
    const refund = order.refunds.find(({ createdAt }) => createdAt === entry.at) ?? newRefund(order, shopId('refund', index), entry.at);
    const quantity = entry.quantity + (refund.lines.find(({ lineId }) => lineId === line.id)?.quantity ?? 0);
    refund.lines = [
      ...refund.lines.filter(({ lineId }) => lineId !== line.id),
      { id: shopId('refundLine', index), lineId: line.id, quantity, subtotal: times(line.price, quantity), restockLocationId },
    ];
    if (entry.at > order.updatedAt) order.updatedAt = entry.at;
  }
  return dropped;
}

function newRefund(order: OrderRecord, id: number, createdAt: string): RefundRecord {
  const refund: RefundRecord = { id, createdAt, lines: [] };
  order.refunds.push(refund);
  return refund;
}

const keyOf = ({ customerId, productId }: { customerId: number; productId: number }): string => `${customerId} ${productId}`;

function purchases(orders: OrderRecord[], wanted: Set<string>): Map<string, { order: OrderRecord; line: OrderLineRecord }[]> {
  const found = new Map<string, { order: OrderRecord; line: OrderLineRecord }[]>();
  for (const order of orders) {
    const { customerId } = order;
    if (customerId === null) continue;
    for (const line of order.lines) {
      const key = keyOf({ customerId, productId: line.productId ?? 0 });
      if (!wanted.has(key)) continue;
      const list = found.get(key);
      if (list) list.push({ order, line });
      else found.set(key, [{ order, line }]);
    }
  }
  return found;
}

const times = (price: string, quantity: number): string => (Math.round(Number(price) * 100 * quantity) / 100).toFixed(2);
