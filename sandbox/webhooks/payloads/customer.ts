// customers/update and customers_email_marketing_consent/update. Tags and language are in neither.
import { consentAtOf } from '../../store/customers.ts';
import type { CustomerRecord, ShopRecord } from '../../store/types.ts';
import { customerPayload } from './person.ts';
import { inZoneOrNull } from './values.ts';

export const customerUpdatePayload = (customer: CustomerRecord, shop: ShopRecord): Record<string, unknown> => ({ ...customerPayload(customer, shop), note: '', addresses: [] });

export function consentPayload(customer: CustomerRecord, shop: ShopRecord): Record<string, unknown> {
  const at = consentAtOf(customer);
  return {
    customer_id: customer.id,
    email_address: customer.email,
    email_marketing_consent: {
      state: customer.emailConsent.toLowerCase(), opt_in_level: at === null ? null : 'single_opt_in', consent_updated_at: inZoneOrNull(at, shop.timezone),
    },
  };
}
