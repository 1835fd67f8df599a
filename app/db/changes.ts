// Who changed what: the shop's change log, newest first.
import { randomUUID } from 'node:crypto';
import { jsonRows } from './json-rows.ts';
import type { Queryable } from './pool.ts';
import { pool } from './pool.ts';

export interface NewChange {
  changedAt: Date;
  /** A person's subject id, or "shopify", "setwise". */
  actor: string;
  /** In the past tense: product_sold_out, set_approved, … */
  event: string;
  /** What it is about; ids as decimal text. */
  detail: Record<string, unknown>;
}

export interface ChangeRow extends NewChange {
  changeId: string;
}

export async function recordChanges(shopId: bigint, changes: readonly NewChange[], on: Queryable = pool()): Promise<void> {
  if (changes.length === 0) return;
  await on.query(
    `INSERT INTO changes (shop_id, change_id, changed_at, actor, event, detail)
     SELECT $1, r."changeId", r."changedAt", r.actor, r.event, r.detail
       FROM jsonb_to_recordset($2::jsonb) AS r("changeId" uuid, "changedAt" timestamptz, actor text, event text, detail jsonb)`,
    [shopId, jsonRows(changes.map((change) => ({ ...change, changeId: randomUUID() })))],
  );
}

export async function recordChange(shopId: bigint, change: NewChange, on: Queryable = pool()): Promise<void> {
  await recordChanges(shopId, [change], on);
}

/** @param page `before`: the oldest of the page before, for the next one */
export async function listChanges(shopId: bigint, page: { before?: { changedAt: Date; changeId: string }; limit: number; events?: readonly string[] }, on: Queryable = pool()): Promise<ChangeRow[]> {
  const { rows } = await on.query<ChangeRow>(
    `SELECT change_id AS "changeId", changed_at AS "changedAt", actor, event, detail FROM changes
      WHERE shop_id = $1 AND ($2::timestamptz IS NULL OR (changed_at, change_id) < ($2::timestamptz, $3::uuid)) AND ($4::text[] IS NULL OR event = ANY($4))
      ORDER BY changed_at DESC, change_id DESC LIMIT $5`,
    [shopId, page.before?.changedAt ?? null, page.before?.changeId ?? null, page.events ?? null, page.limit],
  );
  return rows;
}

export async function changeById(shopId: bigint, changeId: string, on: Queryable = pool()): Promise<ChangeRow | undefined> {
  const { rows } = await on.query<ChangeRow>(
    `SELECT change_id AS "changeId", changed_at AS "changedAt", actor, event, detail FROM changes WHERE shop_id = $1 AND change_id = $2`,
    [shopId, changeId],
  );
  return rows[0];
}
