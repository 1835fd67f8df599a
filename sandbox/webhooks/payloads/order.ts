// orders/create, orders/updated, orders/cancelled, orders/edited. What the sandbox does not model stands as in Shopify's own sample:
// empty, null or nought.
import type { EventRecords } from '../../store/events.ts';
import { gid } from '../../store/gid.ts';
import { toMinor, toText } from '../../store/money.ts';
import { paidTotal } from '../../store/presentment.ts';
import { currentTotalMinor, orderShippingMinor, orderSubtotalMinor, orderTotalMinor, refundable, refundedMinor, shippingDiscountMinor } from '../../store/orders.ts';
import type { Store } from '../../store/store.ts';
import type { OrderLineRecord, OrderRecord, ShopRecord } from '../../store/types.ts';
import { fulfillmentOfOrder } from './fulfillment.ts';
import { linePayload } from './line.ts';
import { addressOf, customerPayload } from './person.ts';
import { refundPayload } from './refund.ts';
import { inZone, inZoneOrNull, moneySet, orderSet } from './values.ts';

export function orderPayload(order: OrderRecord, store: Store, sandboxUrl: string): Record<string, unknown> {
  const { shop } = store;
  const customer = order.customerId === null ? undefined : store.customers.get(order.customerId);
  const total = orderTotalMinor(order);
  const current = currentTotalMinor(order);
  const subtotal = orderSubtotalMinor(order);
  const shipping = orderShippingMinor(order);
  const ofLines = order.lines.reduce((sum, line) => sum + toMinor(line.discount), 0);
  const ofShipping = shippingDiscountMinor(order);
  const discounts = ofLines + ofShipping;
  const number = Number(order.name.replace(/\D/g, ''));
  return {
    id: order.id,
    admin_graphql_api_id: gid('Order', order.id),
    app_id: null,
    browser_ip: null,
    buyer_accepts_marketing: customer?.emailConsent === 'SUBSCRIBED',
    cancel_reason: order.cancelledAt ? 'customer' : null,
    cancelled_at: inZoneOrNull(order.cancelledAt, shop.timezone),
    cart_token: null,
    checkout_token: order.checkoutToken ?? null,
    client_details: null,
    closed_at: null,
    confirmation_number: null,
    confirmed: true,
    contact_email: customer?.email ?? order.email ?? null,
    created_at: inZone(order.createdAt, shop.timezone),
    currency: order.currency,
    ...amounts('current_subtotal_price', current - shipping + ofShipping, order),
    ...amounts('current_total_price', current, order),
    ...amounts('current_total_discounts', discounts, order),
    ...amounts('current_total_tax', 0, order),
    current_shipping_price_set: orderSet(shipping, order),
    current_total_additional_fees_set: null,
    current_total_duties_set: null,
    customer_locale: customer?.locale ?? null,
    device_id: null,
    discount_codes: (order.discountCodes ?? []).map((code) => ({ code, amount: toText(discounts), type: 'percentage' })),
    duties_included: false,
    email: customer?.email ?? order.email ?? '',
    estimated_taxes: false,
    financial_status: financialStatus(order),
    fulfillment_status: fulfillmentStatus(order),
    landing_site: null,
    landing_site_ref: null,
    location_id: null,
    merchant_business_entity_id: 'MTU0ODM4MDAwOQ',
    merchant_of_record_app_id: null,
    name: order.name,
    note: null,
    note_attributes: order.attributes,
    number: number - 1000,
    order_number: number,
    order_status_url: `${sandboxUrl}/orders/${order.id}`,
    original_total_additional_fees_set: null,
    original_total_duties_set: null,
    payment_gateway_names: ['bogus'],
    phone: null,
    po_number: null,
    presentment_currency: order.presentment?.currency ?? order.currency,
    processed_at: inZone(order.processedAt, shop.timezone),
    reference: null,
    referring_site: null,
    source_identifier: null,
    source_name: 'web',
    source_url: null,
    ...amounts('subtotal_price', subtotal, order),
    tags: '',
    tax_exempt: false,
    tax_lines: [],
    taxes_included: true,
    test: false,
    token: `sandbox-${order.id}`,
    total_cash_rounding_payment_adjustment_set: orderSet(0, order),
    total_cash_rounding_refund_adjustment_set: orderSet(0, order),
    ...amounts('total_discounts', discounts, order),
    ...amounts('total_line_items_price', subtotal + ofLines, order),
    total_outstanding: '0.00',
    total_price: toText(total),
    total_price_set: moneySet(toText(total), order.currency, { text: toText(paidTotal(order)), currency: order.presentment?.currency ?? order.currency }),
    total_shipping_price_set: orderSet(shipping, order),
    ...amounts('total_tax', 0, order),
    total_tip_received: '0.00',
    total_weight: 0,
    updated_at: inZone(order.updatedAt, shop.timezone),
    user_id: null,
    billing_address: customer ? addressOf(customer) : null,
    customer: customer ? customerPayload(customer, shop) : null,
    discount_applications: applications(ofLines, ofShipping, order.discountCodes?.[0]),
    fulfillments: (order.fulfillments ?? []).map((fulfillment) => fulfillmentOfOrder(order, fulfillment, store)),
    line_items: order.lines.map((line) => orderLine(order, line, store)),
    payment_terms: null,
    refunds: order.refunds.map((refund) => refundPayload(order, refund, store)),
    shipping_address: customer ? addressOf(customer) : null,
    shipping_lines: order.shipping ? [shippingLine(order, order.shipping, applications(ofLines, 0, undefined).length)] : [],
    returns: [],
    line_item_groups: [],
  };
}

