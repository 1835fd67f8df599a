// A set as deciding and publishing see it, read in one row.
import type { SetFacts } from '#app/domain/set/set.ts';
import type { OutgrownSignals, Strategy } from '#app/domain/set/set-definition.ts';
import { TERMS_COLUMNS, type TermsColumns, termsFromRow } from './offer-terms.ts';
import { CONDITIONS_COLUMNS, type ConditionsColumns, conditionsFromRow } from './set-conditions.ts';

/** Over `sets s`. */
export const SET_FACTS_COLUMNS = `s.set_id, s.strategy, s.anchor_product_id, s.goal, s.outcome, s.signals, ${CONDITIONS_COLUMNS}, ${TERMS_COLUMNS},
         (SELECT json_agg(json_build_object('slotNo', o.slot_no, 'name', o.name, 'words', o.words, 'candidates',
                   (SELECT json_agg(json_build_array(c.product_id::text, c.support, c.score) ORDER BY c.rank) FROM set_candidates c
                     WHERE c.shop_id = o.shop_id AND c.set_id = o.set_id AND c.slot_no = o.slot_no)) ORDER BY o.slot_no)
            FROM set_slots o WHERE o.shop_id = s.shop_id AND o.set_id = s.set_id) AS slots`;

export interface SetFactsColumns extends TermsColumns, ConditionsColumns {
  set_id: string;
  strategy: Strategy;
  anchor_product_id: bigint;
  goal: string;
  outcome: string | null;
  signals: OutgrownSignals | null;
  slots: { slotNo: number; name: string; words: string | null; candidates: [productId: string, support: number, score: number][] | null }[] | null;
}

export function setFactsFromRow(row: SetFactsColumns, startedBy: ReadonlyMap<bigint, number>): SetFacts {
  return {
    setId: row.set_id,
    strategy: row.strategy,
    anchorProductId: row.anchor_product_id,
    startedBy,
    goal: row.goal,
    outcome: row.outcome,
    terms: termsFromRow(row),
    slots: (row.slots ?? []).map(({ slotNo, name, words, candidates }) => ({
      slotNo,
      name,
      words,
      candidates: (candidates ?? []).map(([productId, support, score]) => ({ productId: BigInt(productId), support, score })),
    })),
    conditions: conditionsFromRow(row),
    signals: row.signals,
  };
}
