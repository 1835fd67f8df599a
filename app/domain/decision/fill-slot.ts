// Who stands in a slot: its best candidate, else a substitute. First from the slot's own list, in stand-in order; then what
// find-substitute.ts knows. A slot that the cart already fills stays empty.
import type { ProductFacts } from '../catalog/product.ts';
import { checkFilling } from '../eligibility/check-eligibility.ts';
import type { RuleContext } from '../eligibility/rule.ts';
import type { SlotFacts } from '../set/set.ts';
import { standInOrder } from '../set/stand-in-order.ts';
import type { DecisionFacts, FallenOut, Refusal } from './facts.ts';
import { findSubstitute } from './find-substitute.ts';
import { type Acceptable, judgeCandidate, type Refused } from './judge-candidate.ts';
import { isOneTooMany, isThereAlready } from './keep-apart.ts';
import type { SlotToFill } from './slot-to-fill.ts';

export interface FilledSlot {
  /** With the first choice whose place it takes. */
  chosen: (Acceptable & { insteadOf: FallenOut | null }) | null;
  refused: readonly Refusal[];
}

export function fillSlot(toFill: SlotToFill, facts: DecisionFacts, context: RuleContext): FilledSlot {
  const { set, slot, termsOf, atFullPrice } = toFill;
  const refused: Refusal[] = [];
  let isFilled = false;
  const refuse = (productId: bigint, verdict: Refused): void => {
    refused.push({ code: verdict.code, productId, setId: set.setId, slotNo: slot.slotNo, numbers: verdict.numbers });
    isFilled ||= verdict.fillsSlot;
  };
  const judge = (productId: bigint, terms: SlotToFill['termsOf']): Acceptable | undefined => {
    const verdict = judgeBeside(productId, terms, toFill, facts, context);
    if (verdict.kind === 'acceptable') return verdict;
    refuse(productId, verdict);
    return undefined;
  };

  const [best, ...others] = slot.candidates;
  if (!best) return { chosen: null, refused };
  let chosen = judge(best.productId, termsOf);
  const inOrder = chosen ? others.map(({ productId }) => productId) : inStandInOrder(best.productId, others, facts, termsOf);
  for (const productId of inOrder) {
    if (!chosen) chosen = judge(productId, termsOf);
    else passOver(productId);
  }
  if (isFilled) {
    if (chosen) refuse(chosen.product.productId, refusedAs('slot_filled'));
    return { chosen: null, refused };
  }
  // What a rung, a part or a better version is, the merchant says; what is merely alike is none.
  if (context.beside === 'completes') chosen ??= findSubstitute(set, [best.productId, ...inOrder], facts, (productId) => judge(productId, atFullPrice));
  return { chosen: chosen ? { ...chosen, insteadOf: fallenFirst(best.productId, refused) } : null, refused };

  /** Who comes behind the chosen one is not needed, and refused nothing; it only tells whether the cart fills the slot. */
  function passOver(productId: bigint): void {
    const product = productId === set.anchorProductId ? undefined : facts.products.get(productId);
    const filling = product && checkFilling(product, context);
    if (filling) refuse(productId, { kind: 'refused', ...filling });
  }
}

const refusedAs = (code: Refused['code']): Refused => ({ kind: 'refused', code, numbers: [], fillsSlot: false });

function judgeBeside(productId: bigint, terms: SlotToFill['termsOf'], toFill: SlotToFill, facts: DecisionFacts, context: RuleContext): Acceptable | Refused {
  const isThere = isThereAlready(productId, toFill);
  if (isThere) return refusedAs(isThere);
  const verdict = judgeCandidate(facts.products.get(productId), terms, context);
  return verdict.kind === 'acceptable' && isOneTooMany(verdict.product, toFill.taken, facts) ? refusedAs('near_duplicate') : verdict;
}

/** What is not known comes last: it says only that it is gone. */
function inStandInOrder(bestId: bigint, others: SlotFacts['candidates'], { products }: DecisionFacts, termsOf: SlotToFill['termsOf']): bigint[] {
  const known: ProductFacts[] = [];
  const unknown: bigint[] = [];
  for (const { productId } of others) {
    const product = products.get(productId);
    if (product) known.push(product);
    else unknown.push(productId);
  }
  return [...standInOrder(known, products.get(bestId), termsOf).map(({ productId }) => productId), ...unknown];
}

/** @returns null where it was not refused */
function fallenFirst(bestId: bigint, [first]: readonly Refusal[]): FallenOut | null {
  return first?.productId === bestId ? { productId: bestId, code: first.code, numbers: first.numbers } : null;
}
