// orders/create, orders/updated, orders/cancelled: who bought what, for how much, at which cost, through which set.
import type { OrderPayload } from '#app/contract/webhooks/order.ts';
import type { OrderRow } from '#app/db/orders.ts';
import { amountMinor, discounted, sumMinor } from '../amounts.ts';
import { originOf } from '../cart-attributes.ts';
import { setOfLine } from '../line-set.ts';
import { guestsKnown, noteGuests } from '../guests.ts';
import { takeOrders } from '../take-order.ts';
import { type Apply, newest } from './delivery.ts';

export const applyOrder: Apply<OrderPayload> = async (told, { shop, on }) => {
  const newestOnes = newest(told, ({ id }) => id);
  const ofGuests = newestOnes.flatMap(({ payload: { id: orderId, customer, email } }) => (customer ? [] : [{ orderId, email }]));
  const guests = await guestsKnown(shop.shopId, ofGuests.map(({ email }) => email), on);
  const orders = newestOnes.map(({ payload, triggeredAt }) => ({
    order: { ...orderOf(payload, triggeredAt), customerId: payload.customer?.id ?? guests.customerOf(payload.email) },
    checkoutToken: payload.checkout_token ?? null,
    locale: payload.customer_locale ?? null,
    countryCode: payload.customer?.default_address?.country_code ?? null,
    at: triggeredAt,
  }));
  await takeOrders(shop.shopId, orders, on);
  await noteGuests(shop.shopId, ofGuests, on);
};

export function orderOf(payload: OrderPayload, triggeredAt: Date): OrderRow {
  const lines = payload.line_items.map((line) => ({
    lineId: line.id,
    productId: line.product_id ?? null,
    variantId: line.variant_id ?? null,
    quantity: line.quantity,
    unitPriceMinor: amountMinor(line.price, payload.currency),
    discountMinor: sumMinor(line.discount_allocations.map(({ amount }) => amount), payload.currency),
    setId: setOfLine(line.properties),
    taxMinor: sumMinor(line.tax_lines.map(({ price }) => price), payload.currency),
    removedQuantity: line.quantity - (line.current_quantity ?? line.quantity),
  }));
  return {
    orderId: payload.id,
    name: payload.name,
    customerId: payload.customer?.id ?? null,
    currency: payload.currency,
    presentmentCurrency: payload.presentment_currency ?? null,
    taxesIncluded: payload.taxes_included,
    totalMinor: amountMinor(payload.total_price, payload.currency),
    orderedAt: payload.processed_at ?? payload.created_at,
    cancelledAt: payload.cancelled_at ?? null,
    updatedAt: payload.updated_at,
    triggeredAt,
    ...originOf(payload.note_attributes),
    discountCodes: payload.discount_codes.map(({ code }) => code),
    ...discounted(lines, { subtotal: payload.subtotal_price, discounts: payload.total_discounts }, payload.currency),
  };
}
