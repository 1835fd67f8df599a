// What was last written to the store, by owner and key, and what it is made from: only differences go out.
import type { ProductFacts } from '#app/domain/catalog/product.ts';
import type { SetFacts } from '#app/domain/set/set.ts';
import { jsonRows } from './json-rows.ts';
import { TERMS_COLUMNS, type TermsColumns, termsFromRow } from './offer-terms.ts';
import type { Queryable } from './pool.ts';
import { pool } from './pool.ts';
import { PRODUCT_FACTS_COLUMNS, PRODUCT_FACTS_JOIN, type ProductFactsColumns, productFactsFromRow } from './product-facts.ts';

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
    text: `SELECT EXISTS (SELECT 1 FROM sets WHERE shop_id = $1 AND status = 'approved' AND anchor_product_id = ANY($2::bigint[]))
               OR EXISTS (SELECT 1 FROM set_candidates c JOIN sets s ON s.shop_id = c.shop_id AND s.set_id = c.set_id
                           WHERE c.shop_id = $1 AND c.product_id = ANY($2::bigint[]) AND s.status = 'approved') AS found`,
    values: [shopId, productIds],
  });
  return rows[0]?.found ?? false;
}

/** @returns the approved sets, best supported first, and every product of theirs that was ever known */
export async function approvedSets(shopId: bigint, on: Queryable = pool()): Promise<{ sets: SetFacts[]; products: Map<bigint, ProductFacts> }> {
  const { rows } = await on.query<{ set_id: string; strategy: string; anchor_product_id: bigint; goal: string; slots: SlotColumns[] | null } & TermsColumns>(
    `SELECT s.set_id, s.strategy, s.anchor_product_id, s.goal, ${TERMS_COLUMNS},
            (SELECT json_agg(json_build_object('slotNo', t.slot_no, 'name', t.name, 'candidates',
                      (SELECT COALESCE(json_agg(json_build_object('productId', c.product_id::text, 'support', c.support, 'score', c.score) ORDER BY c.rank), '[]'::json)
                         FROM set_candidates c WHERE c.shop_id = t.shop_id AND c.set_id = t.set_id AND c.slot_no = t.slot_no)) ORDER BY t.slot_no)
               FROM set_slots t WHERE t.shop_id = s.shop_id AND t.set_id = s.set_id) AS slots
       FROM sets s WHERE s.shop_id = $1 AND s.status = 'approved' ORDER BY s.support DESC, s.set_id`,
    [shopId],
  );
  const sets = rows.map((row): SetFacts => ({
    setId: row.set_id,
    strategy: row.strategy,
    anchorProductId: row.anchor_product_id,
    goal: row.goal,
    terms: termsFromRow(row),
    slots: (row.slots ?? []).map((slot) => ({ ...slot, candidates: slot.candidates.map((candidate) => ({ ...candidate, productId: BigInt(candidate.productId) })) })),
  }));
  const ids = new Set(sets.flatMap((set) => [set.anchorProductId, ...set.slots.flatMap((slot) => slot.candidates.map((candidate) => candidate.productId))]));
  const found = await on.query<ProductFactsColumns>(
    `SELECT ${PRODUCT_FACTS_COLUMNS} FROM products p ${PRODUCT_FACTS_JOIN} WHERE p.shop_id = $1 AND p.product_id = ANY($2::bigint[])`,
    [shopId, [...ids].map(String)],
  );
  return { sets, products: new Map(found.rows.map((row) => [row.product_id, productFactsFromRow(row)])) };
}

interface SlotColumns {
  slotNo: number;
  name: string;
  candidates: { productId: string; support: number; score: number }[];
}
