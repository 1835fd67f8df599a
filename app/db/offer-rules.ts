// The merchant's offer rules, what their products come to, and how often each acted.
import { z } from 'zod';
import { condition, ruleAction } from '#app/contract/offer-rule.ts';
import { type LoadedRule, MOST_PRODUCTS_NAMED, type OfferRule } from '#app/domain/offer-rule/offer-rule.ts';
import type { ProductRule } from '#app/domain/set/set-definition.ts';
import { jsonOf, jsonRows } from './json-rows.ts';
import type { Queryable } from './pool.ts';
import { hotRead, pool } from './pool.ts';

export interface OfferRuleRow extends OfferRule {
  place: number;
  version: number;
  enabledAt: Date | null;
  updatedAt: Date;
  updatedBy: string;
}

interface Columns {
  rule_id: string;
  place: number;
  name: string | null;
  enabled: boolean;
  conditions: unknown[];
  action: unknown;
  version: number;
  enabled_at: Date | null;
  updated_at: Date;
  updated_by: string;
}

const COLUMNS = 'rule_id, place, name, enabled, conditions, action, version, enabled_at, updated_at, updated_by';

const fromColumns = (row: Columns): OfferRuleRow => ({
  ...ruleOf(row),
  place: row.place,
  version: row.version,
  enabledAt: row.enabled_at,
  updatedAt: row.updated_at,
  updatedBy: row.updated_by,
});

const ruleOf = (row: Pick<Columns, 'rule_id' | 'name' | 'enabled' | 'conditions' | 'action'>): OfferRule => ({
  ruleId: row.rule_id,
  name: row.name,
  enabled: row.enabled,
  conditions: row.conditions.map((stored) => condition.parse(stored)),
  action: ruleAction.parse(row.action),
});

/** @returns in the merchant's order */
export async function offerRules(shopId: bigint, on: Queryable = pool()): Promise<OfferRuleRow[]> {
  const { rows } = await on.query<Columns>(`SELECT ${COLUMNS} FROM offer_rules WHERE shop_id = $1 ORDER BY place`, [shopId]);
  return rows.map(fromColumns);
}

/** Reads the shop's rules and holds them until the transaction ends: their order is one thing. */
export async function lockOfferRules(shopId: bigint, on: Queryable): Promise<OfferRuleRow[]> {
  await on.query('SELECT FROM shops WHERE shop_id = $1 FOR NO KEY UPDATE', [shopId]);
  return offerRules(shopId, on);
}

const LOADED_RULES = `
  SELECT r.rule_id, r.name, r.enabled, r.conditions, r.action,
         (SELECT json_object_agg(p.part, p.ids) FROM (
            SELECT part, array_agg(product_id::text) AS ids FROM offer_rule_products p WHERE p.shop_id = r.shop_id AND p.rule_id = r.rule_id GROUP BY part) p) AS products
    FROM offer_rules r WHERE r.shop_id = $1 AND r.enabled ORDER BY r.place`;

/** @returns those that are on, in the merchant's order, with what their products come to */
export async function loadedRules(shopId: bigint): Promise<LoadedRule[]> {
  const { rows } = await hotRead<Columns & { products: Record<string, string[]> | null }>({ name: 'decision-rules', text: LOADED_RULES, values: [shopId] });
  return rows.flatMap((row) => {
    const products = new Map(Object.entries(row.products ?? {}).map(([part, ids]) => [part, new Set(ids.map(BigInt))]));
    return isReadable(row) ? [{ ...ruleOf(row), products }] : [];
  });
}

/** What a later version of this app wrote, a shopper does not wait for. */
const isReadable = ({ conditions, action }: Columns): boolean => z.array(condition).safeParse(conditions).success && ruleAction.safeParse(action).success;

export type RuleToWrite = Pick<OfferRule, 'ruleId' | 'name' | 'enabled' | 'conditions' | 'action'>;

/** Writes a new rule at the end, or a known one where it stands. */
export async function writeOfferRule(shopId: bigint, rule: RuleToWrite, by: string, at: Date, on: Queryable): Promise<void> {
  await on.query(
    `INSERT INTO offer_rules (shop_id, rule_id, place, name, enabled, conditions, action, enabled_at, created_at, updated_at, updated_by)
     VALUES ($1, $2, (SELECT COALESCE(max(place), 0) + 1 FROM offer_rules WHERE shop_id = $1), $3, $4, $5::jsonb, $6::jsonb, CASE WHEN $4 THEN $7::timestamptz END, $7, $7, $8)
     ON CONFLICT (shop_id, rule_id) DO UPDATE SET name = excluded.name, enabled = excluded.enabled, conditions = excluded.conditions, action = excluded.action,
       enabled_at = CASE WHEN NOT excluded.enabled THEN NULL WHEN offer_rules.conditions = excluded.conditions AND offer_rules.action = excluded.action AND offer_rules.enabled THEN offer_rules.enabled_at ELSE excluded.enabled_at END,
       version = offer_rules.version + 1, updated_at = excluded.updated_at, updated_by = excluded.updated_by`,
    [shopId, rule.ruleId, rule.name, rule.enabled, jsonRows(rule.conditions), jsonOf(rule.action), at, by],
  );
}

