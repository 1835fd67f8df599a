// What was last written to the store, by owner and key, and what it is made from: only differences go out.
import type { ProductFacts } from '#app/domain/catalog/product.ts';
import type { SetFacts } from '#app/domain/set/set.ts';
import { jsonRows } from './json-rows.ts';
import type { Queryable } from './pool.ts';
import { pool } from './pool.ts';
import { PRODUCT_FACTS_COLUMNS, PRODUCT_FACTS_JOIN, type ProductFactsColumns, productFactsFromRow } from './product-facts.ts';
import { SET_FACTS_COLUMNS, type SetFactsColumns, setFactsFromRow } from './set-facts.ts';

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

/**
 * What is out there is no longer known: an uninstall takes definitions, and leaves metafields that nobody updates. The
 * rows stay, so that after a reinstall what is wanted is written anew and what is not is taken back.
 */
export async function distrustPublications(shopId: bigint, on: Queryable = pool()): Promise<void> {
  await on.query(`DELETE FROM publications WHERE shop_id = $1 AND owner_id = 'definitions'`, [shopId]);
  await on.query(`UPDATE publications SET value_hash = '' WHERE shop_id = $1`, [shopId]);
}

/** @returns whether an approved set has one of the products as its anchor or among its candidates */
export async function anyInApprovedSet(shopId: bigint, productIds: readonly bigint[], on: Queryable = pool()): Promise<boolean> {
  const { rows } = await on.query<{ found: boolean }>({
    name: 'any-in-approved-set',
    text: `SELECT EXISTS (SELECT 1 FROM set_anchors a JOIN sets s ON s.shop_id = a.shop_id AND s.set_id = a.set_id WHERE a.shop_id = $1 AND a.product_id = ANY($2::bigint[]) AND s.status = 'approved')
               OR EXISTS (SELECT 1 FROM set_candidates c JOIN sets s ON s.shop_id = c.shop_id AND s.set_id = c.set_id
                           WHERE c.shop_id = $1 AND c.product_id = ANY($2::bigint[]) AND s.status = 'approved') AS found`,
    values: [shopId, productIds],
  });
  return rows[0]?.found ?? false;
}

/** @returns the approved sets, best supported first, and every product of theirs that was ever known */
export async function approvedSets(shopId: bigint, on: Queryable = pool()): Promise<{ sets: SetFacts[]; products: Map<bigint, ProductFacts> }> {
  const { rows } = await on.query<SetFactsColumns & { anchor_ids: bigint[]; anchor_slots: number[] }>(
    `SELECT ${SET_FACTS_COLUMNS}, ARRAY(SELECT a.product_id FROM set_anchors a WHERE a.shop_id = s.shop_id AND a.set_id = s.set_id ORDER BY a.product_id) AS anchor_ids,
            ARRAY(SELECT a.slot_no::int FROM set_anchors a WHERE a.shop_id = s.shop_id AND a.set_id = s.set_id ORDER BY a.product_id) AS anchor_slots
       FROM sets s WHERE s.shop_id = $1 AND s.status = 'approved' ORDER BY s.support DESC, s.set_id`,
    [shopId],
  );
  const sets = rows.map((row) => setFactsFromRow(row, new Map(row.anchor_ids.map((productId, at) => [productId, row.anchor_slots[at] ?? 0]))));
  const ids = new Set(sets.flatMap((set) => [...set.startedBy.keys(), ...set.slots.flatMap((slot) => slot.candidates.map((candidate) => candidate.productId))]));
  const found = await on.query<ProductFactsColumns>(
    `SELECT ${PRODUCT_FACTS_COLUMNS} FROM products p ${PRODUCT_FACTS_JOIN} WHERE p.shop_id = $1 AND p.product_id = ANY($2::bigint[])`,
    [shopId, [...ids].map(String)],
  );
  return { sets, products: new Map(found.rows.map((row) => [row.product_id, productFactsFromRow(row)])) };
}
