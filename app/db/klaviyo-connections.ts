// A shop's Klaviyo account and what Setwise made in it. The key comes in and goes out sealed.
import type { Queryable } from './pool.ts';
import { pool } from './pool.ts';

export interface KlaviyoConnectionRow {
  apiKeySealed: string;
  accountId: string;
  accountName: string;
  metricId: string | null;
  templateId: string | null;
  flowId: string | null;
  status: 'ok' | 'broken';
  /** In a sentence, with what to do. */
  problem: string | null;
  connectedAt: Date;
  checkedAt: Date;
  /** When it was last seen to send; null: never. */
  workedAt: Date | null;
}

const COLUMNS = `api_key_sealed AS "apiKeySealed", account_id AS "accountId", account_name AS "accountName", metric_id AS "metricId", template_id AS "templateId",
  flow_id AS "flowId", status, problem, connected_at AS "connectedAt", checked_at AS "checkedAt",
  worked_at AS "workedAt"`;

/** @returns undefined when the shop is not connected */
export async function klaviyoConnection(shopId: bigint, on: Queryable = pool()): Promise<KlaviyoConnectionRow | undefined> {
  return (await on.query<KlaviyoConnectionRow>(`SELECT ${COLUMNS} FROM klaviyo_connections WHERE shop_id = $1`, [shopId])).rows[0];
}

export async function saveKlaviyoConnection(shopId: bigint, row: Omit<KlaviyoConnectionRow, 'workedAt'>, on: Queryable = pool()): Promise<void> {
  await on.query(
    `INSERT INTO klaviyo_connections (shop_id, api_key_sealed, account_id, account_name, metric_id, template_id, flow_id, status, problem, connected_at, checked_at, worked_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, CASE WHEN $8 = 'ok' THEN $11::timestamptz END)
     ON CONFLICT (shop_id) DO UPDATE SET api_key_sealed = excluded.api_key_sealed, account_id = excluded.account_id, account_name = excluded.account_name,
       metric_id = excluded.metric_id, template_id = excluded.template_id, flow_id = excluded.flow_id, status = excluded.status, problem = excluded.problem,
       connected_at = excluded.connected_at, checked_at = excluded.checked_at, worked_at = COALESCE(excluded.worked_at, klaviyo_connections.worked_at)`,
    [shopId, row.apiKeySealed, row.accountId, row.accountName, row.metricId, row.templateId, row.flowId, row.status, row.problem, row.connectedAt, row.checkedAt],
  );
}

/** @param problem null: it works */
export async function saveKlaviyoCheck(shopId: bigint, problem: string | null, at: Date, on: Queryable = pool()): Promise<void> {
  await on.query(`UPDATE klaviyo_connections SET status = CASE WHEN $2::text IS NULL THEN 'ok' ELSE 'broken' END, problem = $2, checked_at = $3,
       worked_at = CASE WHEN $2::text IS NULL THEN $3 ELSE worked_at END WHERE shop_id = $1`, [shopId, problem, at]);
}

export async function deleteKlaviyoConnection(shopId: bigint, on: Queryable = pool()): Promise<void> {
  await on.query('DELETE FROM klaviyo_connections WHERE shop_id = $1', [shopId]);
}
