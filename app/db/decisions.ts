// Decisions as they were kept, in their compact form (app/domain/decision/encode.ts).
import type { EncodedItem, EncodedRefusal } from '#app/domain/decision/encode.ts';
import type { Queryable } from './pool.ts';
import { pool } from './pool.ts';

export interface DecisionRow {
  decisionId: string;
  decidedAt: Date;
  placement: string;
  customerId: bigint | null;
  visitorId: string | null;
  currency: string;
  cartProductIds: bigint[];
  setId: string | null;
  /** The merchant's rules that acted; null: none. */
  ruleIds: string[] | null;
  offered: EncodedItem[];
  refused: EncodedRefusal[];
}

const COLUMNS = `decision_id AS "decisionId", decided_at AS "decidedAt", placement, customer_id AS "customerId", visitor_id AS "visitorId", currency,
  cart_product_ids AS "cartProductIds", set_id AS "setId", rule_ids AS "ruleIds", offered, refused`;

export async function decisionById(shopId: bigint, decisionId: string, on: Queryable = pool()): Promise<DecisionRow | undefined> {
  const { rows } = await on.query<DecisionRow>(`SELECT ${COLUMNS} FROM decisions WHERE shop_id = $1 AND decision_id = $2 ORDER BY decided_at DESC LIMIT 1`, [shopId, decisionId]);
  return rows[0];
}

export interface DecisionFilter {
  /** Any of these in the cart, offered or refused. */
  productIds?: readonly bigint[] | undefined;
  customerId?: bigint | undefined;
  /** Number of a reason, see reason-codes.ts. */
  reasonNumber?: number | undefined;
}

/** A place in the list, newest first: where the page before ended. */
export interface Place {
  at: Date;
  id: string;
}

/** @param page.before the last of the page before */
export async function listDecisions(shopId: bigint, filter: DecisionFilter, page: { before?: Place | undefined; limit: number }, on: Queryable = pool()): Promise<DecisionRow[]> {
  const { productIds, customerId, reasonNumber } = filter;
  const { rows } = await on.query<DecisionRow>(
    `SELECT ${COLUMNS} FROM decisions
      WHERE shop_id = $1
        AND ($2::timestamptz IS NULL OR (decided_at <= $2 AND (decided_at, decision_id) < ($2, $3::uuid)))
        AND ($4::bigint[] IS NULL OR cart_product_ids && $4 OR EXISTS (SELECT 1 FROM jsonb_array_elements(offered || refused) e WHERE (e->>'p')::bigint = ANY($4)))
        AND ($5::bigint IS NULL OR customer_id = $5)
        AND ($6::int IS NULL OR refused @> jsonb_build_array(jsonb_build_object('c', $6)) OR offered @> jsonb_build_array(jsonb_build_object('r', jsonb_build_array(jsonb_build_object('c', $6)))))
      ORDER BY decided_at DESC, decision_id DESC LIMIT $7`,
    [shopId, page.before?.at ?? null, page.before?.id ?? null, productIds ?? null, customerId ?? null, reasonNumber ?? null, page.limit],
  );
  return rows;
}
