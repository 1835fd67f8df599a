// Keeps a batch of decisions, of whatever shops they are, in one statement.
import type { DecisionRow } from '../decisions.ts';
import { jsonRows } from '../json-rows.ts';
import { pool } from '../pool.ts';

export type NewDecision = DecisionRow & { shopId: bigint };

/** A decision that is already kept (the batch was sent twice) is left as it is. */
export async function saveDecisions(decisions: readonly NewDecision[]): Promise<void> {
  await pool().query({
    name: 'save-decisions',
    text: `INSERT INTO decisions (shop_id, decided_at, decision_id, placement, customer_id, visitor_id, currency, cart_product_ids, set_id, offered, refused)
      SELECT r."shopId", r."decidedAt", r."decisionId", r.placement, r."customerId", r."visitorId", r.currency,
             ARRAY(SELECT id::bigint FROM unnest(r."cartProductIds") AS id), r."setId", r.offered, r.refused
        FROM jsonb_to_recordset($1::jsonb) AS r("shopId" bigint, "decidedAt" timestamptz, "decisionId" uuid, placement text, "customerId" bigint, "visitorId" text,
             currency text, "cartProductIds" text[], "setId" uuid, offered jsonb, refused jsonb)
      ON CONFLICT DO NOTHING`,
    values: [jsonRows(decisions)],
  });
}
