// Keeps a batch of decisions, of whatever shops they are, in one statement, and counts the rules that acted in them.
import type { DecisionRow } from '../decisions.ts';
import { pool } from '../pool.ts';

export type NewDecision = DecisionRow & { shopId: bigint };

/** A decision that is already kept (the batch was sent twice) is left as it is, and counts no second time. */
export async function saveDecisions(decisions: readonly NewDecision[]): Promise<void> {
  const byRule = decisions.some(({ ruleIds }) => ruleIds !== null);
  const text = byRule ? `WITH kept AS (${INSERT} RETURNING shop_id, decided_at, rule_ids) ${COUNT}` : INSERT;
  await pool().query({ name: byRule ? 'save-decisions-by-rule' : 'save-decisions', text, values: columnsOf(decisions) });
}

/** What was offered and refused is kept as it is written here (json, not jsonb): to take it apart for every row that is written would cost more than for the few that are read. */
const INSERT = `
  INSERT INTO decisions (shop_id, decided_at, decision_id, placement, customer_id, visitor_id, currency, cart_product_ids, set_id, rule_ids, offered, refused)
  SELECT shop_id, decided_at, decision_id, placement, customer_id, visitor_id, currency, cart_product_ids::bigint[], set_id, rule_ids::uuid[], offered::json, refused::json
    FROM unnest($1::bigint[], $2::timestamptz[], $3::uuid[], $4::text[], $5::bigint[], $6::text[], $7::text[], $8::text[], $9::uuid[], $10::text[], $11::text[], $12::text[])
      AS r (shop_id, decided_at, decision_id, placement, customer_id, visitor_id, currency, cart_product_ids, set_id, rule_ids, offered, refused)
  ON CONFLICT DO NOTHING`;

/** Lists of several lengths go as the text that PostgreSQL reads them from: its arrays of arrays are rectangles. */
function columnsOf(decisions: readonly NewDecision[]): unknown[] {
  const column = (of: (decision: NewDecision) => unknown) => decisions.map(of);
  return [
    column(({ shopId }) => shopId),
    column(({ decidedAt }) => decidedAt.toISOString()),
    column(({ decisionId }) => decisionId),
    column(({ placement }) => placement),
    column(({ customerId }) => customerId),
    column(({ visitorId }) => visitorId),
    column(({ currency }) => currency),
    column(({ cartProductIds }) => `{${cartProductIds.join(',')}}`),
    column(({ setId }) => setId),
    column(({ ruleIds }) => ruleIds && `{${ruleIds.join(',')}}`),
    column(({ offered }) => JSON.stringify(offered)),
    column(({ refused }) => JSON.stringify(refused)),
  ];
}

/** A rule that was removed meanwhile is counted no more. In one order, so that two batches cannot wait for each other. */
const COUNT = `
  INSERT INTO offer_rule_days (shop_id, rule_id, day, acted)
  SELECT k.shop_id, id, (k.decided_at AT TIME ZONE 'UTC')::date, count(*)
    FROM kept k CROSS JOIN LATERAL unnest(k.rule_ids) AS id JOIN offer_rules r ON r.shop_id = k.shop_id AND r.rule_id = id
   GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
  ON CONFLICT (shop_id, rule_id, day) DO UPDATE SET acted = offer_rule_days.acted + excluded.acted`;
