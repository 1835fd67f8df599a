// A set as deciding sees it: products that belong together, an anchor and slots of ranked candidates.

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
  discountBp: number;
  /** In the set's own order. */
  slots: readonly SlotFacts[];
}
