// Sets as the merchant's desk lists them: a page of one state, searched by words, what completes before the other strategies
// (what supports these are people, not orders), best supported first; of those that no
// orders support, what the merchant said before what was borrowed and what was guessed.
import type { OfferTerms } from '#app/domain/offer/offer-terms.ts';
import type { Evidence, Grounds } from '#app/domain/set/evidence.ts';
import type { RefusalCode, WhyRefused } from '#app/domain/set/refusal.ts';
import type { OutgrownSignals } from '#app/domain/set/set-definition.ts';
import { KEPT_LINES } from './order-history.ts';
import { TERMS_COLUMNS, type TermsColumns, termsFromRow } from './offer-terms.ts';
import type { Queryable } from './pool.ts';
import { pool } from './pool.ts';

export type SetStatus = 'suggested' | 'approved' | 'refused' | 'paused';
/** A list of the desk: suggestions that were put off have one of their own until they come back. */
export type SetList = SetStatus | 'snoozed';

export interface SetRow extends Grounds {
  setId: string;
  status: SetStatus;
  origin: string;
  strategy: string;
  anchorProductId: bigint;
  goal: string;
  discountBp: number;
  terms: OfferTerms;
  support: number;
  createdAt: Date;
  updatedAt: Date;
  decidedAt: Date | null;
  snoozedUntil: Date | null;
  trialBp: number | null;
  refused: WhyRefused | null;
  /** Of ladders: what says that a rung is outgrown. */
  signals: OutgrownSignals | null;
  slots: { slotNo: number; name: string; candidates: { productId: bigint; support: number }[] }[];
}

const SET = `
  SELECT s.set_id, s.status, s.origin, s.strategy, s.evidence, s.borrowed_from, s.shared_words, s.anchor_product_id, s.goal, ${TERMS_COLUMNS}, s.support, s.created_at, s.updated_at, s.decided_at, s.snoozed_until, s.trial_bp, s.refusal_code, s.refusal_note, s.signals,
         (SELECT json_agg(json_build_object('slotNo', t.slot_no, 'name', t.name, 'candidates',
                   (SELECT COALESCE(json_agg(json_build_object('productId', c.product_id::text, 'support', c.support) ORDER BY c.rank), '[]'::json)
                    FROM set_candidates c WHERE c.shop_id = t.shop_id AND c.set_id = t.set_id AND c.slot_no = t.slot_no)) ORDER BY t.slot_no)
          FROM set_slots t WHERE t.shop_id = s.shop_id AND t.set_id = s.set_id) AS slots`;

interface Row extends TermsColumns {
  set_id: string;
  status: SetStatus;
  origin: string;
  strategy: string;
  evidence: Evidence;
  borrowed_from: bigint[];
  shared_words: string[];
  anchor_product_id: bigint;
  goal: string;
  support: number;
  created_at: Date;
  updated_at: Date;
  decided_at: Date | null;
  snoozed_until: Date | null;
  trial_bp: number | null;
  refusal_code: RefusalCode | null;
  refusal_note: string | null;
  signals: OutgrownSignals | null;
  slots: { slotNo: number; name: string; candidates: { productId: string; support: number }[] }[] | null;
}

const fromRow = (row: Row): SetRow => ({
  setId: row.set_id,
  status: row.status,
  origin: row.origin,
  strategy: row.strategy,
  evidence: row.evidence,
  borrowedFrom: row.borrowed_from,
  sharedWords: row.shared_words,
  anchorProductId: row.anchor_product_id,
  goal: row.goal,
  discountBp: row.discount_bp,
  terms: termsFromRow(row),
  support: row.support,
  createdAt: row.created_at,
  updatedAt: row.updated_at,
  decidedAt: row.decided_at,
  snoozedUntil: row.snoozed_until,
  trialBp: row.trial_bp,
  refused: row.refusal_code && { code: row.refusal_code, note: row.refusal_note },
  signals: row.signals,
  slots: (row.slots ?? []).map((slot) => ({
    ...slot,
    candidates: slot.candidates.map((candidate) => ({ ...candidate, productId: BigInt(candidate.productId) })),
  })),
});

// A word counts where it stands in the goal, or in the title of the anchor or of any candidate.
const MATCHES = `($3 = '' OR s.goal ILIKE $3 OR s.set_id IN (
  SELECT named.set_id
    FROM (SELECT set_id, anchor_product_id AS product_id FROM sets WHERE shop_id = $1 UNION ALL SELECT set_id, product_id FROM set_candidates WHERE shop_id = $1) named
    JOIN products p ON p.shop_id = $1 AND p.product_id = named.product_id WHERE p.title ILIKE $3))`;

const likePattern = (words: string): string => (words.trim() === '' ? '' : `%${words.trim().replace(/[\\%_]/g, '\\$&')}%`);

export interface SetPage {
  rows: SetRow[];
  total: number;
}

// $2 the list, $7 the moment: a suggestion is in one of two.
const IS_LISTED = `s.status = CASE $2 WHEN 'snoozed' THEN 'suggested' ELSE $2 END AND (s.status <> 'suggested' OR COALESCE(s.snoozed_until > $7, false) = ($2 = 'snoozed'))`;

