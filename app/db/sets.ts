// Sets as they are written: suggestions by learning, decisions and revisions by people. (How the desk lists them is in
// admin-sets.ts.)
import type { ColdProduct } from '#app/domain/cold-start/cold-product.ts';
import type { Grounds } from '#app/domain/set/evidence.ts';
import type { RefusalCode, WhyRefused } from '#app/domain/set/refusal.ts';
import { isBlocked } from './blocks.ts';
import { jsonRows } from './json-rows.ts';
import type { OfferTerms } from '#app/domain/offer/offer-terms.ts';
import { KEPT_LINES } from './order-history.ts';
import { termsValues } from './offer-terms.ts';
import { pool, type Queryable } from './pool.ts';

export type SetStatus = 'suggested' | 'approved' | 'refused' | 'paused';

export interface SetCandidateRow {
  productId: bigint;
  support: number;
  score: number;
}

export interface SetSlotRow {
  name: string;
  candidates: readonly SetCandidateRow[];
}

export interface SuggestedSet extends Grounds {
  setId: string;
  anchorProductId: bigint;
  goal: string;
  discountBp: number;
  support: number;
  slots: readonly SetSlotRow[];
}

/** What is known of sets that learning has to respect. */
export interface StandingSet {
  setId: string;
  status: SetStatus;
  origin: string;
  anchorProductId: bigint;
  candidateIds: bigint[];
  /** Why it was refused; null: it was not, or nobody said. */
  refusalCode: RefusalCode | null;
}

export async function standingSets(shopId: bigint, on: Queryable = pool()): Promise<StandingSet[]> {
  const { rows } = await on.query<{ set_id: string; status: SetStatus; origin: string; anchor_product_id: bigint; candidate_ids: bigint[]; refusal_code: RefusalCode | null }>(
    `SELECT s.set_id, s.status, s.origin, s.anchor_product_id, s.refusal_code,
            ARRAY(SELECT c.product_id FROM set_candidates c WHERE c.shop_id = s.shop_id AND c.set_id = s.set_id ORDER BY c.product_id) AS candidate_ids
       FROM sets s WHERE s.shop_id = $1 AND s.strategy = 'completion'`,
    [shopId],
  );
  return rows.map((row) => ({ setId: row.set_id, status: row.status, origin: row.origin, anchorProductId: row.anchor_product_id, candidateIds: row.candidate_ids, refusalCode: row.refusal_code }));
}

/**
 * Makes these the shop's undecided suggestions: known ones are updated, new ones written, those no longer proposed removed.
 * A set that a person decided meanwhile is left as it is.
 */
export async function replaceSuggestions(shopId: bigint, sets: readonly SuggestedSet[], now: Date, on: Queryable): Promise<void> {
  await on.query(
    `DELETE FROM sets WHERE shop_id = $1 AND status = 'suggested' AND origin = 'learned' AND strategy = 'completion' AND NOT set_id = ANY($2::uuid[])`,
    [shopId, sets.map(({ setId }) => setId)],
  );
  const { rows } = await on.query<{ set_id: string }>(
    `INSERT INTO sets (shop_id, set_id, status, origin, strategy, anchor_product_id, goal, discount_bp, support, evidence, borrowed_from, shared_words, created_at, updated_at)
     SELECT $1, r."setId", 'suggested', 'learned', 'completion', r."anchorProductId", r.goal, r."discountBp", r.support, r.evidence, r."borrowedFrom"::bigint[], r."sharedWords", $3, $3
       FROM jsonb_to_recordset($2::jsonb) AS r("setId" uuid, "anchorProductId" bigint, goal text, "discountBp" int, support int, evidence text, "borrowedFrom" text[], "sharedWords" text[])
     ON CONFLICT (shop_id, set_id) DO UPDATE SET goal = excluded.goal, discount_bp = excluded.discount_bp, support = excluded.support, evidence = excluded.evidence,
       borrowed_from = excluded.borrowed_from, shared_words = excluded.shared_words, updated_at = excluded.updated_at
      WHERE sets.status = 'suggested'
     RETURNING set_id`,
    [shopId, jsonRows(sets), now],
  );
  const open = new Set(rows.map((row) => row.set_id));
  await on.query(
    `INSERT INTO set_anchors (shop_id, set_id, product_id) SELECT shop_id, set_id, anchor_product_id FROM sets WHERE shop_id = $1 AND set_id = ANY($2::uuid[]) ON CONFLICT DO NOTHING`, [shopId, [...open]],
  );
  await writeSlots(shopId, sets.filter(({ setId }) => open.has(setId)), on);
}

