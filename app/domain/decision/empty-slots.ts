// Whether a decision left a slot empty: only then is there anything that a stand-in could change. What a rung, a part or a
// better version is, the merchant says; a set that did not begin has no slots to fill.
import { STRATEGY } from '../set/strategies.ts';
import type { Decision, DecisionFacts } from './facts.ts';
import { NOT_GIVEN } from './reason-codes.ts';

/** @returns true also where the cart fills a slot, which stays empty whoever might stand in */
export function hasEmptySlot({ sets }: Pick<DecisionFacts, 'sets'>, { offer, refused }: Decision): boolean {
  const filled = new Set<string>();
  for (const { slotNo } of offer?.items ?? []) filled.add(`${offer?.setId} ${slotNo}`);
  // What another set outranked stood in its slot all the same.
  for (const { code, setId, slotNo } of refused) if (code === 'ranked_lower') filled.add(`${setId} ${slotNo}`);
  const notBegun = new Set(refused.flatMap(({ code, setId, slotNo }) => (slotNo === 0 && !NOT_GIVEN.has(code) ? [setId] : [])));
  return sets.some(({ setId, strategy, slots }) => STRATEGY[strategy].beside === 'completes' && !notBegun.has(setId) && slots.some(({ slotNo }) => !filled.has(`${setId} ${slotNo}`)));
}
