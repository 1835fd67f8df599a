// Sets as a merchant writes them (domain/set/set-definition.ts), and what their rules came to: set_anchors and set_candidates
// hold that, and are all that deciding reads. Products chosen by hand stand there too; what is pinned says so.
import type { OfferTerms } from '#app/domain/offer/offer-terms.ts';
import { type GivenProduct, isOfOwners } from '#app/domain/set/check-definition.ts';
import type { OutgrownSignals, ProductRule, SetDefinition, Strategy } from '#app/domain/set/set-definition.ts';
import { isBlocked } from './blocks.ts';
import { jsonRows } from './json-rows.ts';
import { TERMS_COLUMNS, type TermsColumns, termsFromRow, termsValues } from './offer-terms.ts';
import { pool, type Queryable } from './pool.ts';
import { CONDITIONS_COLUMNS, type ConditionsColumns, conditionsFromRow, dayText } from './set-conditions.ts';
import type { SetStatus } from './sets.ts';

/** A set as it is kept. */
export interface KeptDefinition {
  definition: SetDefinition;
  version: number;
  status: SetStatus;
  origin: string;
  terms: OfferTerms;
  /** The product shown for its anchors. */
  anchorProductId: bigint;
  /** What its candidates had counted and scored. */
  candidates: ReadonlyMap<bigint, { support: number; score: number }>;
  updatedAt: Date;
}

interface DefinitionRow extends TermsColumns, ConditionsColumns {
  strategy: Strategy;
  goal: string;
  outcome: string | null;
  status: SetStatus;
  origin: string;
  version: number;
  anchor_product_id: bigint;
  anchor_kind: ProductRule['kind'];
  anchor_value: string | null;
  signals: OutgrownSignals | null;
  updated_at: Date;
  anchor_ids: bigint[];
  excluded_ids: bigint[];
  slots: { slotNo: number; name: string; words: string | null; kind: ProductRule['kind']; value: string | null; candidates: [productId: string, pinned: boolean, support: number, score: number][] }[];
}

/** @param held whether it is held until the transaction ends */
export async function definitionOf(shopId: bigint, setId: string, on: Queryable = pool(), { held = false } = {}): Promise<KeptDefinition | undefined> {
  if (held) await on.query('SELECT FROM sets WHERE shop_id = $1 AND set_id = $2 FOR UPDATE', [shopId, setId]);
  const { rows } = await on.query<DefinitionRow>(
    `SELECT s.strategy, s.goal, s.outcome, s.status, s.origin, s.version, s.anchor_product_id, s.anchor_kind, s.anchor_value, s.signals, s.updated_at,
            ${CONDITIONS_COLUMNS}, ${TERMS_COLUMNS},
            ARRAY(SELECT a.product_id FROM set_anchors a WHERE a.shop_id = s.shop_id AND a.set_id = s.set_id AND a.slot_no = 0 AND s.anchor_kind = 'products'
                   ORDER BY a.product_id <> s.anchor_product_id, a.product_id) AS anchor_ids,
            ARRAY(SELECT e.product_id FROM set_exclusions e WHERE e.shop_id = s.shop_id AND e.set_id = s.set_id ORDER BY 1) AS excluded_ids,
            COALESCE((SELECT json_agg(json_build_object('slotNo', t.slot_no, 'name', t.name, 'words', t.words, 'kind', t.source_kind, 'value', t.source_value, 'candidates',
                        (SELECT COALESCE(json_agg(json_build_array(c.product_id::text, c.pinned, c.support, c.score) ORDER BY c.rank), '[]'::json)
                           FROM set_candidates c WHERE c.shop_id = t.shop_id AND c.set_id = t.set_id AND c.slot_no = t.slot_no)) ORDER BY t.slot_no)
                        FROM set_slots t WHERE t.shop_id = s.shop_id AND t.set_id = s.set_id), '[]'::json) AS slots
       FROM sets s WHERE s.shop_id = $1 AND s.set_id = $2`,
    [shopId, setId],
  );
  return rows[0] && fromRow(rows[0]);
}

