// refunds/create: what came back of which line.
import type { z } from 'zod';
import type { refundPayload } from '#app/contract/webhooks/order.ts';
import type { ShopRow } from '#app/db/shops.ts';
import { amountMinor } from '../amounts.ts';
import { type ToldRefund, takeRefunds } from '../take-refunds.ts';
import type { Apply, Told } from './delivery.ts';

type RefundPayload = z.infer<typeof refundPayload>;

export const applyRefund: Apply<RefundPayload> = (told, { shop, on }) => takeRefunds(shop.shopId, firstTold(told).map((one) => refundOf(one, shop)), on);

/** A refund never changes once it was made. */
function firstTold(told: readonly Told<RefundPayload>[]): Told<RefundPayload>[] {
  const first = new Map<bigint, Told<RefundPayload>>();
  for (const one of told) if (!first.has(one.payload.id)) first.set(one.payload.id, one);
  return [...first.values()];
}

function refundOf({ payload, triggeredAt }: Told<RefundPayload>, shop: ShopRow): ToldRefund {
  const ids = { refundId: payload.id, orderId: payload.order_id };
  const lines = payload.refund_line_items.map((line) => ({
    ...ids,
    lineId: line.line_item_id,
    quantity: line.quantity,
    amountMinor: amountMinor(line.subtotal, line.subtotal_set?.shop_money.currency_code ?? shop.currency),
  }));
  return { refund: { ...ids, refundedAt: payload.created_at }, lines, at: triggeredAt };
}
