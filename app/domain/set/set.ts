// A set as deciding sees it: products that belong together, an anchor and slots of ranked candidates.
import type { OfferTerms } from '../offer/offer-terms.ts';

export interface CandidateFacts {
  productId: bigint;
  /** Orders with anchor and candidate both, counted when the set was suggested; 0 where a merchant chose it. */
  support: number;
  /** The model's score at that time. */
  score: number;
}

export interface SlotFacts {
  slotNo: number;
  name: string;
  /** Best first. */
  candidates: readonly CandidateFacts[];
}

export interface SetFacts {
  setId: string;
  strategy: string;
  anchorProductId: bigint;
  /** What the customer is trying to do; the widget's heading. */
  goal: string;
  /** As the merchant wrote them; limits have not had their say. */
  terms: OfferTerms;
  /** In the set's own order. */
  slots: readonly SlotFacts[];
}
