// Keeps a batch of decisions, of whatever shops they are, in one statement, and counts the rules that acted in them.
import type { DecisionRow } from '../decisions.ts';
import { jsonRows } from '../json-rows.ts';
import { pool } from '../pool.ts';

export type NewDecision = DecisionRow & { shopId: bigint };

/** A decision that is already kept (the batch was sent twice) is left as it is, and counts no second time. */
export async function saveDecisions(decisions: readonly NewDecision[]): Promise<void> {
  const byRule = decisions.some(({ ruleIds }) => ruleIds !== null);
  await pool().query({ name: byRule ? 'save-decisions-by-rule' : 'save-decisions', text: byRule ? `WITH kept AS (${INSERT} RETURNING shop_id, decided_at, rule_ids) ${COUNT}` : INSERT, values: [jsonRows(decisions)] });
}

const INSERT = `
  INSERT INTO decisions (shop_id, decided_at, decision_id, placement, customer_id, visitor_id, currency, cart_product_ids, set_id, rule_ids, offered, refused)
  SELECT r."shopId", r."decidedAt", r."decisionId", r.placement, r."customerId", r."visitorId", r.currency,
         ARRAY(SELECT id::bigint FROM unnest(r."cartProductIds") AS id), r."setId", r."ruleIds", r.offered, r.refused
    FROM jsonb_to_recordset($1::jsonb) AS r("shopId" bigint, "decidedAt" timestamptz, "decisionId" uuid, placement text, "customerId" bigint, "visitorId" text,
         currency text, "cartProductIds" text[], "setId" uuid, "ruleIds" uuid[], offered jsonb, refused jsonb)
  ON CONFLICT DO NOTHING`;

/** A rule that was removed meanwhile is counted no more. In one order, so that two batches cannot wait for each other. */
const COUNT = `
  INSERT INTO offer_rule_days (shop_id, rule_id, day, acted)
  SELECT k.shop_id, id, (k.decided_at AT TIME ZONE 'UTC')::date, count(*)
    FROM kept k CROSS JOIN LATERAL unnest(k.rule_ids) AS id JOIN offer_rules r ON r.shop_id = k.shop_id AND r.rule_id = id
   GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
  ON CONFLICT (shop_id, rule_id, day) DO UPDATE SET acted = offer_rule_days.acted + excluded.acted`;
