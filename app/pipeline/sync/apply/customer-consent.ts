// customers_email_marketing_consent/update, customers_marketing_consent/update: whether a customer may be written to, by email
// and by text message. The last word counts, each by its own time.
import type { CustomerConsentPayload, CustomerSmsConsentPayload } from '#app/contract/webhooks/customer.ts';
import { type ConsentChannel, setConsents } from '#app/db/customers.ts';
import type { Apply, Inbox } from './delivery.ts';

interface Word {
  customerId: bigint;
  consent: string;
  consentAt: Date;
}

export const applyCustomerConsent: Apply<CustomerConsentPayload> = (told, inbox) =>
  setLast('email', told.map(({ payload, triggeredAt }) => wordOf(payload.customer_id, payload.email_marketing_consent, triggeredAt)), inbox);

export const applyCustomerSmsConsent: Apply<CustomerSmsConsentPayload> = (told, inbox) =>
  setLast('sms', told.map(({ payload, triggeredAt }) => wordOf(payload.id, payload.sms_marketing_consent, triggeredAt)), inbox);

/** Where there is no word there is no consent. */
function wordOf(customerId: bigint, given: CustomerConsentPayload['email_marketing_consent'] | null | undefined, triggeredAt: Date): Word {
  return { customerId, consent: given?.state?.toUpperCase() ?? 'NOT_SUBSCRIBED', consentAt: given?.consent_updated_at ?? triggeredAt };
}

async function setLast(channel: ConsentChannel, words: readonly Word[], { shop, on }: Inbox): Promise<void> {
  const last = new Map<bigint, Word>();
  for (const word of words) {
    const earlier = last.get(word.customerId);
    if (!earlier || word.consentAt >= earlier.consentAt) last.set(word.customerId, word);
  }
  await setConsents(shop.shopId, channel, [...last.values()], on);
}
