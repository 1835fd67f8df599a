// May this customer be written to, and in which language? Asked afresh of who knows: Shopify for the consent, Klaviyo for
// what it delivers to. None of it is kept.
import type { KlaviyoClient } from '#app/adapters/klaviyo/client.ts';
import type { AdminClient } from '#app/adapters/shopify/admin-client.ts';
import { toGid } from '#app/adapters/shopify/gid.ts';
import { CUSTOMER_CONTACT } from '#app/adapters/shopify/operations/customer-contact.ts';
import { mayEmail } from '#app/domain/consent/email-consent.ts';
import type { StepReason } from '#app/domain/workflow/step-reasons.ts';

export interface Recipient {
  /** As the customer chose it. */
  language: string;
  /** That language, with numbers and dates as their country writes them. */
  locale: string;
  /** null: they may be written to. */
  refusal: StepReason | null;
  /** null: there is none, or Klaviyo was not asked. */
  profileId: string | null;
}

/** @param klaviyo null: only Shopify is asked */
export async function askRecipient(admin: AdminClient, klaviyo: KlaviyoClient | null, customerId: bigint): Promise<Recipient> {
  const { customer } = await admin.run(CUSTOMER_CONTACT, { id: toGid('Customer', customerId) });
  const language = customer?.locale ?? 'en';
  const recipient: Recipient = { language, locale: localeOf(language, customer?.defaultAddress?.countryCodeV2), refusal: null, profileId: null };
  const address = customer?.defaultEmailAddress;
  if (!address || !mayEmail(address.marketingState)) return { ...recipient, refusal: 'no_consent' };
  if (!klaviyo) return recipient;

  const profile = await klaviyo.profileByEmail(address.emailAddress);
  if (!profile) return { ...recipient, refusal: 'no_profile' };
  if (!profile.canReceiveEmail) return { ...recipient, refusal: 'unreachable' };
  return { ...recipient, refusal: mayEmail(profile.emailConsent) ? null : 'no_consent', profileId: profile.profileId };
}

function localeOf(language: string, country: string | null | undefined): string {
  const [spoken = 'en'] = language.split('-');
  const locale = country ? `${spoken}-${country}` : language;
  return Intl.getCanonicalLocales(locale)[0] ?? 'en';
}
