// What the topics of customers carry. Tags are told by topics of their own, one by one; the language by none.
import { consentAtOf } from '../../store/customers.ts';
import type { TagsOfCustomer } from '../../store/events.ts';
import { gid } from '../../store/gid.ts';
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

export const smsConsentPayload = ({ id, phone, smsConsent, smsConsentAt }: CustomerRecord, shop: ShopRecord): Record<string, unknown> => ({
  id,
  phone: phone ?? null,
  sms_marketing_consent: {
    state: smsConsent?.toLowerCase() ?? null, opt_in_level: smsConsentAt ? 'single_opt_in' : null, consent_updated_at: inZoneOrNull(smsConsentAt ?? null, shop.timezone), consent_collected_from: 'other',
  },
});

export const customerDeletedPayload = ({ id }: { id: number }): Record<string, unknown> => ({ id, tax_exemptions: [], admin_graphql_api_id: gid('Customer', id) });

export const mergePayload = ({ keptId, deletedId }: { keptId: number; deletedId: number }): Record<string, unknown> => ({
  admin_graphql_api_customer_kept_id: gid('Customer', keptId), admin_graphql_api_customer_deleted_id: gid('Customer', deletedId), admin_graphql_api_job_id: null, status: 'completed', errors: [],
});

export const tagsPayload = ({ customerId, tags, at }: TagsOfCustomer): Record<string, unknown> => ({ customerId: gid('Customer', customerId), tags, occurredAt: at });
