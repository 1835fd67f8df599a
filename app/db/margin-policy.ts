// All that margins of a shop are reckoned with: what its merchant accepts, and the tax that its prices hold.
import type { MarginPolicy } from '#app/domain/margin/rails.ts';
import { GUARDRAILS_COLUMNS, type GuardrailsColumns, guardrailsFromRow } from './guardrails.ts';
import { MARGIN_RULES_JSON } from './margin-rules.ts';
import type { Queryable } from './pool.ts';
import { pool } from './pool.ts';

/** Over `shops s` and `guardrails g`, of the shop `$1`. */
export const MARGIN_POLICY_COLUMNS = `${GUARDRAILS_COLUMNS}, ${MARGIN_RULES_JSON} AS margin_rules, s.included_tax_bp, s.stacked_bp, s.stacked_minor`;

export type MarginPolicyColumns = { [Column in keyof GuardrailsColumns]: GuardrailsColumns[Column] | null } & {
  margin_rules: MarginPolicy['marginRules'] | null;
  included_tax_bp: number;
  stacked_bp: number;
  stacked_minor: bigint;
};

export function marginPolicyFromRow(row: MarginPolicyColumns): MarginPolicy {
  const { stacked_bp: bp, stacked_minor: minor } = row;
  const isAlone = bp === 0 && Number(minor) === 0;
  return { guardrails: guardrailsFromRow(row), marginRules: row.margin_rules ?? [], includedTaxBp: row.included_tax_bp, ...(isAlone ? {} : { stack: { bp, minor: Number(minor) } }) };
}

/** @throws when there is no such shop */
export async function marginPolicyOf(shopId: bigint, on: Queryable = pool()): Promise<MarginPolicy> {
  const text = `SELECT ${MARGIN_POLICY_COLUMNS} FROM shops s LEFT JOIN guardrails g ON g.shop_id = s.shop_id WHERE s.shop_id = $1`;
  const { rows } = await on.query<MarginPolicyColumns>({ name: 'margin-policy-of', text, values: [shopId] });
  const [row] = rows;
  if (!row) throw new Error(`There is no shop ${shopId}.`);
  return marginPolicyFromRow(row);
}
