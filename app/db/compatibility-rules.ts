// Where a merchant's products say what they fit.
import type { CompatibilityRule } from '#app/domain/compatibility/rule-list.ts';
import { jsonRows } from './json-rows.ts';
import type { Queryable } from './pool.ts';
import { pool } from './pool.ts';

/** SQL in a query whose first value is the shop: its rules as a JSON array, or null. */
export const COMPATIBILITY_JSON = `(SELECT json_agg(json_build_object('source', r.source, 'key', r.key, 'name', r.name) ORDER BY r.source, r.key) FROM compatibility_rules r WHERE r.shop_id = $1)`;
export const HAS_COMPATIBILITY = 'EXISTS (SELECT FROM compatibility_rules WHERE shop_id = $1)';

export interface CompatibilityRow extends CompatibilityRule {
  /** No product that is known has such an option or tag any more: the rule is of no effect. */
  isIdle: boolean;
}

export async function compatibilityOf(shopId: bigint, on: Queryable = pool()): Promise<CompatibilityRow[]> {
  const { rows } = await on.query<CompatibilityRow>(
    `SELECT r.source, r.key, r.name, CASE r.source
              WHEN 'tag' THEN NOT EXISTS (SELECT FROM products p, unnest(p.tags) AS tag WHERE p.shop_id = $1 AND p.deleted_at IS NULL AND starts_with(lower(tag), r.key || ':'))
              ELSE NOT EXISTS (SELECT FROM variants v, jsonb_object_keys(v.options) AS name WHERE v.shop_id = $1 AND v.deleted_at IS NULL AND lower(trim(name)) = r.key) END AS "isIdle"
       FROM compatibility_rules r WHERE r.shop_id = $1 ORDER BY lower(r.name), r.source, r.key`,
    [shopId],
  );
  return rows;
}

export async function replaceCompatibility(shopId: bigint, rules: readonly CompatibilityRule[], on: Queryable): Promise<void> {
  await on.query('DELETE FROM compatibility_rules WHERE shop_id = $1', [shopId]);
  await on.query(
    `INSERT INTO compatibility_rules (shop_id, source, key, name) SELECT $1, r.source, r.key, r.name FROM jsonb_to_recordset($2::jsonb) AS r(source text, key text, name text)`,
    [shopId, jsonRows(rules)],
  );
}
