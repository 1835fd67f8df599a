// Customers without personal data: an id, tags, language, country, whether they may be written to. What a redaction asks for is deleted, not hidden.
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
  locale: string | null;
  countryCode: string | null;
}

/** A word without a time (never asked) gives way to any with one. */
const CONSENT_IS_NEWER = '(customers.email_consent_at IS NULL OR excluded.email_consent_at >= customers.email_consent_at)';

/**
 * Tags and language are told by an export only, so they are taken whatever its age; country and time from what is newest;
 * consent by its own time, since it is told by a topic of its own.
 * @returns how many were written; the others are gone
 */
export async function upsertCustomers(shopId: bigint, customers: readonly CustomerRow[], on: Queryable = pool()): Promise<number> {
  if (customers.length === 0) return 0;
  const { rowCount } = await on.query(
    `INSERT INTO customers (shop_id, customer_id, tags, created_at, updated_at, email_consent, email_consent_at, locale, country_code)
     SELECT $1, r."customerId", r.tags, r."createdAt", r."updatedAt", r."emailConsent", r."emailConsentAt", r.locale, r."countryCode"
       FROM jsonb_to_recordset($2::jsonb) AS r("customerId" bigint, tags text[], "createdAt" timestamptz, "updatedAt" timestamptz, "emailConsent" text, "emailConsentAt" timestamptz,
            locale text, "countryCode" text)
     ON CONFLICT (shop_id, customer_id) DO UPDATE SET tags = excluded.tags, created_at = excluded.created_at, updated_at = GREATEST(excluded.updated_at, customers.updated_at),
       locale = COALESCE(excluded.locale, customers.locale),
       country_code = CASE WHEN excluded.updated_at >= customers.updated_at THEN COALESCE(excluded.country_code, customers.country_code) ELSE COALESCE(customers.country_code, excluded.country_code) END,
       email_consent = CASE WHEN ${CONSENT_IS_NEWER} THEN excluded.email_consent ELSE customers.email_consent END,
       email_consent_at = CASE WHEN ${CONSENT_IS_NEWER} THEN excluded.email_consent_at ELSE customers.email_consent_at END
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

/** Customers who are known from an order only, until Shopify tells more; what the order says fills what is not known. @param noted one a customer */
export async function noteCustomers(shopId: bigint, noted: readonly NotedCustomer[], on: Queryable = pool()): Promise<void> {
  if (noted.length === 0) return;
  await on.query(
    `INSERT INTO customers (shop_id, customer_id, tags, created_at, updated_at, locale, country_code)
     SELECT $1, r."customerId", '{}', r.at, r.at, r.locale, r."countryCode"
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
export async function setEmailConsents(shopId: bigint, consents: readonly { customerId: bigint; emailConsent: string; emailConsentAt: Date }[], on: Queryable = pool()): Promise<void> {
  if (consents.length === 0) return;
  await on.query(
    `INSERT INTO customers (shop_id, customer_id, tags, created_at, updated_at, email_consent, email_consent_at)
     SELECT $1, r."customerId", '{}', r."emailConsentAt", r."emailConsentAt", r."emailConsent", r."emailConsentAt"
       FROM jsonb_to_recordset($2::jsonb) AS r("customerId" bigint, "emailConsent" text, "emailConsentAt" timestamptz)
     ON CONFLICT (shop_id, customer_id) DO UPDATE SET email_consent = excluded.email_consent, email_consent_at = excluded.email_consent_at
     WHERE customers.deleted_at IS NULL AND ${CONSENT_IS_NEWER}`,
    [shopId, jsonRows(consents)],
  );
}

/** Rows by kind. A message is one that was sent; what may still be sent is a step. */
export interface HeldAbout {
  customers: number;
  orders: number;
  checkouts: number;
  decisions: number;
  enrollments: number;
  steps: number;
  messages: number;
  messageEvents: number;
}

/** How much is held about one customer, for a data request. */
export async function countHeldAbout(shopId: bigint, customerId: bigint, on: Queryable = pool()): Promise<HeldAbout> {
  const { rows } = await on.query<HeldAbout>(
    `SELECT (SELECT count(*)::int FROM customers WHERE shop_id = $1 AND customer_id = $2) AS customers,
            (SELECT count(*)::int FROM orders WHERE shop_id = $1 AND customer_id = $2) AS orders,
            (SELECT count(*)::int FROM checkouts WHERE shop_id = $1 AND customer_id = $2) AS checkouts,
            (SELECT count(*)::int FROM decisions WHERE shop_id = $1 AND customer_id = $2) AS decisions,
            (SELECT count(*)::int FROM enrollments WHERE shop_id = $1 AND customer_id = $2) AS enrollments,
            (SELECT count(*)::int FROM steps WHERE shop_id = $1 AND customer_id = $2) AS steps,
            (SELECT count(*)::int FROM steps WHERE shop_id = $1 AND customer_id = $2 AND status = 'sent') AS messages,
            (SELECT count(*)::int FROM message_events e JOIN steps s ON s.shop_id = e.shop_id AND s.step_id = e.step_id WHERE s.shop_id = $1 AND s.customer_id = $2) AS "messageEvents"`,
    [shopId, customerId],
  );
  return rows[0] as HeldAbout;
}

/** Forgets who it was: what they were sent goes; orders and decisions stay as numbers, without the customer; what was set aside and names them is emptied. */
export async function forgetCustomer(shopId: bigint, customerId: bigint, on: Queryable = pool()): Promise<void> {
  await on.query('DELETE FROM customers WHERE shop_id = $1 AND customer_id = $2', [shopId, customerId]);
  await on.query('DELETE FROM message_events WHERE shop_id = $1 AND step_id IN (SELECT step_id FROM steps WHERE shop_id = $1 AND customer_id = $2)', [shopId, customerId]);
  for (const table of ['checkouts', 'enrollments', 'steps']) await on.query(`DELETE FROM ${table} WHERE shop_id = $1 AND customer_id = $2`, [shopId, customerId]);
  await on.query('UPDATE orders SET customer_id = NULL, visitor_id = NULL, step_id = NULL WHERE shop_id = $1 AND customer_id = $2', [shopId, customerId]);
  await on.query('UPDATE decisions SET customer_id = NULL, visitor_id = NULL WHERE shop_id = $1 AND customer_id = $2', [shopId, customerId]);
  await on.query(`UPDATE webhook_deliveries SET payload = '' WHERE shop_id = $1 AND status = 'set_aside' AND position($2::bigint::text in payload) > 0`, [shopId, customerId]);
}
