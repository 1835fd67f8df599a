// What people told us of products they were offered: that they have them, or that those are not for them. The newest answer
// of a subject holds; decisions read it with the rest they know of a customer (customer-facts.ts).
import type { Answer } from '#app/domain/audience/customer-facts.ts';
import type { Queryable } from './pool.ts';
import { pool } from './pool.ts';

/** Of everything that a step's decision offered. @returns the products */
export async function answerStep(shopId: bigint, stepId: string, answer: Answer, at: Date, on: Queryable = pool()): Promise<bigint[]> {
  const { rows } = await on.query<{ product_id: bigint }>(
    `INSERT INTO subject_answers (shop_id, subject_key, product_id, answer, answered_at)
     SELECT DISTINCT s.shop_id, 'c:' || s.customer_id, (item->>'p')::bigint, $3, $4::timestamptz
       FROM steps s
       JOIN decisions d ON d.shop_id = s.shop_id AND d.decision_id = s.decision_id
      CROSS JOIN LATERAL jsonb_array_elements(d.offered) AS item
      WHERE s.shop_id = $1 AND s.step_id = $2
     ON CONFLICT (shop_id, subject_key, product_id) DO UPDATE SET answer = excluded.answer, answered_at = excluded.answered_at WHERE excluded.answered_at >= subject_answers.answered_at
     RETURNING product_id`,
    [shopId, stepId, answer, at],
  );
  return rows.map((row) => row.product_id);
}
