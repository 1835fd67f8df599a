// Offers of the kept decisions, each different one once with how often it was made: thousands stand for a million.
import type { EncodedItem } from '#app/domain/decision/encode.ts';
import { PLACES_AFTER_BROWSING } from '#app/domain/decision/moment.ts';
import type { OfferKind } from '#app/domain/offer/offer-terms.ts';
import type { Strategy } from '#app/domain/set/set-definition.ts';
import type { Queryable } from './pool.ts';
import { pool } from './pool.ts';

export interface OfferShape {
  /** The same for the same offer, in any list of offers. */
  shapeKey: string;
  setId: string;
  currency: string;
  offered: EncodedItem[];
  times: number;
  lastAt: Date;
  lastDecisionId: string;
  lastCart: bigint[];
  /** Of the set as it is now; null: it is gone, or starts from several. */
  anchorProductId: bigint | null;
  strategy: Strategy | null;
  setGives: OfferKind;
  /** Made after paying or in a message. */
  afterBrowsing: boolean;
}

const AFTER_BROWSING = `(d.placement IN (${PLACES_AFTER_BROWSING.map((place) => `'${place}'`).join(', ')}))`;

/** Which different offer it is. Over `decisions d`. */
export const SHAPE_KEY = `concat_ws(' ', d.set_id, d.currency, ${AFTER_BROWSING}, hashtextextended(d.offered::text, 0))`;

/**
 * Told apart by a hash of 64 bits, which fits into memory where the offers themselves do not.
 * @param limit of different offers: the commonest
 * @returns them with the last decision of each, and how many offers there were in all
 */
export async function offerShapes(shopId: bigint, since: Date, limit: number, on: Queryable = pool()): Promise<{ shapes: OfferShape[]; offers: number }> {
  const { rows } = await on.query<OfferShape & { all: number }>(
    `WITH made AS (
       SELECT set_id, currency, ${AFTER_BROWSING} AS after_browsing, hashtextextended(offered::text, 0) AS hash, count(*)::int AS times, max(decided_at) AS last_at FROM decisions d
        WHERE shop_id = $1 AND decided_at >= $2 AND set_id IS NOT NULL AND offered::text <> '[]'
        GROUP BY 1, 2, 3, 4),
     commonest AS (SELECT *, (sum(times) OVER ())::int AS all_times FROM made ORDER BY times DESC, last_at DESC LIMIT $3)
     SELECT ${SHAPE_KEY} AS "shapeKey", m.set_id AS "setId", m.currency, d.offered, m.times, m.last_at AS "lastAt", d.decision_id AS "lastDecisionId", d.cart_product_ids AS "lastCart",
            CASE WHEN (SELECT count(*) FROM set_anchors a WHERE a.shop_id = s.shop_id AND a.set_id = s.set_id) = 1 THEN s.anchor_product_id END AS "anchorProductId", s.strategy, COALESCE(s.offer_kind, 'none') AS "setGives", m.after_browsing AS "afterBrowsing", m.all_times AS "all"
       FROM commonest m
      CROSS JOIN LATERAL (SELECT set_id, currency, placement, offered, decision_id, cart_product_ids FROM decisions d
                           WHERE d.shop_id = $1 AND d.decided_at = m.last_at AND d.set_id = m.set_id AND d.currency = m.currency AND ${AFTER_BROWSING} = m.after_browsing AND hashtextextended(d.offered::text, 0) = m.hash LIMIT 1) d
       LEFT JOIN sets s ON s.shop_id = $1 AND s.set_id = m.set_id
      ORDER BY m.times DESC, m.last_at DESC`,
    [shopId, since, limit],
  );
  return { shapes: rows, offers: rows[0]?.all ?? 0 };
}