export async function deleteOfferRule(shopId: bigint, ruleId: string, on: Queryable): Promise<void> {
  await on.query('DELETE FROM offer_rules WHERE shop_id = $1 AND rule_id = $2', [shopId, ruleId]);
}

/** @param ruleIds all of the shop's, in their new order */
export async function orderOfferRules(shopId: bigint, ruleIds: readonly string[], on: Queryable): Promise<void> {
  await on.query(
    'UPDATE offer_rules r SET place = o.place FROM unnest($2::uuid[]) WITH ORDINALITY AS o(rule_id, place) WHERE r.shop_id = $1 AND r.rule_id = o.rule_id AND r.place <> o.place',
    [shopId, ruleIds],
  );
}

/** $4: a rule of products, as JSON. */
const PRODUCTS_OF_RULE = `
  SELECT p.product_id FROM products p
   WHERE p.shop_id = $1 AND p.deleted_at IS NULL AND CASE $4::jsonb->>'kind'
           WHEN 'products' THEN ($4::jsonb->'productIds') ? p.product_id::text
           WHEN 'tag' THEN EXISTS (SELECT FROM unnest(p.tags) AS tag WHERE lower(btrim(tag)) = $4::jsonb->>'tag')
           WHEN 'type' THEN lower(btrim(p.product_type)) = $4::jsonb->>'type'
           ELSE EXISTS (SELECT FROM collection_products c WHERE c.shop_id = p.shop_id AND c.product_id = p.product_id AND c.collection_id = ($4::jsonb->>'collectionId')::bigint) END
   ORDER BY p.product_id LIMIT ${MOST_PRODUCTS_NAMED}`;

/** Writes what one part of a rule comes to today; what it came to already stays as it is. @returns whether something changed */
export async function resolveRulePart(shopId: bigint, ruleId: string, part: string, products: ProductRule, on: Queryable): Promise<boolean> {
  const { rows } = await on.query<{ changed: number }>(
    `WITH now AS (${PRODUCTS_OF_RULE}),
          gone AS (DELETE FROM offer_rule_products o WHERE o.shop_id = $1 AND o.rule_id = $2 AND o.part = $3 AND NOT EXISTS (SELECT FROM now WHERE now.product_id = o.product_id) RETURNING 1),
          fresh AS (INSERT INTO offer_rule_products (shop_id, rule_id, part, product_id) SELECT $1, $2, $3, product_id FROM now ON CONFLICT DO NOTHING RETURNING 1)
     SELECT (SELECT count(*) FROM gone)::int + (SELECT count(*) FROM fresh)::int AS changed`,
    [shopId, ruleId, part, jsonOf(products)],
  );
  return (rows[0]?.changed ?? 0) > 0;
}

export async function forgetOtherParts(shopId: bigint, ruleId: string, parts: readonly string[], on: Queryable): Promise<void> {
  await on.query('DELETE FROM offer_rule_products WHERE shop_id = $1 AND rule_id = $2 AND NOT part = ANY($3::text[])', [shopId, ruleId, parts]);
}

export interface RuleActivity {
  /** How many products each part comes to. */
  products: Map<string, number>;
  /** Decisions in which it acted, of the last thirty days. */
  acted: number;
}

/** By rule; a rule without products that never acted is left out. */
export async function ruleActivity(shopId: bigint, since: Date, on: Queryable = pool()): Promise<Map<string, RuleActivity>> {
  const { rows } = await on.query<{ rule_id: string; products: Record<string, number> | null; acted: number }>(
    `SELECT r.rule_id, (SELECT json_object_agg(part, many) FROM (SELECT part, count(*)::int AS many FROM offer_rule_products p WHERE p.shop_id = r.shop_id AND p.rule_id = r.rule_id GROUP BY part) t) AS products,
            (SELECT COALESCE(sum(acted), 0)::int FROM offer_rule_days d WHERE d.shop_id = r.shop_id AND d.rule_id = r.rule_id AND d.day >= $2::date) AS acted
       FROM offer_rules r WHERE r.shop_id = $1`,
    [shopId, since],
  );
  return new Map(rows.map((row) => [row.rule_id, { products: new Map(Object.entries(row.products ?? {})), acted: row.acted }]));
}
