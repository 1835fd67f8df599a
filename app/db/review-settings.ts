// Above which bar suggestions go live without a person, and how many did.
import { DEFAULT_REVIEW_SETTINGS, type ReviewSettings } from '#app/domain/set/auto-approval.ts';
import { pool, type Queryable } from './pool.ts';

/** The actor of what Setwise does by itself. */
export const SETWISE = 'setwise';

export async function reviewSettingsOf(shopId: bigint, on: Queryable = pool()): Promise<ReviewSettings> {
  const { rows } = await on.query<ReviewSettings>(
    'SELECT auto_approve AS "autoApprove", least_orders AS "leastOrders", least_margin_bp AS "leastMarginBp", most_per_week AS "mostPerWeek" FROM review_settings WHERE shop_id = $1', [shopId],
  );
  return rows[0] ?? DEFAULT_REVIEW_SETTINGS;
}

export async function writeReviewSettings(shopId: bigint, { autoApprove, leastOrders, leastMarginBp, mostPerWeek }: ReviewSettings, by: { actor: string; at: Date }, on: Queryable): Promise<void> {
  await on.query(
    `INSERT INTO review_settings (shop_id, auto_approve, least_orders, least_margin_bp, most_per_week, updated_at, updated_by) VALUES ($1, $2, $3, $4, $5, $6, $7)
     ON CONFLICT (shop_id) DO UPDATE SET auto_approve = excluded.auto_approve, least_orders = excluded.least_orders, least_margin_bp = excluded.least_margin_bp,
       most_per_week = excluded.most_per_week, updated_at = excluded.updated_at, updated_by = excluded.updated_by`,
    [shopId, autoApprove, leastOrders, leastMarginBp, mostPerWeek, by.at, by.actor],
  );
}

export async function countAutoApproved(shopId: bigint, since: Date, on: Queryable = pool()): Promise<number> {
  const { rows } = await on.query<{ total: number }>(`SELECT count(*)::int AS total FROM changes WHERE shop_id = $1 AND changed_at > $2 AND event = 'set_approved' AND actor = $3`, [shopId, since, SETWISE]);
  return rows[0]?.total ?? 0;
}
