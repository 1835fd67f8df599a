// What was last written to the store, by owner and key: only differences go out.
import { jsonRows } from './json-rows.ts';
import type { Queryable } from './pool.ts';
import { pool } from './pool.ts';

export interface PublicationRow {
  /** gid of the product that carries it. */
  ownerId: string;
  key: string;
  valueHash: string;
}

export async function publications(shopId: bigint, on: Queryable = pool()): Promise<PublicationRow[]> {
  return (await on.query<PublicationRow>(`SELECT owner_id AS "ownerId", key, value_hash AS "valueHash" FROM publications WHERE shop_id = $1`, [shopId])).rows;
}

export async function savePublications(shopId: bigint, rows: readonly PublicationRow[], at: Date, on: Queryable = pool()): Promise<void> {
  if (rows.length === 0) return;
  await on.query(
    `INSERT INTO publications (shop_id, owner_id, key, value_hash, published_at)
     SELECT $1, r."ownerId", r.key, r."valueHash", $3 FROM jsonb_to_recordset($2::jsonb) AS r("ownerId" text, key text, "valueHash" text)
     ON CONFLICT (shop_id, owner_id, key) DO UPDATE SET value_hash = excluded.value_hash, published_at = excluded.published_at`,
    [shopId, jsonRows(rows), at],
  );
}

export async function deletePublications(shopId: bigint, rows: readonly { ownerId: string; key: string }[], on: Queryable = pool()): Promise<void> {
  if (rows.length === 0) return;
  await on.query(
    `DELETE FROM publications p USING jsonb_to_recordset($2::jsonb) AS r("ownerId" text, key text) WHERE p.shop_id = $1 AND p.owner_id = r."ownerId" AND p.key = r.key`,
    [shopId, jsonRows(rows)],
  );
}

/** Nothing is published any more: an uninstall takes the app's metafields with it. */
export async function forgetPublications(shopId: bigint, on: Queryable = pool()): Promise<void> {
  await on.query('DELETE FROM publications WHERE shop_id = $1', [shopId]);
}

/** @returns whether an approved set has the product as its anchor or among its candidates */
export async function isInApprovedSet(shopId: bigint, productId: bigint, on: Queryable = pool()): Promise<boolean> {
  const { rows } = await on.query<{ found: boolean }>({
    name: 'is-in-approved-set',
    text: `SELECT EXISTS (SELECT 1 FROM sets WHERE shop_id = $1 AND status = 'approved' AND anchor_product_id = $2)
               OR EXISTS (SELECT 1 FROM set_candidates c JOIN sets s ON s.shop_id = c.shop_id AND s.set_id = c.set_id
                           WHERE c.shop_id = $1 AND c.product_id = $2 AND s.status = 'approved') AS found`,
    values: [shopId, productId],
  });
  return rows[0]?.found ?? false;
}
