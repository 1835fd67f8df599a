// What the topics of customers bring. Of an address only the country is kept, of an email only a keyed hash.
import { z } from 'zod';
import { id, time, wholeSecond } from './values.ts';

/** customers/create and customers/update. */
export const customerPayload = z.object({
  id,
  created_at: time,
  updated_at: wholeSecond,
  email: z.string().nullish(),
  default_address: z.object({ country_code: z.string().nullish() }).nullish(),
});
export type CustomerPayload = z.infer<typeof customerPayload>;

export const customerDeletedPayload = z.object({ id });
export type CustomerDeletedPayload = z.infer<typeof customerDeletedPayload>;

const gid = z.string().regex(/^gid:\/\/shopify\/Customer\/\d+$/).transform((text) => BigInt(text.slice(text.lastIndexOf('/') + 1)));

/** customers/merge */
export const customerMergePayload = z.object({
  admin_graphql_api_customer_kept_id: gid,
  admin_graphql_api_customer_deleted_id: gid,
  /** requested, in_progress, completed, failed */
  status: z.string().min(1),
});
export type CustomerMergePayload = z.infer<typeof customerMergePayload>;

/** customer.tags_added and customer.tags_removed */
export const customerTagsPayload = z.object({ customerId: gid, tags: z.array(z.string().min(1)), occurredAt: time });
export type CustomerTagsPayload = z.infer<typeof customerTagsPayload>;

const consent = z.object({
  /** subscribed, not_subscribed, unsubscribed, pending, … null: there is nothing to consent with. */
  state: z.string().min(1).nullish(),
  /** null: never asked. */
  consent_updated_at: time.nullish(),
});

/** customers_email_marketing_consent/update */
export const customerConsentPayload = z.object({ customer_id: id, email_marketing_consent: consent });
export type CustomerConsentPayload = z.infer<typeof customerConsentPayload>;

/** customers_marketing_consent/update: of text messages */
export const customerSmsConsentPayload = z.object({ id, sms_marketing_consent: consent.nullish() });
export type CustomerSmsConsentPayload = z.infer<typeof customerSmsConsentPayload>;
