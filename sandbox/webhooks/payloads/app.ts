// What concerns the app itself: uninstalled, scopes, bulk operations, and the three compliance topics.
import { gid } from '../../store/gid.ts';
import type { BulkOperationRecord } from '../../store/app-types.ts';
import type { EventRecords } from '../../store/events.ts';
import { APP_NUMBER } from '../../store/metafield-values.ts';
import type { CustomerRecord, LocationRecord, ShopRecord } from '../../store/types.ts';
import { inZone } from './values.ts';

export function bulkOperationPayload(operation: BulkOperationRecord, shop: ShopRecord): Record<string, unknown> {
  return {
    admin_graphql_api_id: gid('BulkOperation', operation.id),
    completed_at: inZone(operation.completedAt ?? operation.createdAt, shop.timezone),
    created_at: inZone(operation.createdAt, shop.timezone),
    error_code: operation.errorCode?.toLowerCase() ?? null,
    status: operation.status.toLowerCase(),
    type: 'query',
  };
}

export function scopesPayload(change: EventRecords['app/scopes_update'], shop: ShopRecord): Record<string, unknown> {
  return { id: APP_NUMBER, shop_id: gid('Shop', shop.id), previous: change.previous, current: change.current, updated_at: change.updatedAt };
}

const who = ({ id, email }: CustomerRecord): Record<string, unknown> => ({ id, email, phone: '' });

export const dataRequestPayload = ({ requestId, customer, orderIds }: EventRecords['customers/data_request'], shop: ShopRecord): Record<string, unknown> => ({
  shop_id: shop.id, shop_domain: shop.domain, customer: who(customer), orders_requested: orderIds, data_request: { id: requestId },
});

export const customerRedactPayload = ({ customer, orderIds }: EventRecords['customers/redact'], shop: ShopRecord): Record<string, unknown> => ({
  shop_id: shop.id, shop_domain: shop.domain, customer: who(customer), orders_to_redact: orderIds,
});

export const shopRedactPayload = (shop: ShopRecord): Record<string, unknown> => ({ shop_id: shop.id, shop_domain: shop.domain });

export function shopPayload(shop: ShopRecord, location: LocationRecord): Record<string, unknown> {
  const money = `{{amount}} ${shop.currency}`;
  return {
    id: shop.id, name: shop.name, email: shop.email, domain: shop.domain, province: '', country: 'DE', address1: '', zip: '', city: '',
    source: null, phone: '', latitude: null, longitude: null, primary_locale: shop.locale, address2: null, created_at: null, updated_at: null,
    country_code: 'DE', country_name: 'Germany', currency: shop.currency, customer_email: shop.email, timezone: shop.timezone, iana_timezone: shop.timezone,
    shop_owner: 'Sandbox', money_format: money, money_with_currency_format: money, weight_unit: 'kg', province_code: '', taxes_included: true,
    auto_configure_tax_inclusivity: null, tax_shipping: null, county_taxes: null, plan_display_name: 'Basic', plan_name: 'partner_test',
    has_discounts: true, has_gift_cards: false, myshopify_domain: shop.domain, google_apps_domain: null, google_apps_login_enabled: null,
    money_in_emails_format: money, money_with_currency_in_emails_format: money, eligible_for_payments: true,
    requires_extra_payments_agreement: false, password_enabled: false, has_storefront: true, finances: true, primary_location_id: location.id,
    checkout_api_supported: true, multi_location_enabled: true, setup_required: false, pre_launch_enabled: false,
    enabled_presentment_currencies: [shop.currency], marketing_sms_consent_enabled_at_checkout: false, transactional_sms_disabled: false,
  };
}
