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

export interface DecisionPage {
  /** The last of the page before. */
  before?: Place | undefined;
  limit: number;
  /** How many are looked through at most; undefined: as far back as it takes. */
  lookAt?: number | undefined;
}

// $2 and $3 the place, $4 the customer: what an index answers.
const FROM_THERE = `FROM decisions
      WHERE shop_id = $1 AND ($2::timestamptz IS NULL OR (decided_at <= $2 AND (decided_at, decision_id) < ($2, $3::uuid))) AND ($4::bigint IS NULL OR customer_id = $4)
      ORDER BY decided_at DESC, decision_id DESC`;

const thereOf = (shopId: bigint, { customerId }: DecisionFilter, before: Place | undefined) => [shopId, before?.at ?? null, before?.id ?? null, customerId ?? null];

export async function listDecisions(shopId: bigint, filter: DecisionFilter, { before, limit, lookAt }: DecisionPage, on: Queryable = pool()): Promise<DecisionRow[]> {
  // = ANY looks a product up in a hash; && would go through all of $5 for each.
  const { rows } = await on.query<DecisionRow>(
    `SELECT ${COLUMNS} FROM (SELECT * ${FROM_THERE} LIMIT $7) AS looked_at
      WHERE ($5::bigint[] IS NULL OR EXISTS (SELECT FROM unnest(cart_product_ids) p WHERE p = ANY($5)) OR EXISTS (SELECT FROM jsonb_array_elements(offered::jsonb || refused::jsonb) e WHERE (e->>'p')::bigint = ANY($5)))
        AND ($6::int IS NULL OR refused::jsonb @> jsonb_build_array(jsonb_build_object('c', $6)) OR offered::jsonb @> jsonb_build_array(jsonb_build_object('r', jsonb_build_array(jsonb_build_object('c', $6)))))
      ORDER BY decided_at DESC, decision_id DESC LIMIT $8`,
    [...thereOf(shopId, filter, before), filter.productIds ?? null, filter.reasonNumber ?? null, lookAt ?? null, limit],
  );
  return rows;
}

/** @returns the last of the `lookAt` that listDecisions looks at; undefined: there are no more than those */
export async function lastLookedAt(shopId: bigint, filter: DecisionFilter, { before, lookAt }: { before: Place | undefined; lookAt: number }, on: Queryable = pool()): Promise<Place | undefined> {
  const { rows } = await on.query<Place>(`SELECT decided_at AS at, decision_id AS id ${FROM_THERE} OFFSET $5 LIMIT 2`, [...thereOf(shopId, filter, before), lookAt - 1]);
  return rows.length > 1 ? rows[0] : undefined;
}
