// Customers without personal data: an id, tags, language, country, whether they may be written to. What a redaction asks for
// is deleted, not hidden; who was deleted or merged away keeps a tombstone, which nothing older lifts.
import { jsonRows } from './json-rows.ts';
import type { Queryable } from './pool.ts';
import { pool } from './pool.ts';

export interface CustomerRow {
  customerId: bigint;
  tags: string[];
  createdAt: Date;
  updatedAt: Date;
  /** As Shopify says it: SUBSCRIBED, UNSUBSCRIBED, …; null: no address to consent with. */
  emailConsent: string | null;
  emailConsentAt: Date | null;
  /** The same of text messages; null: no number to consent with. */
  smsConsent: string | null;
  smsConsentAt: Date | null;
  locale: string | null;
  countryCode: string | null;
}

/** What may be written to: each with a word and a time of its own. */
export type ConsentChannel = 'email' | 'sms';

/** A word without a time (never asked) gives way to any with one. */
const isNewer = (channel: ConsentChannel): string => `(customers.${channel}_consent_at IS NULL OR excluded.${channel}_consent_at >= customers.${channel}_consent_at)`;
const newestConsent = (channel: ConsentChannel): string =>
  [`${channel}_consent`, `${channel}_consent_at`].map((column) => `${column} = CASE WHEN ${isNewer(channel)} THEN excluded.${column} ELSE customers.${column} END`).join(', ');

const LIST_IS_NEWER = '(customers.tags_at IS NULL OR excluded.tags_at >= customers.tags_at)';

/**
 * Each part by its own time, since each is told by topics of its own: all tags by the version that lists them, but for one
 * that was told of by itself since; consents by when they were given; country and time from what is newest. The language is
 * told by an export only, so it is taken whatever its age.
 * @returns how many were written; the others are gone
 */
export async function upsertCustomers(shopId: bigint, customers: readonly CustomerRow[], on: Queryable = pool()): Promise<number> {
  if (customers.length === 0) return 0;
  const { rowCount } = await on.query(
    `INSERT INTO customers (shop_id, customer_id, tags, tags_at, created_at, updated_at, email_consent, email_consent_at, sms_consent, sms_consent_at, locale, country_code)
     SELECT $1, r."customerId", r.tags, r."updatedAt", r."createdAt", r."updatedAt", r."emailConsent", r."emailConsentAt", r."smsConsent", r."smsConsentAt", r.locale, r."countryCode"
       FROM jsonb_to_recordset($2::jsonb) AS r("customerId" bigint, tags text[], "createdAt" timestamptz, "updatedAt" timestamptz, "emailConsent" text, "emailConsentAt" timestamptz,
            "smsConsent" text, "smsConsentAt" timestamptz, locale text, "countryCode" text)
     ON CONFLICT (shop_id, customer_id) DO UPDATE SET created_at = excluded.created_at, updated_at = GREATEST(excluded.updated_at, customers.updated_at),
       tags = CASE WHEN ${LIST_IS_NEWER} THEN tags_told(customers.tags, customers.tag_times, excluded.tags, excluded.tags_at) ELSE customers.tags END,
       tags_at = GREATEST(excluded.tags_at, customers.tags_at),
       tag_times = CASE WHEN customers.tag_times = '{}' THEN '{}' ELSE COALESCE((SELECT jsonb_object_agg(key, value) FROM jsonb_each(customers.tag_times) WHERE (value #>> '{}')::timestamptz > excluded.tags_at), '{}') END,
       locale = COALESCE(excluded.locale, customers.locale),
       country_code = CASE WHEN excluded.updated_at >= customers.updated_at THEN COALESCE(excluded.country_code, customers.country_code) ELSE COALESCE(customers.country_code, excluded.country_code) END,
       ${newestConsent('email')}, ${newestConsent('sms')}
     WHERE customers.deleted_at IS NULL`,
    [shopId, jsonRows(customers)],
  );
  return rowCount ?? 0;
}

export interface NotedCustomer {
  customerId: bigint;
  locale: string | null;
  countryCode: string | null;
  /** When they placed the order. */
  at: Date;
}

/**
 * Customers who are known from an order only, until Shopify tells more; what the order says fills what is not known. It is no
 * version of the customer: whatever is told of them, however late it comes, is newer.
 * @param noted one a customer
 */
export async function noteCustomers(shopId: bigint, noted: readonly NotedCustomer[], on: Queryable = pool()): Promise<void> {
  if (noted.length === 0) return;
  await on.query(
    `INSERT INTO customers (shop_id, customer_id, tags, created_at, updated_at, locale, country_code)
     SELECT $1, r."customerId", '{}', r.at, 'epoch', r.locale, r."countryCode"
       FROM jsonb_to_recordset($2::jsonb) AS r("customerId" bigint, at timestamptz, locale text, "countryCode" text)
     ON CONFLICT (shop_id, customer_id) DO UPDATE SET locale = COALESCE(customers.locale, excluded.locale), country_code = COALESCE(customers.country_code, excluded.country_code)
     WHERE customers.deleted_at IS NULL AND (customers.locale IS NULL OR customers.country_code IS NULL)`,
    [shopId, jsonRows(noted)],
  );
}

