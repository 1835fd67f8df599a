// What of some sets their terms depend on, in whatever state the sets are.
import type { SetOnDesk } from '#app/domain/offer/item-terms.ts';
import { TERMS_COLUMNS, type TermsColumns, termsFromRow } from './offer-terms.ts';
import type { Queryable } from './pool.ts';
import { pool } from './pool.ts';

export type PricedSet = SetOnDesk & { setId: string };

type Row = TermsColumns & { set_id: string; strategy: string; anchor_product_id: bigint; slots: { slotNo: number; products: string[] }[] | null };

export async function setsToPrice(shopId: bigint, setIds: readonly string[], on: Queryable = pool()): Promise<PricedSet[]> {
  const { rows } = await on.query<Row>(
    `SELECT s.set_id, s.strategy, s.anchor_product_id, ${TERMS_COLUMNS},
            (SELECT json_agg(json_build_object('slotNo', t.slot_no, 'products',
                      ARRAY(SELECT c.product_id::text FROM set_candidates c WHERE c.shop_id = t.shop_id AND c.set_id = t.set_id AND c.slot_no = t.slot_no ORDER BY c.rank)) ORDER BY t.slot_no)
               FROM set_slots t WHERE t.shop_id = s.shop_id AND t.set_id = s.set_id) AS slots
       FROM sets s WHERE s.shop_id = $1 AND s.set_id = ANY($2::uuid[])`,
    [shopId, setIds],
  );
  return rows.map((row) => ({
    setId: row.set_id,
    strategy: row.strategy,
    anchorProductId: row.anchor_product_id,
    terms: termsFromRow(row),
    slots: (row.slots ?? []).map(({ slotNo, products }) => ({ slotNo, candidates: products.map((productId) => ({ productId: BigInt(productId) })) })),
  }));
}