async function writeSlots(shopId: bigint, sets: readonly Pick<SuggestedSet, 'setId' | 'slots'>[], on: Queryable): Promise<void> {
  const slots = sets.flatMap(({ setId, slots }) => slots.map(({ name }, index) => ({ setId, slotNo: index + 1, name })));
  const candidates = sets.flatMap(({ setId, slots }) =>
    slots.flatMap((slot, index) => slot.candidates.map((candidate, place) => ({ setId, slotNo: index + 1, rank: place + 1, ...candidate }))));
  await on.query('DELETE FROM set_slots WHERE shop_id = $1 AND set_id = ANY($2::uuid[])', [shopId, sets.map(({ setId }) => setId)]);
  await on.query(
    `INSERT INTO set_slots (shop_id, set_id, slot_no, name)
     SELECT $1, r."setId", r."slotNo", r.name FROM jsonb_to_recordset($2::jsonb) AS r("setId" uuid, "slotNo" smallint, name text)`,
    [shopId, jsonRows(slots)],
  );
  await on.query(
    `INSERT INTO set_candidates (shop_id, set_id, slot_no, rank, product_id, support, score)
     SELECT $1, r."setId", r."slotNo", r.rank, r."productId", r.support, r.score
       FROM jsonb_to_recordset($2::jsonb) AS r("setId" uuid, "slotNo" smallint, rank smallint, "productId" bigint, support int, score float8)`,
    [shopId, jsonRows(candidates)],
  );
}

export interface SetToReview {
  setId: string;
  status: SetStatus;
  anchorProductId: bigint;
  goal: string;
  discountBp: number;
  /** Share of subjects that it is tried on; null: all. */
  trialBp: number | null;
  slots: { slotNo: number; name: string; candidates: SetCandidateRow[] }[];
}

/** Reads a set and holds it until the transaction ends. */
export async function lockSet(shopId: bigint, setId: string, on: Queryable): Promise<SetToReview | undefined> {
  const { rows } = await on.query<{ status: SetStatus; anchor_product_id: bigint; goal: string; discount_bp: number; trial_bp: number | null }>(
    'SELECT status, anchor_product_id, goal, discount_bp, trial_bp FROM sets WHERE shop_id = $1 AND set_id = $2 FOR UPDATE', [shopId, setId],
  );
  const row = rows[0];
  if (!row) return undefined;
  const found = await on.query<{ slot_no: number; name: string; product_id: bigint | null; support: number; score: number }>(
    `SELECT t.slot_no, t.name, c.product_id, c.support, c.score FROM set_slots t
       LEFT JOIN set_candidates c ON c.shop_id = t.shop_id AND c.set_id = t.set_id AND c.slot_no = t.slot_no
      WHERE t.shop_id = $1 AND t.set_id = $2 ORDER BY t.slot_no, c.rank`,
    [shopId, setId],
  );
  const slots = [...Map.groupBy(found.rows, (each) => each.slot_no)].map(([slotNo, members]) => ({
    slotNo,
    name: members[0]!.name,
    candidates: members.flatMap(({ product_id, support, score }) => (product_id === null ? [] : [{ productId: product_id, support, score }])),
  }));
  return { setId, status: row.status, anchorProductId: row.anchor_product_id, goal: row.goal, discountBp: row.discount_bp, trialBp: row.trial_bp, slots };
}

/** @param decided null: nobody has decided (any more). Whatever is decided, it is no longer snoozed */
export async function setStatus(shopId: bigint, setId: string, status: SetStatus, decided: { by: string; at: Date; why: WhyRefused | null } | null, now: Date, on: Queryable): Promise<void> {
  await on.query(
    `UPDATE sets SET status = $3, decided_at = $4, decided_by = $5, refusal_code = $6, refusal_note = $7, snoozed_until = NULL, updated_at = $8, version = version + 1
      WHERE shop_id = $1 AND set_id = $2`,
    [shopId, setId, status, decided?.at ?? null, decided?.by ?? null, decided?.why?.code ?? null, decided?.why?.note ?? null, now],
  );
}

/** @returns whether that is new */
export async function snoozeUntil(shopId: bigint, setId: string, until: Date | null, now: Date, on: Queryable): Promise<boolean> {
  const { rowCount } = await on.query('UPDATE sets SET snoozed_until = $3, updated_at = $4, version = version + 1 WHERE shop_id = $1 AND set_id = $2 AND snoozed_until IS DISTINCT FROM $3', [shopId, setId, until, now]);
  return (rowCount ?? 0) > 0;
}

