// What people told us of products they were offered: that they have them, that those are not for them, that they want no
// suggestions at all. The newest answer of a subject holds until it is taken back; decisions read it, each time anew, with
// the rest they know of a customer (customer-facts.ts, subjects.ts).
//
// An answer is kept under every name that whoever gave it goes by, but never under a device's that turned out to be
// somebody else's. Under the second it is an echo.
import type { Answer } from '#app/domain/audience/customer-facts.ts';
import type { Queryable } from './pool.ts';
import { pool } from './pool.ts';
import type { SubjectIds } from './subjects.ts';

/** Where they were when they answered. */
export interface AnsweredAt {
  /** What no set of the shop is called is left out. */
  setId: string | null;
  /** A placement, or email. */
  placement: string;
}

/** $1 the shop, $2 who is logged in, $3 the device. */
const NAMES = `
  asked AS MATERIALIZED (SELECT merged_into($1, $2::bigint) AS customer_id, $3::text AS visitor_id),
  names AS MATERIALIZED (
    SELECT 'c:' || customer_id AS key, false AS echo FROM asked WHERE customer_id IS NOT NULL
    UNION ALL
    SELECT 'v:' || a.visitor_id, a.customer_id IS NOT NULL FROM asked a
     WHERE a.visitor_id IS NOT NULL
       AND NOT EXISTS (SELECT 1 FROM subject_links l WHERE l.shop_id = $1 AND l.visitor_id = a.visitor_id AND l.customer_id <> a.customer_id))`;

const OF_THIS_SHOP = '(SELECT set_id FROM sets WHERE shop_id = $1 AND set_id = $4::uuid)';

const named = ({ customerId, visitorId }: SubjectIds) => [customerId, visitorId] as const;

/** @returns whether the shop has the product: of another nothing is kept */
export async function keepAnswer(shopId: bigint, subject: SubjectIds, { productId, answer }: { productId: bigint; answer: Answer }, { setId, placement }: AnsweredAt, at: Date, on: Queryable = pool()): Promise<boolean> {
  const { rows } = await on.query<{ known: boolean }>(
    `WITH ${NAMES},
          product AS MATERIALIZED (SELECT product_id FROM products WHERE shop_id = $1 AND product_id = $6),
          kept AS (
            INSERT INTO subject_answers (shop_id, subject_key, product_id, answer, answered_at, set_id, placement, echo)
            SELECT $1, n.key, p.product_id, $7, $8::timestamptz, ${OF_THIS_SHOP}, $5, n.echo FROM names n CROSS JOIN product p
            ON CONFLICT (shop_id, subject_key, product_id) DO UPDATE
              SET answer = excluded.answer, answered_at = excluded.answered_at, set_id = excluded.set_id, placement = excluded.placement, echo = excluded.echo
              WHERE excluded.answered_at >= subject_answers.answered_at)
     SELECT EXISTS (SELECT 1 FROM product) AS known`,
    [shopId, ...named(subject), setId, placement, productId, answer, at],
  );
  return rows[0]?.known ?? false;
}

/** As if it had never been given, under the names it was given by. */
export async function takeBackAnswer(shopId: bigint, subject: SubjectIds, productId: bigint, on: Queryable = pool()): Promise<void> {
  await on.query(`WITH ${NAMES} DELETE FROM subject_answers a USING names n WHERE a.shop_id = $1 AND a.subject_key = n.key AND a.product_id = $4`, [shopId, ...named(subject), productId]);
}

/** They want no suggestions at all, from now on; who said so before said it then. */
export async function keepQuiet(shopId: bigint, subject: SubjectIds, { setId, placement }: AnsweredAt, at: Date, on: Queryable = pool()): Promise<void> {
  await on.query(
    `WITH ${NAMES}
     INSERT INTO quiet_subjects (shop_id, subject_key, asked_at, set_id, placement, echo)
     SELECT $1, n.key, $6::timestamptz, ${OF_THIS_SHOP}, $5, n.echo FROM names n ON CONFLICT (shop_id, subject_key) DO NOTHING`,
    [shopId, ...named(subject), setId, placement, at],
  );
}

export async function takeBackQuiet(shopId: bigint, subject: SubjectIds, on: Queryable = pool()): Promise<void> {
  await on.query(`WITH ${NAMES} DELETE FROM quiet_subjects q USING names n WHERE q.shop_id = $1 AND q.subject_key = n.key`, [shopId, ...named(subject)]);
}

/** What a step offered, and in which set: as its decision was kept. */
export async function offeredByStep(shopId: bigint, stepId: string, on: Queryable = pool()): Promise<{ setId: string | null; productIds: bigint[] }> {
  const { rows } = await on.query<{ setId: string | null; productIds: bigint[] }>(
    `SELECT d.set_id AS "setId", ARRAY(SELECT DISTINCT (item->>'p')::bigint FROM json_array_elements(d.offered) AS item) AS "productIds"
       FROM steps s JOIN decisions d ON d.shop_id = s.shop_id AND d.decision_id = s.decision_id
      WHERE s.shop_id = $1 AND s.step_id = $2 LIMIT 1`,
    [shopId, stepId],
  );
  return rows[0] ?? { setId: null, productIds: [] };
}
