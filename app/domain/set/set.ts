// A set as deciding sees it: products that belong together, what starts them, and slots of ranked candidates.
import type { OfferTerms } from '../offer/offer-terms.ts';
import type { OutgrownSignals, SetDefinition, Strategy } from './set-definition.ts';

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
  /** What this rung or part adds; null: the reason from orders is said. */
  words: string | null;
  /** Best first. */
  candidates: readonly CandidateFacts[];
}

/** When, where and for whom a set is offered (conditions.ts). */
export type SetConditions = Pick<SetDefinition, 'startsOn' | 'endsOn' | 'season' | 'marketIds' | 'segments' | 'trialBp' | 'byRuleOnly'>;

export interface SetFacts {
  setId: string;
  strategy: Strategy;
  /** Shown for what starts it; once it has begun (strategies/), what did. */
  anchorProductId: bigint;
  /** What may start it, with its rung or part, 0 for a plain anchor: of a decision, what of that is in the cart or the customer's. */
  startedBy: ReadonlyMap<bigint, number>;
  /** What the customer is trying to do; the widget's heading. */
  goal: string;
  /** What it improves, in a sentence for the shopper. */
  outcome: string | null;
  /** As the merchant wrote them; limits have not had their say. */
  terms: OfferTerms;
  /** In the set's own order. */
  slots: readonly SlotFacts[];
  conditions: SetConditions;
  signals: OutgrownSignals | null;
}

export const ALWAYS: SetConditions = { startsOn: null, endsOn: null, season: null, marketIds: [], segments: [], trialBp: null, byRuleOnly: false };

/** Known to hold for whoever looks at a page, whoever they are; the store may paint no other set. Days are judged where they are known. */
export const isForEverybody = ({ marketIds, segments, trialBp, byRuleOnly }: SetConditions): boolean =>
  marketIds.length === 0 && segments.length === 0 && trialBp === null && !byRuleOnly;
