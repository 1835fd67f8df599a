// refunds/create: what came back of which line, and what was paid back beyond lines.
import type { BeyondLines } from '#app/db/refunds.ts';
import type { RefundPayload } from '#app/contract/webhooks/order.ts';
import { amountMinor, sumMinor } from '../amounts.ts';
import { type ToldRefund, takeRefunds } from '../take-refunds.ts';
import type { Apply, Told } from './delivery.ts';

export const applyRefund: Apply<RefundPayload> = (told, { shop, on }) =>
  takeRefunds(shop.shopId, firstTold(told).map(({ payload, triggeredAt }) => ({ ...refundOf(payload, shop.currency), at: triggeredAt })), on);

/** A refund never changes once it was made. */
function firstTold(told: readonly Told<RefundPayload>[]): Told<RefundPayload>[] {
  const first = new Map<bigint, Told<RefundPayload>>();
  for (const one of told) if (!first.has(one.payload.id)) first.set(one.payload.id, one);
  return [...first.values()];
}

/** @param shopCurrency of the amounts, where they do not say their own */
export function refundOf(payload: RefundPayload, shopCurrency: string): Omit<ToldRefund, 'at'> {
  const ids = { refundId: payload.id, orderId: payload.order_id };
  const lines = payload.refund_line_items.map((line) => {
    const currency = line.subtotal_set?.shop_money.currency_code ?? shopCurrency;
    return { ...ids, lineId: line.line_item_id, quantity: line.quantity, amountMinor: amountMinor(line.subtotal, currency), taxMinor: amountMinor(line.total_tax, currency) };
  });
  return { refund: { ...ids, refundedAt: payload.created_at, beyondLines: beyondLinesOf(payload, shopCurrency) }, lines };
}

/** An adjustment below nought is money that went to the customer. */
function beyondLinesOf({ refund_shipping_lines: shipping, order_adjustments: adjustments }: RefundPayload, shopCurrency: string): BeyondLines {
  const currency = shipping[0]?.subtotal_amount_set.shop_money.currency_code ?? adjustments[0]?.amount_set?.shop_money.currency_code ?? shopCurrency;
  const ofShipping = adjustments.filter(({ kind }) => kind === 'shipping_refund');
  const others = adjustments.filter(({ kind }) => kind !== 'shipping_refund');
  return {
    shippingMinor: sumMinor(shipping.map(({ subtotal_amount_set: { shop_money: { amount } } }) => amount), currency) - sumMinor(ofShipping.map(({ amount }) => amount), currency),
    adjustmentMinor: 0 - sumMinor(others.map(({ amount }) => amount), currency),
    taxMinor: sumMinor(shipping.flatMap(({ tax_amount_set: tax }) => (tax ? [tax.shop_money.amount] : [])), currency) - sumMinor(adjustments.map(({ tax_amount: tax }) => tax), currency),
  };
}
