// What happened to one set, of the shop's change log; and the end of a set to which nothing has happened yet.
import type { ChangeRow } from './changes.ts';
import type { Queryable } from './pool.ts';
import { pool } from './pool.ts';

/** @returns the newest first */
export async function changesOfSet(shopId: bigint, setId: string, limit: number, on: Queryable = pool()): Promise<ChangeRow[]> {
  const { rows } = await on.query<ChangeRow>(
    `SELECT change_id AS "changeId", changed_at AS "changedAt", actor, event, detail FROM changes
      WHERE shop_id = $1 AND detail->>'setId' = $2 ORDER BY changed_at DESC, change_id DESC LIMIT $3`,
    [shopId, setId, limit],
  );
  return rows;
}

/** SQL over `sets s`: the merchant's own, and nobody ever approved it. */
const NEVER_LIVE = `s.origin = 'merchant' AND s.status IN ('suggested', 'refused')
  AND EXISTS (SELECT FROM changes c WHERE c.shop_id = s.shop_id AND c.detail->>'setId' = s.set_id::text AND c.event = 'set_created')
  AND NOT EXISTS (SELECT FROM changes c WHERE c.shop_id = s.shop_id AND c.detail->>'setId' = s.set_id::text AND c.event = 'set_approved')`;

export async function isNeverLive(shopId: bigint, setId: string, on: Queryable = pool()): Promise<boolean> {
  return (await on.query(`SELECT FROM sets s WHERE s.shop_id = $1 AND s.set_id = $2 AND ${NEVER_LIVE}`, [shopId, setId])).rowCount === 1;
}

/** @returns its goal; undefined: there is no such set, or it was live, or nobody wrote it */
export async function removeNeverLive(shopId: bigint, setId: string, on: Queryable): Promise<string | undefined> {
  const { rows } = await on.query<{ goal: string }>(`DELETE FROM sets s WHERE s.shop_id = $1 AND s.set_id = $2 AND ${NEVER_LIVE} RETURNING s.goal`, [shopId, setId]);
  return rows[0]?.goal;
}
