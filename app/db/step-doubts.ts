// Emails that were handed to Klaviyo and may not have gone out: sent, with a reason. They are never sent again.
import type { Queryable } from './pool.ts';
import { pool } from './pool.ts';

export interface UnprovenStep {
  stepId: string;
  profileId: string | null;
  sentAt: Date;
  inDoubt: boolean;
}

/**
 * @param sentAfter null: only what is in doubt already
 * @param doubtedAfter doubts about what was sent before it are left as they are
 * @returns what nobody is known to have received or clicked
 */
export async function unprovenSteps(shopId: bigint, sentAfter: Date | null, doubtedAfter: Date, on: Queryable = pool()): Promise<UnprovenStep[]> {
  const { rows } = await on.query<UnprovenStep>(
    `SELECT s.step_id AS "stepId", s.profile_id AS "profileId", s.sent_at AS "sentAt", s.reason IS NOT NULL AS "inDoubt"
       FROM steps s
      WHERE s.shop_id = $1 AND s.status = 'sent' AND s.sent_at > LEAST($2::timestamptz, $3::timestamptz)
        AND (s.sent_at > $2 OR (s.reason IS NOT NULL AND s.sent_at > $3))
        AND NOT EXISTS (SELECT 1 FROM message_events e WHERE e.shop_id = s.shop_id AND e.step_id = s.step_id)`,
    [shopId, sentAfter, doubtedAfter],
  );
  return rows;
}

/** @param reason why they may not have gone, in a sentence */
export async function doubtSteps(shopId: bigint, stepIds: readonly string[], reason: string, on: Queryable = pool()): Promise<void> {
  await on.query(`UPDATE steps SET reason = $3 WHERE shop_id = $1 AND step_id = ANY($2::uuid[]) AND status = 'sent'`, [shopId, stepIds, reason]);
}

/** They arrived after all. */
export async function proveSteps(shopId: bigint, stepIds: readonly string[], at: Date, on: Queryable = pool()): Promise<void> {
  await on.query(
    `WITH proven AS (UPDATE steps SET reason = NULL WHERE shop_id = $1 AND step_id = ANY($2::uuid[]) AND status = 'sent' RETURNING shop_id, step_id)
     INSERT INTO message_events (shop_id, step_id, event, happened_at) SELECT shop_id, step_id, 'received', $3 FROM proven ON CONFLICT DO NOTHING`,
    [shopId, stepIds, at],
  );
}
