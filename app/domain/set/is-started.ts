// Whether what an offer stands beside starts its set. Where a rule of the merchant's called for the set it need not: then nobody
// may be told that its parts were made for that product, bought with it, or what they make of it.
import type { SetFacts } from './set.ts';

export const isStarted = ({ setId, anchorProductId }: { setId: string; anchorProductId: bigint }, sets: readonly SetFacts[]): boolean =>
  sets.some((set) => set.setId === setId && set.startedBy.has(anchorProductId));

interface WithSets {
  sets: readonly SetFacts[];
  /** Those that rules call for, whatever starts them. */
  calledSets: ReadonlyMap<string, SetFacts>;
}

/** @returns whether its heading is true here: one that is shown only where a rule calls for it was given its heading for that */
export const keepsHeading = (offer: { setId: string; anchorProductId: bigint }, { sets, calledSets }: WithSets): boolean =>
  isStarted(offer, sets) || calledSets.get(offer.setId)?.conditions.byRuleOnly === true;
