// customers_email_marketing_consent/update: whether a customer may be written to. The last word counts, by its own time.
import type { CustomerConsentPayload } from '#app/contract/webhooks/customer.ts';
import { setEmailConsents } from '#app/db/customers.ts';
import type { Apply } from './delivery.ts';

export const applyCustomerConsent: Apply<CustomerConsentPayload> = async (told, { shop, on }) => {
  const words = told.map(({ payload: { customer_id: customerId, email_marketing_consent: consent }, triggeredAt }) => ({
    customerId,
    emailConsent: consent.state.toUpperCase(),
    emailConsentAt: consent.consent_updated_at ?? triggeredAt,
  }));
  const last = new Map<bigint, (typeof words)[number]>();
  for (const word of words) {
    const earlier = last.get(word.customerId);
    if (!earlier || word.emailConsentAt >= earlier.emailConsentAt) last.set(word.customerId, word);
  }
  await setEmailConsents(shop.shopId, [...last.values()], on);
};