function fromRow(row: DefinitionRow): KeptDefinition {
  const definition: SetDefinition = {
    strategy: row.strategy,
    goal: row.goal,
    outcome: row.outcome,
    anchor: ruleFrom(row.anchor_kind, row.anchor_value, row.anchor_ids),
    slots: row.slots.map(({ slotNo, name, words, kind, value, candidates }) => ({
      slotNo,
      name,
      words,
      source: ruleFrom(kind, value, candidates.flatMap(([productId, pinned]) => (pinned ? [] : [BigInt(productId)]))),
      pinnedIds: candidates.flatMap(([productId, pinned]) => (pinned ? [BigInt(productId)] : [])),
    })),
    excludedIds: row.excluded_ids,
    ...conditionsFromRow(row),
    signals: row.signals,
  };
  const candidates = new Map(row.slots.flatMap((slot) => slot.candidates.map(([productId, , support, score]) => [BigInt(productId), { support, score }] as const)));
  return { definition, version: row.version, status: row.status, origin: row.origin, terms: termsFromRow(row), anchorProductId: row.anchor_product_id, candidates, updatedAt: row.updated_at };
}

function ruleFrom(kind: ProductRule['kind'], value: string | null, productIds: readonly bigint[]): ProductRule {
  switch (kind) {
    case 'collection':
      return { kind, collectionId: BigInt(value ?? 0) };
    case 'tag':
      return { kind, tag: value ?? '' };
    case 'type':
      return { kind, type: value ?? '' };
    default:
      return { kind: 'products', productIds };
  }
}

function ruleValue(rule: ProductRule): string | null {
  switch (rule.kind) {
    case 'collection':
      return String(rule.collectionId);
    case 'tag':
      return rule.tag;
    case 'type':
      return rule.type;
    default:
      return null;
  }
}

export interface DefinitionToWrite {
  setId: string;
  definition: SetDefinition;
  terms: OfferTerms;
  anchorProductId: bigint;
  /** Orders that hold it and one of the candidates. */
  support: number;
}

const COLUMNS = `strategy, goal, outcome, anchor_product_id, anchor_kind, anchor_value, starts_on, ends_on, season_from, season_to, market_ids, segments, trial_bp, by_rule_only, signals, support, offer_kind, discount_bp, offer_minor, offer_slot_no, offer_tag, updated_at`;

/** In the order of COLUMNS, without the moment. */
function valuesOf({ definition: d, terms, anchorProductId, support }: DefinitionToWrite): unknown[] {
  return [
    d.strategy, d.goal, d.outcome, anchorProductId, d.anchor.kind, ruleValue(d.anchor), d.startsOn, d.endsOn, d.season && dayText(d.season.from), d.season && dayText(d.season.to),
    d.marketIds.map(String), d.segments, d.trialBp, d.byRuleOnly, d.signals && JSON.stringify(d.signals), support, ...termsValues(terms),
  ];
}

/** A new set, which waits for a decision as a suggestion does. What it came to is written next (writeResolved). */
export async function insertDefinition(shopId: bigint, set: DefinitionToWrite, origin: 'merchant' | 'learned', at: Date, on: Queryable): Promise<void> {
  const values = valuesOf(set);
  await on.query(
    `INSERT INTO sets (shop_id, set_id, status, origin, created_at, ${COLUMNS})
     VALUES ($1, $2, 'suggested', $3, $4, ${values.map((_, index) => `$${index + 5}`).join(', ')}, $4)`,
    [shopId, set.setId, origin, at, ...values],
  );
}

/** From then on it is a person's: learning neither renews nor removes it. */
export async function rewriteDefinition(shopId: bigint, set: DefinitionToWrite, at: Date, on: Queryable): Promise<void> {
  const values = valuesOf(set);
  await on.query(
    `UPDATE sets SET origin = 'merchant', version = version + 1, (${COLUMNS}) = (${values.map((_, index) => `$${index + 4}`).join(', ')}, $3) WHERE shop_id = $1 AND set_id = $2`,
    [shopId, set.setId, at, ...values],
  );
}

/** What a set's rules came to. */
export interface ResolvedSet {
  anchorProductId: bigint;
  /** Plain anchors stand in slot 0. */
  anchors: readonly { productId: bigint; slotNo: number }[];
  slots: readonly { slotNo: number; candidates: readonly { productId: bigint; support: number; score: number; pinned: boolean }[] }[];
}

/** Slots, exclusions, and what everything came to: in place of what was there. */
export async function writeResolved(shopId: bigint, setId: string, definition: SetDefinition, resolved: ResolvedSet, on: Queryable): Promise<void> {
  await on.query('DELETE FROM set_slots WHERE shop_id = $1 AND set_id = $2', [shopId, setId]);
  await on.query(
    `INSERT INTO set_slots (shop_id, set_id, slot_no, name, words, source_kind, source_value)
     SELECT $1, $2, r."slotNo", r.name, r.words, r.kind, r.value FROM jsonb_to_recordset($3::jsonb) AS r("slotNo" smallint, name text, words text, kind text, value text)`,
    [shopId, setId, jsonRows(definition.slots.map(({ slotNo, name, words, source }) => ({ slotNo, name, words, kind: source.kind, value: ruleValue(source) })))],
  );
  await writeCandidates(shopId, setId, resolved, on);
  await on.query('DELETE FROM set_exclusions WHERE shop_id = $1 AND set_id = $2', [shopId, setId]);
  await on.query('INSERT INTO set_exclusions (shop_id, set_id, product_id) SELECT $1, $2, unnest($3::bigint[])', [shopId, setId, [...new Set(definition.excludedIds)]]);
}

