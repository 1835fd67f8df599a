// A customer and where they live, as orders, checkouts, parcels and the customer's own topic carry them.
import { gid } from '../../store/gid.ts';
import type { CustomerRecord, ShopRecord } from '../../store/types.ts';
import { inZone } from './values.ts';

export function customerPayload(customer: CustomerRecord, shop: ShopRecord): Record<string, unknown> {
  return {
    id: customer.id,
    created_at: inZone(customer.createdAt, shop.timezone),
    updated_at: inZone(customer.updatedAt, shop.timezone),
    first_name: customer.firstName,
    last_name: customer.lastName,
    state: 'disabled',
    note: null,
    verified_email: true,
    multipass_identifier: null,
    tax_exempt: false,
    email: customer.email,
    phone: null,
    currency: shop.currency,
    tax_exemptions: [],
    admin_graphql_api_id: gid('Customer', customer.id),
    default_address: { id: customer.id, customer_id: customer.id, ...addressOf(customer), country_name: customer.countryCode, default: true },
  };
}

/** No address is modelled; only the country is known. */
export function addressOf(customer: CustomerRecord): Record<string, unknown> {
  return {
    first_name: customer.firstName, last_name: customer.lastName, name: `${customer.firstName} ${customer.lastName}`, company: null,
    address1: '', address2: null, city: '', zip: '', phone: '', province: '', province_code: '',
    country: customer.countryCode, country_code: customer.countryCode,
    latitude: null, longitude: null,
  };
}
