// What shoppers' answers say of sets, and what one customer answered: for the merchant. Of a set, since it was last decided
// on: an answer to what it was before says nothing of what it is. A person counts once.
import type { Answer } from '#app/domain/audience/customer-facts.ts';
import type { Queryable } from './pool.ts';
import { pool } from './pool.ts';

export interface AnswersOfSet {
  /** Answers, each to one product of it. */
  haveIt: number;
  notForMe: number;
  /** Who wanted no suggestions at all from then on. */
  quiet: number;
  products: { productId: bigint; haveIt: number; notForMe: number }[];
}

/** @returns by set; absent: nobody answered */
export async function answersBySet(shopId: bigint, setIds: readonly string[], on: Queryable = pool()): Promise<Map<string, AnswersOfSet>> {
  if (setIds.length === 0) return new Map();
  const { rows } = await on.query<{ setId: string; productId: bigint | null; haveIt: number; notForMe: number; quiet: number }>(
    `WITH asked AS (SELECT set_id, COALESCE(decided_at, created_at) AS since FROM sets WHERE shop_id = $1 AND set_id = ANY($2::uuid[]))
     SELECT s.set_id AS "setId", a.product_id AS "productId",
            (count(*) FILTER (WHERE a.answer = 'have_it'))::int AS "haveIt", (count(*) FILTER (WHERE a.answer = 'not_for_me'))::int AS "notForMe", 0 AS quiet
       FROM asked s JOIN subject_answers a ON a.shop_id = $1 AND a.set_id = s.set_id AND a.answered_at >= s.since AND NOT a.echo GROUP BY 1, 2
     UNION ALL
     SELECT s.set_id, NULL, 0, 0, count(*)::int FROM asked s JOIN quiet_subjects q ON q.shop_id = $1 AND q.set_id = s.set_id AND q.asked_at >= s.since AND NOT q.echo GROUP BY 1
      ORDER BY 1, 2`,
    [shopId, setIds],
  );
  const answers = new Map<string, AnswersOfSet>();
  for (const { setId, productId, haveIt, notForMe, quiet } of rows) {
    const all = answers.get(setId) ?? { haveIt: 0, notForMe: 0, quiet: 0, products: [] };
    answers.set(setId, {
      haveIt: all.haveIt + haveIt, notForMe: all.notForMe + notForMe, quiet: all.quiet + quiet,
      products: productId === null ? all.products : [...all.products, { productId, haveIt, notForMe }],
    });
  }
  return answers;
}

export type AnswerCounts = Pick<AnswersOfSet, 'haveIt' | 'notForMe' | 'quiet'>;

/** Of all sets, and of none; a person counts once for each product. */
export async function answersBetween(shopId: bigint, from: Date, to: Date, on: Queryable = pool()): Promise<AnswerCounts> {
  const { rows } = await on.query<AnswerCounts>(
    `SELECT (count(*) FILTER (WHERE answer = 'have_it'))::int AS "haveIt", (count(*) FILTER (WHERE answer = 'not_for_me'))::int AS "notForMe",
            (SELECT count(*)::int FROM quiet_subjects WHERE shop_id = $1 AND asked_at >= $2 AND asked_at < $3 AND NOT echo) AS quiet
       FROM subject_answers WHERE shop_id = $1 AND answered_at >= $2 AND answered_at < $3 AND NOT echo`,
    [shopId, from, to],
  );
  return rows[0] as AnswerCounts;
}

export interface GivenAnswer {
  /** none: they want no suggestions at all. */
  answer: Answer | 'none';
  productId: bigint | null;
  /** A placement, or email; null: not known. */
  placement: string | null;
  answeredAt: Date;
}

/** What decisions know a customer by, under all of their names, newest first; of each product what they said last. */
export async function answersOfCustomer(shopId: bigint, customerId: bigint, limit: number, on: Queryable = pool()): Promise<GivenAnswer[]> {
  const { rows } = await on.query<GivenAnswer>(
    `WITH names AS MATERIALIZED (SELECT 'c:' || $2::bigint AS key UNION SELECT 'v:' || visitor_id FROM subject_links WHERE shop_id = $1 AND customer_id = $2)
     SELECT * FROM (
       (SELECT DISTINCT ON (a.product_id) a.answer, a.product_id AS "productId", a.placement, a.answered_at AS "answeredAt"
          FROM subject_answers a JOIN names n ON n.key = a.subject_key WHERE a.shop_id = $1 ORDER BY a.product_id, a.answered_at DESC)
       UNION ALL
       (SELECT 'none', NULL, q.placement, q.asked_at FROM quiet_subjects q JOIN names n ON n.key = q.subject_key WHERE q.shop_id = $1 ORDER BY q.asked_at LIMIT 1)) given
      ORDER BY "answeredAt" DESC, "productId" LIMIT $3`,
    [shopId, customerId, limit],
  );
  return rows;
}