/** Of a set that is as it was otherwise. @returns whether anything is another */
export async function replaceResolved(shopId: bigint, setId: string, resolved: ResolvedSet, on: Queryable): Promise<boolean> {
  const wanted = {
    anchors: resolved.anchors.map(({ productId, slotNo }) => `${productId} ${slotNo}`).sort().join(),
    candidates: resolved.slots.flatMap(({ slotNo, candidates }) => candidates.map(({ productId }, place) => `${slotNo} ${place + 1} ${productId}`)).sort().join(),
  };
  const { rows } = await on.query<typeof wanted>(
    `SELECT COALESCE((SELECT string_agg(product_id || ' ' || slot_no, ',' ORDER BY (product_id || ' ' || slot_no) COLLATE "C") FROM set_anchors WHERE shop_id = $1 AND set_id = $2), '') AS anchors,
            COALESCE((SELECT string_agg(slot_no || ' ' || rank || ' ' || product_id, ',' ORDER BY (slot_no || ' ' || rank || ' ' || product_id) COLLATE "C") FROM set_candidates WHERE shop_id = $1 AND set_id = $2), '') AS candidates`,
    [shopId, setId],
  );
  if (rows[0]?.anchors === wanted.anchors && rows[0]?.candidates === wanted.candidates) return false;
  await on.query('UPDATE sets SET anchor_product_id = $3 WHERE shop_id = $1 AND set_id = $2 AND anchor_product_id <> $3', [shopId, setId, resolved.anchorProductId]);
  await on.query('DELETE FROM set_candidates WHERE shop_id = $1 AND set_id = $2', [shopId, setId]);
  await writeCandidates(shopId, setId, resolved, on);
  return true;
}

async function writeCandidates(shopId: bigint, setId: string, { anchors, slots }: ResolvedSet, on: Queryable): Promise<void> {
  await on.query(
    `INSERT INTO set_candidates (shop_id, set_id, slot_no, rank, product_id, support, score, pinned)
     SELECT $1, $2, r."slotNo", r.rank, r."productId", r.support, r.score, r.pinned
       FROM jsonb_to_recordset($3::jsonb) AS r("slotNo" smallint, rank smallint, "productId" bigint, support int, score float8, pinned boolean)`,
    [shopId, setId, jsonRows(slots.flatMap(({ slotNo, candidates }) => candidates.map((candidate, place) => ({ slotNo, rank: place + 1, ...candidate }))))],
  );
  await on.query('DELETE FROM set_anchors WHERE shop_id = $1 AND set_id = $2', [shopId, setId]);
  await on.query(
    `INSERT INTO set_anchors (shop_id, set_id, product_id, slot_no) SELECT $1, $2, r."productId", r."slotNo" FROM jsonb_to_recordset($3::jsonb) AS r("productId" bigint, "slotNo" smallint)`,
    [shopId, setId, jsonRows(anchors)],
  );
}

/** Sets of which a rule says what they come to: they are worked out anew when what it names changes. Refused ones are not. */
export async function setsByRule(shopId: bigint, on: Queryable = pool()): Promise<string[]> {
  const { rows } = await on.query<{ set_id: string }>(
    `SELECT s.set_id FROM sets s WHERE s.shop_id = $1 AND s.status <> 'refused'
        AND (s.anchor_kind <> 'products' OR EXISTS (SELECT FROM set_slots t WHERE t.shop_id = s.shop_id AND t.set_id = s.set_id AND t.source_kind <> 'products')) ORDER BY 1`,
    [shopId],
  );
  return rows.map((row) => row.set_id);
}