export async function tryOn(shopId: bigint, setId: string, trialBp: number | null, on: Queryable): Promise<void> {
  await on.query('UPDATE sets SET trial_bp = $3 WHERE shop_id = $1 AND set_id = $2', [shopId, setId, trialBp]);
}

/** What the set gives; from then on it is a person's. */
export async function writeTerms(shopId: bigint, setId: string, terms: OfferTerms, now: Date, on: Queryable): Promise<void> {
  await on.query(
    `UPDATE sets SET origin = 'merchant', offer_kind = $4, discount_bp = CASE WHEN $4 = 'percent' THEN $5 ELSE discount_bp END, offer_minor = $6, offer_slot_no = $7, offer_tag = $8, updated_at = $3, version = version + 1
      WHERE shop_id = $1 AND set_id = $2`,
    [shopId, setId, now, ...termsValues(terms)],
  );
}

/** Products that a set may name, with their cheapest price in minor units; no gift card. The newest last. */
export async function proposableProducts(shopId: bigint, on: Queryable = pool()): Promise<ColdProduct[]> {
  const { rows } = await on.query<{ product_id: bigint; title: string; product_type: string; category: string | null; vendor: string; tags: string[]; created_at: Date; price_minor: bigint }>(
    `SELECT p.product_id, p.title, p.product_type, p.category, p.vendor, p.tags, p.created_at, min(v.price_minor) AS price_minor
       FROM products p JOIN variants v ON v.shop_id = p.shop_id AND v.product_id = p.product_id AND v.deleted_at IS NULL
      WHERE p.shop_id = $1 AND p.deleted_at IS NULL AND p.status = 'ACTIVE' AND p.published_at IS NOT NULL AND NOT p.gift_card AND NOT ${isBlocked('p')}
      GROUP BY p.shop_id, p.product_id ORDER BY p.created_at, p.product_id`,
    [shopId],
  );
  return rows.map((row) => ({
    productId: row.product_id,
    title: row.title,
    productType: row.product_type,
    category: row.category,
    vendor: row.vendor,
    tags: row.tags.map((tag) => tag.toLowerCase()),
    createdAt: row.created_at,
    priceMinor: Number(row.price_minor),
  }));
}

export interface NamedProductRow {
  title: string;
  giftCard: boolean;
}

/** @returns those that are in the catalogue and were not deleted */
export async function namedProducts(shopId: bigint, productIds: readonly bigint[], on: Queryable = pool()): Promise<Map<bigint, NamedProductRow>> {
  const { rows } = await on.query<{ product_id: bigint; title: string; gift_card: boolean }>(
    'SELECT product_id, title, gift_card FROM products WHERE shop_id = $1 AND product_id = ANY($2::bigint[]) AND deleted_at IS NULL', [shopId, productIds],
  );
  return new Map(rows.map((row) => [row.product_id, { title: row.title, giftCard: row.gift_card }]));
}

/** Orders that hold an anchor and at least one of its candidates, per set, counted as learning counts. */
export async function countTogether(shopId: bigint, sets: readonly { anchorProductId: bigint; candidateIds: readonly bigint[] }[], on: Queryable = pool()): Promise<number[]> {
  const { rows } = await on.query<{ at: number; orders: number }>(
    `WITH wanted AS (SELECT * FROM jsonb_to_recordset($2::jsonb) AS r(at int, "anchorProductId" bigint, "candidateIds" text[])),
     candidates AS MATERIALIZED (SELECT w.at, w."anchorProductId" AS anchor_id, c::bigint AS product_id FROM wanted w, unnest(w."candidateIds") AS c),
     kept AS MATERIALIZED (SELECT DISTINCT order_id, product_id FROM (${KEPT_LINES}) AS lines)
     SELECT c.at, count(DISTINCT a.order_id)::int AS orders
       FROM candidates c JOIN kept a ON a.product_id = c.anchor_id JOIN kept b ON b.order_id = a.order_id AND b.product_id = c.product_id
      GROUP BY c.at`,
    [shopId, jsonRows(sets.map((set, at) => ({ at, ...set })))],
  );
  const counted = new Map(rows.map((row) => [row.at, row.orders]));
  return sets.map((_, at) => counted.get(at) ?? 0);
}
