// customers/update and customers_email_marketing_consent/update. Name, email and address are not read, but for the country.
import { z } from 'zod';
import { id, time, wholeSecond } from './values.ts';

export const customerPayload = z.object({
  id,
  created_at: time,
  updated_at: wholeSecond,
  default_address: z.object({ country_code: z.string().nullish() }).nullish(),
});
export type CustomerPayload = z.infer<typeof customerPayload>;

export const customerConsentPayload = z.object({
  customer_id: id,
  email_marketing_consent: z.object({
    /** subscribed, not_subscribed, unsubscribed, pending, … */
    state: z.string().min(1),
    /** null: never asked. */
    consent_updated_at: time.nullish(),
  }),
});
export type CustomerConsentPayload = z.infer<typeof customerConsentPayload>;
