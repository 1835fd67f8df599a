// Floors and costs of parts of the range, as the merchant set them.
import type { MarginRule } from '#app/domain/margin/margin-rule.ts';
import { jsonRows } from './json-rows.ts';
import type { Queryable } from './pool.ts';
import { pool } from './pool.ts';

/** One value for a select list, over the shop `$1`: null where there are none. */
export const MARGIN_RULES_JSON = `(SELECT json_agg(json_build_object('scope', m.scope, 'value', m.value, 'title', m.title, 'floorBp', m.floor_bp, 'floorMinor', m.floor_minor,
          'defaultCostBp', m.default_cost_bp, 'handlingMinor', m.handling_minor) ORDER BY m.scope, m.value) FROM margin_rules m WHERE m.shop_id = $1)`;

export async function marginRulesOf(shopId: bigint, on: Queryable = pool()): Promise<MarginRule[]> {
  const { rows } = await on.query<{ rules: MarginRule[] | null }>({ name: 'margin-rules-of', text: `SELECT ${MARGIN_RULES_JSON} AS rules`, values: [shopId] });
  return rows[0]?.rules ?? [];
}

/** Makes these the shop's rules. */
export async function writeMarginRules(shopId: bigint, rules: readonly MarginRule[], on: Queryable): Promise<void> {
  await on.query('DELETE FROM margin_rules WHERE shop_id = $1', [shopId]);
  await on.query(
    `INSERT INTO margin_rules (shop_id, scope, value, title, floor_bp, floor_minor, default_cost_bp, handling_minor)
     SELECT $1, r.scope, r.value, r.title, r."floorBp", r."floorMinor", r."defaultCostBp", r."handlingMinor"
       FROM jsonb_to_recordset($2::jsonb) AS r(scope text, value text, title text, "floorBp" int, "floorMinor" bigint, "defaultCostBp" int, "handlingMinor" bigint)`,
    [shopId, jsonRows(rules)],
  );
}