/** @param search words to find; empty for all. @param strategy null: any */
export async function pageOfSets(
  shopId: bigint,
  { list, search, strategy, at, limit, offset }: { list: SetList; search: string; strategy: string | null; at: Date; limit: number; offset: number },
  on: Queryable = pool(),
): Promise<SetPage> {
  // Words are looked for once, for the page and for how many there are; what a row shows is read of those on the page only.
  const found = await on.query<{ total: number; ids: string[] }>(
    `WITH found AS MATERIALIZED (SELECT s.* FROM sets s WHERE s.shop_id = $1 AND ${IS_LISTED} AND ${MATCHES} AND ($6::text IS NULL OR s.strategy = $6))
     SELECT (SELECT count(*)::int FROM found) AS total,
            ARRAY(SELECT s.set_id::text FROM found s
                   ORDER BY s.strategy <> 'completion', s.support DESC, array_position(ARRAY['orders', 'complements', 'kind', 'words'], s.evidence),
                            (SELECT max(c.score) FROM set_candidates c WHERE c.shop_id = s.shop_id AND c.set_id = s.set_id) DESC NULLS LAST, s.anchor_product_id, s.set_id LIMIT $4 OFFSET $5) AS ids`,
    [shopId, list, likePattern(search), limit, offset, strategy, at],
  );
  const { total, ids } = found.rows[0] ?? { total: 0, ids: [] };
  const { rows } = await on.query<Row>(`${SET} FROM sets s WHERE s.shop_id = $1 AND s.set_id = ANY($2::uuid[]) ORDER BY array_position($2::uuid[], s.set_id)`, [shopId, ids]);
  return { rows: rows.map(fromRow), total };
}

export async function oneSet(shopId: bigint, setId: string, on: Queryable = pool()): Promise<SetRow | undefined> {
  const { rows } = await on.query<Row>(`${SET} FROM sets s WHERE s.shop_id = $1 AND s.set_id = $2`, [shopId, setId]);
  return rows[0] && fromRow(rows[0]);
}

/** @returns how many sets are in each list; one without sets is zero */
export async function countSets(shopId: bigint, at: Date, on: Queryable = pool()): Promise<Record<SetList, number>> {
  const { rows } = await on.query<{ list: SetList; total: number }>(
    `SELECT CASE WHEN status = 'suggested' AND snoozed_until > $2 THEN 'snoozed' ELSE status END AS list, count(*)::int AS total FROM sets WHERE shop_id = $1 GROUP BY 1`, [shopId, at],
  );
  const counts: Record<SetList, number> = { suggested: 0, snoozed: 0, approved: 0, refused: 0, paused: 0 };
  for (const { list, total } of rows) counts[list] = total;
  return counts;
}

/** When learning first suggested something that is still there; null: it never did. */
export async function firstSuggestedAt(shopId: bigint, on: Queryable = pool()): Promise<Date | null> {
  const { rows } = await on.query<{ first: Date | null }>(`SELECT min(created_at) AS first FROM sets WHERE shop_id = $1 AND origin = 'learned'`, [shopId]);
  return rows[0]?.first ?? null;
}

const TOGETHER = `
  SELECT c.product_id, count(DISTINCT c.order_id)::int AS orders
    FROM (${KEPT_LINES}) a JOIN (${KEPT_LINES}) c ON c.order_id = a.order_id WHERE a.product_id = $2 GROUP BY c.product_id`;

/** @returns by product id, how many orders hold it and the anchor, counted as learning counts */
export async function countWithAnchor(shopId: bigint, anchorProductId: bigint, productIds: readonly bigint[], on: Queryable = pool()): Promise<Map<bigint, number>> {
  if (productIds.length === 0) return new Map();
  const { rows } = await on.query<{ product_id: bigint; orders: number }>(`SELECT * FROM (${TOGETHER}) t WHERE t.product_id = ANY($3::bigint[])`, [shopId, anchorProductId, productIds.map(String)]);
  return new Map(rows.map((row) => [row.product_id, row.orders]));
}

export interface ProductToAdd {
  productId: bigint;
  /** Orders that hold it and the anchor, counted as learning counts. */
  support: number;
}

/**
 * Products on sale whose title or type holds the words, those bought most often with the anchor first.
 * @param words empty for all
 * @param without product ids that are left out
 */
export async function productsToAdd(
  shopId: bigint,
  { anchorProductId, words, without, at, limit }: { anchorProductId: bigint; words: string; without: readonly bigint[]; at: Date; limit: number },
  on: Queryable = pool(),
): Promise<ProductToAdd[]> {
  const { rows } = await on.query<{ product_id: bigint; support: number }>(
    `WITH together AS (${TOGETHER})
     SELECT p.product_id, COALESCE(t.orders, 0) AS support FROM products p LEFT JOIN together t ON t.product_id = p.product_id
      WHERE p.shop_id = $1 AND p.product_id <> $2 AND NOT p.product_id = ANY($4::bigint[])
        AND p.deleted_at IS NULL AND p.status = 'ACTIVE' AND p.published_at <= $5 AND ($3 = '' OR p.title ILIKE $3 OR p.product_type ILIKE $3)
      ORDER BY support DESC, p.title, p.product_id LIMIT $6`,
    [shopId, anchorProductId, likePattern(words), without.map(String), at, limit],
  );
  return rows.map((row) => ({ productId: row.product_id, support: row.support }));
}
