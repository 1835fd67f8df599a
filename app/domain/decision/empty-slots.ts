// Whether a decision left a slot empty: only then is there anything that a stand-in could change.
import type { Decision, DecisionFacts } from './facts.ts';

/** @returns true also where the cart fills a slot, which stays empty whoever might stand in */
export function hasEmptySlot({ sets }: Pick<DecisionFacts, 'sets'>, { offer, refused }: Decision): boolean {
  const filled = new Set<string>();
  for (const { slotNo } of offer?.items ?? []) filled.add(`${offer?.setId} ${slotNo}`);
  // What another set outranked stood in its slot all the same.
  for (const { code, setId, slotNo } of refused) if (code === 'ranked_lower') filled.add(`${setId} ${slotNo}`);
  return sets.some(({ setId, slots }) => slots.some(({ slotNo }) => !filled.has(`${setId} ${slotNo}`)));
}
