// customers_email_marketing_consent/update: whether a customer may be written to.
import type { CustomerConsentPayload } from '#app/contract/webhooks/customer.ts';
import { setEmailConsent } from '#app/db/customers.ts';
import { eachOf } from './delivery.ts';

export const applyCustomerConsent = eachOf<CustomerConsentPayload>(async ({ customer_id: customerId, email_marketing_consent: consent }, { shop, triggeredAt, on }) =>
  setEmailConsent(shop.shopId, { customerId, emailConsent: consent.state.toUpperCase(), emailConsentAt: consent.consent_updated_at ?? triggeredAt }, on));
