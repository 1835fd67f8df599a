// checkouts/create, checkouts/update and checkouts/delete: what a shopper was about to buy. Prices are those of the moment.
import { toMinor, toText } from '../../store/money.ts';
import type { Store } from '../../store/store.ts';
import type { CheckoutRecord } from '../../store/types.ts';
import { addressOf, customerPayload } from './person.ts';
import { inZone, inZoneOrNull } from './values.ts';

export function checkoutPayload(checkout: CheckoutRecord, store: Store, storefrontUrl: string): Record<string, unknown> {
  const { shop } = store;
  const customer = checkout.customerId === null ? undefined : store.customers.get(checkout.customerId);
  const lines = checkout.lines.flatMap((line) => {
    const found = store.variantById(line.variantId);
    return found ? [{ ...line, ...found }] : [];
  });
  const total = toText(lines.reduce((sum, { variant, quantity }) => sum + toMinor(variant.price) * quantity, 0));
  return {
    id: checkout.id,
    token: checkout.token,
    cart_token: null,
    email: customer?.email ?? checkout.email ?? null,
    gateway: null,
    buyer_accepts_marketing: customer?.emailConsent === 'SUBSCRIBED',
    buyer_accepts_sms_marketing: false,
    sms_marketing_phone: null,
    created_at: inZone(checkout.createdAt, shop.timezone),
    updated_at: inZone(checkout.updatedAt, shop.timezone),
    completed_at: inZoneOrNull(checkout.completedAt, shop.timezone),
    closed_at: null,
    landing_site: null,
    note: null,
    note_attributes: checkout.attributes,
    referring_site: null,
    shipping_lines: [],
    shipping_address: customer ? addressOf(customer) : null,
    billing_address: customer ? addressOf(customer) : null,
    taxes_included: true,
    total_weight: 0,
    currency: shop.currency,
    presentment_currency: shop.currency,
    user_id: null,
    location_id: null,
    source_identifier: null,
    source_url: null,
    source_name: 'web',
    source: null,
    device_id: null,
    phone: null,
    reservation_token: null,
    customer_locale: customer?.locale ?? null,
    name: `#${checkout.id}`,
    abandoned_checkout_url: `${storefrontUrl}/checkout`,
    discount_codes: checkout.discountCodes.map((code) => ({ code, amount: '0.00', type: 'percentage' })),
    tax_lines: [],
    subtotal_price: total,
    total_discounts: '0.00',
    total_duties: '0.00',
    total_line_items_price: total,
    total_price: total,
    total_tax: '0.00',
    customer: customer ? customerPayload(customer, shop) : null,
    line_items: lines.map(({ product, variant, quantity, properties }) => ({
      key: `${checkout.token}-${variant.id}`, product_id: product.id, variant_id: variant.id, title: product.title, variant_title: variant.title,
      presentment_title: product.title, presentment_variant_title: variant.title, vendor: product.vendor, sku: variant.sku ?? '', quantity, properties,
      price: variant.price, line_price: toText(toMinor(variant.price) * quantity), variant_price: variant.price, compare_at_price: variant.compareAtPrice,
      applied_discounts: [], discount_allocations: [], tax_lines: [], destination_location_id: null, origin_location_id: null,
      fulfillment_service: 'manual', gift_card: false, grams: 0, requires_shipping: true, taxable: true, rank: null, user_id: null,
      unit_price_measurement: { measured_type: null, quantity_value: null, quantity_unit: null, reference_value: null, reference_unit: null },
    })),
  };
}

/** Named by its id; the token is not in it. */
export function checkoutDeletedPayload(checkout: CheckoutRecord, store: Store): Record<string, unknown> {
  const total = toText(checkout.lines.reduce((sum, { variantId, quantity }) => sum + toMinor(store.variantById(variantId)?.variant.price ?? '0') * quantity, 0));
  return {
    id: checkout.id, presentment_currency: store.shop.currency, buyer_accepts_sms_marketing: false, sms_marketing_phone: null, total_discounts: '0.00', total_line_items_price: total,
    total_price: total, total_tax: '0.00', subtotal_price: total, cart_token: null, total_duties: '0.00', reservation_token: null,
  };
}
