// Who stands in a slot: its best candidate, else a substitute. First from the slot's own list, in stand-in order; then what
// find-substitute.ts knows. A slot that the cart already fills stays empty.
import type { ProductFacts } from '../catalog/product.ts';
import type { RuleContext } from '../eligibility/rule.ts';
import type { ItemTerms, SetTerms } from '../offer/item-terms.ts';
import type { SetFacts, SlotFacts } from '../set/set.ts';
import { standInOrder } from '../set/stand-in-order.ts';
import type { DecisionFacts, FallenOut, Refusal } from './facts.ts';
import { findSubstitute } from './find-substitute.ts';
import { type Acceptable, judgeCandidate, type Refused } from './judge-candidate.ts';
import { isOneTooMany, isThereAlready } from './keep-apart.ts';

export interface SlotToFill {
  set: SetFacts;
  slot: SlotFacts;
  /** Products that earlier slots of the offer hold. */
  taken: readonly ProductFacts[];
  ready: SetTerms;
  /** What the set gives each of its products. */
  termsOf: (product: ProductFacts) => ItemTerms;
}

export interface FilledSlot {
  /** With the first choice whose place it takes. */
  chosen: (Acceptable & { insteadOf: FallenOut | null }) | null;
  refused: readonly Refusal[];
}

/** Each product is judged once, in the order in which it would have stood here. */
export function fillSlot(toFill: SlotToFill, facts: DecisionFacts, context: RuleContext): FilledSlot {
  const { set, slot, taken, termsOf } = toFill;
  const verdicts = new Map<bigint, Acceptable | Refused>();
  const judge = (productId: bigint): Acceptable | Refused => {
    const known = verdicts.get(productId);
    if (known) return known;
    const isThere = isThereAlready(productId, toFill);
    const verdict = isThere ? refusedAs(isThere) : judgeCandidate(facts.products.get(productId), termsOf, context);
    const kept = verdict.kind === 'acceptable' && isOneTooMany(verdict.product, taken, facts) ? refusedAs('near_duplicate') : verdict;
    verdicts.set(productId, kept);
    return kept;
  };

  const inOrder = candidatesInOrder(slot, facts, termsOf);
  let chosen: Acceptable | undefined;
  let isFilled = false;
  for (const productId of inOrder) {
    const verdict = judge(productId);
    if (verdict.kind === 'acceptable') chosen ??= verdict;
    else if (verdict.fillsSlot) isFilled = true;
  }
  if (isFilled) {
    if (chosen) verdicts.set(chosen.product.productId, refusedAs('slot_filled'));
    chosen = undefined;
  } else if (inOrder.length > 0) chosen ??= findSubstitute(set, inOrder, facts, judge);
  return { chosen: chosen ? { ...chosen, insteadOf: firstChoice(inOrder[0], verdicts) } : null, refused: refusalsOf(verdicts, set, slot) };
}

const refusedAs = (code: Refused['code']): Refused => ({ kind: 'refused', code, numbers: [], fillsSlot: false });

/** @returns the best, then who takes over from it */
function candidatesInOrder({ candidates }: SlotFacts, { products }: DecisionFacts, termsOf: SlotToFill['termsOf']): bigint[] {
  const [best, ...others] = candidates.map(({ productId }) => productId);
  if (best === undefined) return [];
  const known = others.flatMap((productId) => products.get(productId) ?? []);
  const unknown = others.filter((productId) => !products.has(productId));
  return [best, ...standInOrder(known, products.get(best), termsOf).map(({ productId }) => productId), ...unknown];
}

/** @returns null where it was not refused */
function firstChoice(productId: bigint | undefined, verdicts: ReadonlyMap<bigint, Acceptable | Refused>): FallenOut | null {
  const verdict = productId === undefined ? undefined : verdicts.get(productId);
  return productId !== undefined && verdict?.kind === 'refused' ? { productId, code: verdict.code, numbers: verdict.numbers } : null;
}

function refusalsOf(verdicts: ReadonlyMap<bigint, Acceptable | Refused>, { setId }: SetFacts, { slotNo }: SlotFacts): Refusal[] {
  const refusals: Refusal[] = [];
  for (const [productId, verdict] of verdicts) if (verdict.kind === 'refused') refusals.push({ code: verdict.code, productId, setId, slotNo, numbers: verdict.numbers });
  return refusals;
}