const amounts = (name: string, minor: number, order: OrderRecord): Record<string, unknown> => ({ [name]: toText(minor), [`${name}_set`]: orderSet(minor, order) });

function financialStatus(order: OrderRecord): string {
  if (order.refunds.length > 0) return refundedMinor(order) >= orderTotalMinor(order) ? 'refunded' : 'partially_refunded';
  return order.cancelledAt ? 'voided' : 'paid';
}

function orderLine(order: OrderRecord, line: OrderLineRecord, store: Store): Record<string, unknown> {
  return {
    attributed_staffs: [],
    current_quantity: refundable(order, line),
    sales_line_item_group_id: null,
    ...linePayload(order, line, store),
  };
}

/** Only deltas, of lines that are there by then. */
export const orderEditedPayload = ({ editId, order, added, removed, at }: EventRecords['orders/edited'], shop: ShopRecord): Record<string, unknown> => ({
  order_edit: {
    id: editId, app_id: null, created_at: inZone(at, shop.timezone), committed_at: inZone(at, shop.timezone), notify_customer: false, order_id: order.id, staff_note: '', user_id: null,
    line_items: { additions: added, removals: removed }, discounts: { line_item: { additions: [], removals: [] } }, shipping_lines: { additions: [], removals: [] },
  },
});

const fulfillmentStatus = ({ fulfillments = [] }: OrderRecord): string | null => (fulfillments.length > 0 ? 'fulfilled' : null);

/** Of the lines first, then of sending them. */
function applications(ofLines: number, ofShipping: number, code: string | undefined): Record<string, unknown>[] {
  return [...(ofLines > 0 ? [discountApplication(ofLines, 'line_item', code)] : []), ...(ofShipping > 0 ? [discountApplication(ofShipping, 'shipping_line', code)] : [])];
}

const discountApplication = (minor: number, target: 'line_item' | 'shipping_line', code: string | undefined): Record<string, unknown> => ({
  target_type: target, type: code === undefined ? 'automatic' : 'discount_code', value: toText(minor), value_type: 'fixed_amount', allocation_method: 'across',
  target_selection: 'entitled', title: code ?? 'Automatic discount', description: code ?? 'Automatic discount', code: code ?? '',
});

function shippingLine(order: OrderRecord, { title, price, discount }: NonNullable<OrderRecord['shipping']>, applicationIndex: number): Record<string, unknown> {
  const [full, off] = [toMinor(price), toMinor(discount)];
  return {
    id: order.id, carrier_identifier: null, code: title, current_discounted_price_set: orderSet(full - off, order), discounted_price: toText(full - off), discounted_price_set: orderSet(full - off, order),
    is_removed: false, phone: null, price: toText(full), price_set: orderSet(full, order), requested_fulfillment_service_id: null, source: 'shopify', title, tax_lines: [],
    discount_allocations: off > 0 ? [{ amount: toText(off), amount_set: orderSet(off, order), discount_application_index: applicationIndex }] : [],
  };
}
