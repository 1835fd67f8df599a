// Whether what a store says has happened was told to us.
import { jsonRows } from './json-rows.ts';
import { type FactName, mirroredFact } from './mirrored-facts.ts';
import type { Queryable } from './pool.ts';
import { pool } from './pool.ts';

export interface WebhookWatch {
  checkedAt: Date;
  /** The oldest change that nothing told us of, while they are quiet; null: they arrive. */
  quietSince: Date | null;
  noticedAt: Date | null;
  /** What changed without a word. */
  quietAbout: 'orders' | 'products' | null;
}

/** @returns undefined while it was never looked at */
export async function webhookWatch(shopId: bigint, on: Queryable = pool()): Promise<WebhookWatch | undefined> {
  const { rows } = await on.query<WebhookWatch>(
    `SELECT checked_at AS "checkedAt", quiet_since AS "quietSince", noticed_at AS "noticedAt", quiet_about AS "quietAbout" FROM webhook_watches WHERE shop_id = $1`,
    [shopId],
  );
  return rows[0];
}

export async function saveWebhookWatch(shopId: bigint, watch: WebhookWatch, on: Queryable = pool()): Promise<void> {
  await on.query(
    `INSERT INTO webhook_watches (shop_id, checked_at, quiet_since, noticed_at, quiet_about) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (shop_id) DO UPDATE SET checked_at = excluded.checked_at, quiet_since = excluded.quiet_since, noticed_at = excluded.noticed_at, quiet_about = excluded.quiet_about`,
    [shopId, watch.checkedAt, watch.quietSince, watch.noticedAt, watch.quietAbout],
  );
}

/** @returns times of those versions that are not here: the row is missing, or older */
export async function versionsNotHere(shopId: bigint, fact: FactName, versions: readonly { id: bigint; updatedAt: Date }[], on: Queryable = pool()): Promise<Date[]> {
  const { table, id } = mirroredFact(fact);
  const { rows } = await on.query<{ at: Date }>(
    `SELECT r."updatedAt" AS at FROM jsonb_to_recordset($2::jsonb) AS r(id bigint, "updatedAt" timestamptz)
      WHERE NOT EXISTS (SELECT 1 FROM ${table} t WHERE t.shop_id = $1 AND t.${id} = r.id AND (t.deleted_at IS NOT NULL OR t.updated_at >= r."updatedAt"))`,
    [shopId, jsonRows(versions)],
  );
  return rows.map(({ at }) => at);
}

/** Reads all that is kept of a shop's deliveries: asked only where something is amiss. @param topics how they begin */
export async function wasTold(shopId: bigint, topics: readonly string[], since: Date, on: Queryable = pool()): Promise<boolean> {
  const { rows } = await on.query<{ told: boolean }>(
    `SELECT EXISTS (SELECT 1 FROM webhook_deliveries WHERE shop_id = $1 AND triggered_at >= $3 AND topic LIKE ANY($2)) AS told`,
    [shopId, topics.map((topic) => `${topic}%`), since],
  );
  return rows[0]?.told ?? false;
}
