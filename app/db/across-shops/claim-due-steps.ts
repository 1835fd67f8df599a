// Claims work that is due, of all shops: each shop at most so much, so that a busy one cannot starve a quiet one. The rows
// stay locked until the caller's transaction ends; another worker passes over them (SKIP LOCKED), a crash frees them.
import type { Queryable } from '../pool.ts';
import { type WaitingStep, waitingStepColumns } from '../steps.ts';

export interface ClaimedStep extends WaitingStep {
  shopId: bigint;
}

// A loose scan over the index of waiting steps finds the shops; only those that have the app now.
const CLAIM = `
  WITH RECURSIVE waiting AS (
    (SELECT shop_id FROM steps WHERE status = 'waiting' ORDER BY shop_id LIMIT 1)
    UNION ALL
    SELECT (SELECT s.shop_id FROM steps s WHERE s.status = 'waiting' AND s.shop_id > waiting.shop_id ORDER BY s.shop_id LIMIT 1)
      FROM waiting WHERE waiting.shop_id IS NOT NULL
  )
  SELECT due.shop_id AS "shopId", ${waitingStepColumns('due', 'w', 'e')}
    FROM waiting JOIN shops h ON h.shop_id = waiting.shop_id AND h.uninstalled_at IS NULL
   CROSS JOIN LATERAL (SELECT * FROM steps s WHERE s.shop_id = waiting.shop_id AND s.status = 'waiting' AND s.due_at <= $1 ORDER BY s.due_at LIMIT $2 FOR UPDATE SKIP LOCKED) due
    JOIN enrollments e ON e.shop_id = due.shop_id AND e.enrollment_id = due.enrollment_id
    JOIN workflows w ON w.shop_id = due.shop_id AND w.workflow_id = due.workflow_id`;

/**
 * @param perShop the most steps of one shop
 * @returns steps whose customers are claimed too: two steps of one customer are never handled side by side, or both would
 *          find the week's one email free. What is left out is free for the next round
 */
export async function claimDueSteps(now: Date, perShop: number, on: Queryable): Promise<ClaimedStep[]> {
  const { rows } = await on.query<ClaimedStep>({ name: 'claim-due-steps', text: CLAIM, values: [now, perShop] });
  const customers = [...new Set(rows.map(customerKey))];
  const locked = await on.query<{ key: string }>(`SELECT key FROM unnest($1::text[]) AS key WHERE pg_try_advisory_xact_lock(hashtextextended('step:' || key, 0))`, [customers]);
  const free = new Set(locked.rows.map(({ key }) => key));
  return rows.filter((step) => free.has(customerKey(step)));
}

const customerKey = ({ shopId, customerId }: ClaimedStep): string => `${shopId}:${customerId}`;