/** customers/update: where they live. Tags and language are not in it. @param customers one version a customer */
export async function updateCustomers(shopId: bigint, customers: readonly Pick<CustomerRow, 'customerId' | 'countryCode' | 'createdAt' | 'updatedAt'>[], on: Queryable = pool()): Promise<void> {
  if (customers.length === 0) return;
  await on.query(
    `INSERT INTO customers (shop_id, customer_id, tags, created_at, updated_at, country_code)
     SELECT $1, r."customerId", '{}', r."createdAt", r."updatedAt", r."countryCode"
       FROM jsonb_to_recordset($2::jsonb) AS r("customerId" bigint, "createdAt" timestamptz, "updatedAt" timestamptz, "countryCode" text)
     ON CONFLICT (shop_id, customer_id) DO UPDATE SET created_at = excluded.created_at, updated_at = excluded.updated_at, country_code = COALESCE(excluded.country_code, customers.country_code)
     WHERE customers.deleted_at IS NULL AND excluded.updated_at >= customers.updated_at`,
    [shopId, jsonRows(customers)],
  );
}

/** Whether a customer may be written to, unless a newer word is here. One not known otherwise is noted with it. @param consents one word a customer */
export async function setConsents(shopId: bigint, channel: ConsentChannel, consents: readonly { customerId: bigint; consent: string; consentAt: Date }[], on: Queryable = pool()): Promise<void> {
  if (consents.length === 0) return;
  await on.query(
    `INSERT INTO customers (shop_id, customer_id, tags, created_at, updated_at, ${channel}_consent, ${channel}_consent_at)
     SELECT $1, r."customerId", '{}', r."consentAt", 'epoch', r.consent, r."consentAt"
       FROM jsonb_to_recordset($2::jsonb) AS r("customerId" bigint, consent text, "consentAt" timestamptz)
     ON CONFLICT (shop_id, customer_id) DO UPDATE SET ${channel}_consent = excluded.${channel}_consent, ${channel}_consent_at = excluded.${channel}_consent_at
     WHERE customers.deleted_at IS NULL AND ${isNewer(channel)}`,
    [shopId, jsonRows(consents)],
  );
}

/** SQL: no version that the store has, so that a comparison finds it to differ; nothing older becomes newer than it. */
export const NOT_OF_THE_STORE = "customers.updated_at - interval '1 millisecond'";

export interface TagWord {
  customerId: bigint;
  tag: string;
  /** false: it was taken off. */
  added: boolean;
  at: Date;
}

/**
 * Tags put on customers or taken off them, each by its own time. What was put on one who was merged away is on the kept one;
 * what was taken off, the kept one may have had by themselves. The next comparison asks the store which it is.
 */
export async function tellTags(shopId: bigint, words: readonly TagWord[], on: Queryable = pool()): Promise<void> {
  if (words.length === 0) return;
  const values = [shopId, jsonRows(words)];
  const told = `last AS (SELECT DISTINCT ON (r."customerId", r.tag) r.*, merged_into($1, r."customerId") AS id
                           FROM jsonb_to_recordset($2::jsonb) AS r("customerId" bigint, tag text, added boolean, at timestamptz) ORDER BY r."customerId", r.tag, r.at DESC, r.added),
                told AS (SELECT DISTINCT ON (id, tag) id, tag, added, at FROM last WHERE added OR id = "customerId" ORDER BY id, tag, at DESC, added)`;
  await on.query(`WITH ${told} INSERT INTO customers (shop_id, customer_id, tags, created_at, updated_at) SELECT $1, id, '{}', min(at), 'epoch' FROM told GROUP BY id ON CONFLICT DO NOTHING`, values);
  await on.query(
    `WITH ${told},
          newer AS (SELECT t.id, array_agg(t.tag) FILTER (WHERE t.added) AS added, array_agg(t.tag) FILTER (WHERE NOT t.added) AS removed, jsonb_object_agg(t.tag, t.at) AS times
                      FROM told t JOIN customers c ON c.shop_id = $1 AND c.customer_id = t.id AND c.deleted_at IS NULL
                     WHERE t.at >= GREATEST(c.tags_at, (c.tag_times->>t.tag)::timestamptz, '-infinity') GROUP BY t.id)
     UPDATE customers c SET tag_times = c.tag_times || n.times,
            tags = ARRAY(SELECT own FROM unnest(c.tags || n.added) AS own WHERE n.removed IS NULL OR own <> ALL(n.removed) GROUP BY own ORDER BY own)
       FROM newer n WHERE c.shop_id = $1 AND c.customer_id = n.id`,
    values,
  );
  await on.query(`WITH ${told} UPDATE customers SET updated_at = ${NOT_OF_THE_STORE} WHERE shop_id = $1 AND deleted_at IS NULL AND customer_id IN (SELECT id FROM last WHERE id <> "customerId")`, values);
}

/** Leaves tombstones, also of customers who were never seen: what is told of them later is older. */
export async function deleteCustomers(shopId: bigint, deleted: readonly { customerId: bigint; at: Date }[], on: Queryable = pool()): Promise<void> {
  if (deleted.length === 0) return;
  await on.query(
    `INSERT INTO customers (shop_id, customer_id, tags, created_at, updated_at, deleted_at)
     SELECT $1, r."customerId", '{}', min(r.at), min(r.at), min(r.at) FROM jsonb_to_recordset($2::jsonb) AS r("customerId" bigint, at timestamptz) GROUP BY r."customerId"
     ON CONFLICT (shop_id, customer_id) DO UPDATE SET deleted_at = COALESCE(customers.deleted_at, excluded.deleted_at)`,
    [shopId, jsonRows(deleted)],
  );
}
