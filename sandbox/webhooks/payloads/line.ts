// A line of an order, as order and refund payloads both carry it.
import { gid } from '../../store/gid.ts';
import { toMinor, toText } from '../../store/money.ts';
import { refundable } from '../../store/orders.ts';
import { paidLine } from '../../store/presentment.ts';
import type { Store } from '../../store/store.ts';
import type { OrderLineRecord, OrderRecord } from '../../store/types.ts';
import { moneySet } from './values.ts';

export function linePayload(order: OrderRecord, line: OrderLineRecord, store: Store): Record<string, unknown> {
  const found = line.variantId === null ? undefined : store.variantById(line.variantId);
  const paid = paidLine(line);
  const inCurrency = (minor: number) => ({ text: toText(minor), currency: order.presentment?.currency ?? order.currency });
  const variantTitle = found && found.variant.title !== 'Default Title' ? found.variant.title : null;
  return {
    id: line.id,
    admin_graphql_api_id: gid('LineItem', line.id),
    fulfillable_quantity: order.cancelledAt || isSent(order, line) ? 0 : refundable(order, line),
    fulfillment_service: 'manual',
    fulfillment_status: isSent(order, line) ? 'fulfilled' : null,
    gift_card: false,
    grams: 0,
    name: variantTitle ? `${line.title} - ${variantTitle}` : line.title,
    price: line.price,
    price_set: moneySet(line.price, order.currency, inCurrency(paid.price)),
    product_exists: found !== undefined,
    product_id: found?.product.id ?? null,
    properties: line.properties,
    quantity: line.quantity,
    requires_shipping: true,
    sku: found?.variant.sku ?? '',
    taxable: true,
    title: line.title,
    // A discount that was spread over lines stands in their allocations, not here.
    total_discount: '0.00',
    total_discount_set: moneySet('0.00', order.currency, inCurrency(0)),
    variant_id: found?.variant.id ?? null,
    variant_inventory_management: found?.variant.inventoryItem.tracked ? 'shopify' : null,
    variant_title: variantTitle,
    vendor: found?.product.vendor ?? null,
    tax_lines: [],
    duties: [],
    discount_allocations: toMinor(line.discount) === 0 ? [] : [{ amount: line.discount, amount_set: moneySet(line.discount, order.currency, inCurrency(paid.discount)), discount_application_index: 0 }],
  };
}

const isSent = ({ fulfillments = [] }: OrderRecord, { id }: OrderLineRecord): boolean => fulfillments.some(({ lines }) => lines.some(({ lineId }) => lineId === id));