/** @returns whether a set, or an offer rule, names one of the tags or types, in lower case */
export async function anyNamedByRule(shopId: bigint, { tags, types }: { tags: readonly string[]; types: readonly string[] }, on: Queryable = pool()): Promise<boolean> {
  const { rows } = await on.query<{ found: boolean }>({
    name: 'any-named-by-rule',
    text: `SELECT EXISTS (SELECT FROM sets WHERE shop_id = $1 AND ((anchor_kind = 'tag' AND anchor_value = ANY($2::text[])) OR (anchor_kind = 'type' AND anchor_value = ANY($3::text[]))))
               OR EXISTS (SELECT FROM set_slots WHERE shop_id = $1 AND ((source_kind = 'tag' AND source_value = ANY($2::text[])) OR (source_kind = 'type' AND source_value = ANY($3::text[]))))
               OR EXISTS (SELECT FROM offer_rules r, jsonb_array_elements(r.conditions || r.action) part WHERE r.shop_id = $1 AND (part->'products'->>'tag' = ANY($2::text[]) OR part->'products'->>'type' = ANY($3::text[]))) AS found`,
    values: [shopId, tags, types],
  });
  return rows[0]?.found ?? false;
}

/** SQL over `products p`, $2 the rule's value: whether it is a member. */
const IS_MEMBER: Record<Exclude<ProductRule['kind'], 'products'>, string> = {
  collection: 'EXISTS (SELECT FROM collection_products m WHERE m.shop_id = p.shop_id AND m.collection_id = $2::bigint AND m.product_id = p.product_id)',
  tag: 'EXISTS (SELECT FROM unnest(p.tags) AS tag WHERE lower(tag) = $2)',
  type: 'lower(btrim(p.product_type)) = $2',
};

const IS_OFFERED = `p.deleted_at IS NULL AND NOT p.gift_card AND p.status = 'ACTIVE' AND p.published_at IS NOT NULL`;
const SOLD = `LEFT JOIN associations a ON a.shop_id = p.shop_id AND a.product_id = p.product_id AND a.model_id = (SELECT model_id FROM association_models WHERE shop_id = $1 AND current)
       LEFT JOIN product_sales s ON s.shop_id = p.shop_id AND s.product_id = p.product_id`;
const BEST_SOLD = 'COALESCE(a.orders, 0) DESC, COALESCE(s.sales_minor, 0) DESC, p.product_id';

/** Products of a rule that are on sale, those in most orders first. @param offered leaves out what the block list keeps out. @returns of more than `limit` the best, and how many there are */
export async function membersOf(shopId: bigint, rule: Exclude<ProductRule, { kind: 'products' }>, { limit, offered }: { limit: number; offered: boolean }, on: Queryable = pool()): Promise<{ productIds: bigint[]; total: number }> {
  const { rows } = await on.query<{ product_id: bigint; total: number }>(
    `SELECT p.product_id, (count(*) OVER ())::int AS total FROM products p ${SOLD}
      WHERE p.shop_id = $1 AND ${IS_OFFERED} AND ${IS_MEMBER[rule.kind]} ${offered ? `AND NOT ${isBlocked('p')}` : ''} ORDER BY ${BEST_SOLD} LIMIT $3`,
    [shopId, ruleValue(rule), limit],
  );
  return { productIds: rows.map((row) => row.product_id), total: rows[0]?.total ?? 0 };
}

/** The given products, those in most orders first; what is gone comes last. */
export async function bestSoldFirst(shopId: bigint, productIds: readonly bigint[], on: Queryable = pool()): Promise<bigint[]> {
  if (productIds.length < 2) return [...productIds];
  const { rows } = await on.query<{ product_id: bigint }>(
    `SELECT p.product_id FROM products p ${SOLD} WHERE p.shop_id = $1 AND p.product_id = ANY($2::bigint[]) ORDER BY p.deleted_at IS NOT NULL, ${BEST_SOLD}`, [shopId, productIds],
  );
  const found = rows.map((row) => row.product_id);
  const known = new Set(found);
  return [...found, ...productIds.filter((productId) => !known.has(productId))];
}

/** Of products that a person named: what there is to say of each, also where it is gone. */
export async function givenProducts(shopId: bigint, productIds: readonly bigint[], on: Queryable = pool()): Promise<Map<bigint, GivenProduct>> {
  const { rows } = await on.query<{ product_id: bigint; title: string; gift_card: boolean; gone: boolean }>(
    'SELECT product_id, title, gift_card, deleted_at IS NOT NULL AS gone FROM products WHERE shop_id = $1 AND product_id = ANY($2::bigint[])', [shopId, productIds],
  );
  return new Map(rows.map((row) => [row.product_id, { title: row.title, giftCard: row.gift_card, gone: row.gone }]));
}

/** Products that stand in the set, wherever. */
export function standingIn({ definition, candidates, anchorProductId }: KeptDefinition): Set<bigint> {
  const anchors = definition.anchor.kind === 'products' && !isOfOwners(definition.strategy) ? definition.anchor.productIds : [];
  return new Set([anchorProductId, ...anchors, ...candidates.keys()]);
}
