// Where a merchant's products say what they fit.
import type { CompatibilityRule } from '#app/domain/compatibility/rule-list.ts';
import { jsonRows } from './json-rows.ts';
import type { Queryable } from './pool.ts';
import { pool } from './pool.ts';

/** SQL in a query whose first value is the shop: its rules as a JSON array, or null. */
export const COMPATIBILITY_JSON = `(SELECT json_agg(json_build_object('source', r.source, 'key', r.key, 'name', r.name) ORDER BY r.source, r.key) FROM compatibility_rules r WHERE r.shop_id = $1)`;
export const HAS_COMPATIBILITY = 'EXISTS (SELECT FROM compatibility_rules WHERE shop_id = $1)';

export interface CompatibilityRow extends CompatibilityRule {
  /** No product that is known has such an option, tag or metafield: the rule is of no effect. */
  isIdle: boolean;
  /** It names a metafield that was not read yet. */
  isReading: boolean;
}

export async function compatibilityOf(shopId: bigint, on: Queryable = pool()): Promise<CompatibilityRow[]> {
  const { rows } = await on.query<CompatibilityRow>(
    `SELECT r.source, r.key, r.name, r.source = 'metafield' AND r.read_at IS NULL AS "isReading", CASE r.source
              WHEN 'tag' THEN NOT EXISTS (SELECT FROM products p, unnest(p.tags) AS tag WHERE p.shop_id = $1 AND p.deleted_at IS NULL AND starts_with(lower(tag), r.key || ':'))
              WHEN 'metafield' THEN r.read_at IS NOT NULL AND NOT EXISTS (SELECT FROM product_metafields m WHERE m.shop_id = $1 AND m.key = r.key)
              ELSE NOT EXISTS (SELECT FROM variants v, jsonb_object_keys(v.options) AS name WHERE v.shop_id = $1 AND v.deleted_at IS NULL AND lower(trim(name)) = r.key) END AS "isIdle"
       FROM compatibility_rules r WHERE r.shop_id = $1 ORDER BY lower(r.name), r.source, r.key`,
    [shopId],
  );
  return rows;
}

/** Makes the rules what is given: what stays keeps what was read, what goes takes its metafield's values along. */
export async function replaceCompatibility(shopId: bigint, rules: readonly CompatibilityRule[], on: Queryable): Promise<void> {
  await on.query(
    `DELETE FROM compatibility_rules c WHERE c.shop_id = $1 AND NOT EXISTS (SELECT FROM jsonb_to_recordset($2::jsonb) AS r(source text, key text) WHERE r.source = c.source AND r.key = c.key)`,
    [shopId, jsonRows(rules)],
  );
  await on.query(
    `INSERT INTO compatibility_rules (shop_id, source, key, name) SELECT $1, r.source, r.key, r.name FROM jsonb_to_recordset($2::jsonb) AS r(source text, key text, name text)
     ON CONFLICT (shop_id, source, key) DO UPDATE SET name = excluded.name`,
    [shopId, jsonRows(rules)],
  );
  await on.query(
    `DELETE FROM product_metafields m WHERE m.shop_id = $1 AND NOT EXISTS (SELECT FROM compatibility_rules r WHERE r.shop_id = m.shop_id AND r.source = 'metafield' AND r.key = m.key)`,
    [shopId],
  );
}
