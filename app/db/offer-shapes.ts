// Offers of the kept decisions, each different one once with how often it was made: thousands stand for a million.
import type { EncodedItem } from '#app/domain/decision/encode.ts';
import type { OfferKind } from '#app/domain/offer/offer-terms.ts';
import { type DecisionRow, DECISION_COLUMNS } from './decisions.ts';
import type { Queryable } from './pool.ts';
import { pool } from './pool.ts';

export interface OfferShape {
  setId: string;
  currency: string;
  offered: EncodedItem[];
  times: number;
  lastAt: Date;
  /** Of the set as it is now; null: it is gone. */
  anchorProductId: bigint | null;
  setGives: OfferKind;
}

/** @param limit of different offers: the commonest @returns them, and how many offers there were in all */
export async function offerShapes(shopId: bigint, since: Date, limit: number, on: Queryable = pool()): Promise<{ shapes: OfferShape[]; offers: number }> {
  const { rows } = await on.query<OfferShape & { all: number }>(
    `WITH made AS (
       SELECT set_id, currency, offered, count(*)::int AS times, max(decided_at) AS last_at FROM decisions
        WHERE shop_id = $1 AND decided_at >= $2 AND set_id IS NOT NULL AND offered <> '[]'
        GROUP BY set_id, currency, offered)
     SELECT m.set_id AS "setId", m.currency, m.offered, m.times, m.last_at AS "lastAt", s.anchor_product_id AS "anchorProductId", COALESCE(s.offer_kind, 'none') AS "setGives",
            (sum(m.times) OVER ())::int AS "all"
       FROM made m LEFT JOIN sets s ON s.shop_id = $1 AND s.set_id = m.set_id
      ORDER BY m.times DESC, m.last_at DESC LIMIT $3`,
    [shopId, since, limit],
  );
  return { shapes: rows, offers: rows[0]?.all ?? 0 };
}

/** Decisions of these moments that made an offer. */
export async function decisionsAt(shopId: bigint, moments: readonly Date[], on: Queryable = pool()): Promise<DecisionRow[]> {
  const { rows } = await on.query<DecisionRow>(`SELECT ${DECISION_COLUMNS} FROM decisions WHERE shop_id = $1 AND decided_at = ANY($2::timestamptz[]) AND set_id IS NOT NULL`, [shopId, moments]);
  return rows;
}
