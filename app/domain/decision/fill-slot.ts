// Who stands in a slot: its best candidate, else a substitute from its own list (of the same kind and near in price
// first, then as ranked), else the strongest association of the same kind near the price. A slot that the cart already
// fills stays empty.
import { isNearInPrice, isSameKind } from '../catalog/likeness.ts';
import type { RuleContext } from '../eligibility/rule.ts';
import type { SetFacts, SlotFacts } from '../set/set.ts';
import { percentOf } from '../offer/offer-terms.ts';
import { standInOrder } from '../set/stand-in-order.ts';
import type { DecisionFacts, Refusal } from './facts.ts';
import { type Acceptable, judgeCandidate, type Refused } from './judge-candidate.ts';

/**
 * Orders that must hold the anchor and an association before it may stand in: what is of the right kind and price may still
 * not fit the anchor (another camera's battery), and only what was bought with it shows that it does.
 */
const LEAST_ORDERS_TOGETHER = 5;

export interface FilledSlot {
  chosen: (Acceptable & { insteadOf: { productId: bigint; code: Refused['code']; numbers: readonly number[] } | null }) | null;
  refused: readonly Refusal[];
}

/** @param taken products that earlier slots of the offer hold */
export function fillSlot(set: SetFacts, slot: SlotFacts, facts: DecisionFacts, context: RuleContext, taken: ReadonlySet<bigint>): FilledSlot {
  const refused: Refusal[] = [];
  const judge = (productId: bigint, discountBp: number): Acceptable | Refused => {
    const verdict: Acceptable | Refused = taken.has(productId)
      ? { kind: 'refused', code: 'in_this_offer', numbers: [], fillsSlot: false }
      : judgeCandidate(facts.products.get(productId), discountBp, context);
    if (verdict.kind === 'refused') refused.push({ code: verdict.code, productId, setId: set.setId, slotNo: slot.slotNo, numbers: verdict.numbers });
    return verdict;
  };

  const verdicts = slot.candidates.map(({ productId }) => judge(productId, percentOf(set.terms)));
  const bestId = slot.candidates[0]?.productId;
  const best = verdicts[0];
  const isFilled = verdicts.some((verdict) => verdict.kind === 'refused' && verdict.fillsSlot);
  if (!best || bestId === undefined || isFilled) return { chosen: null, refused };
  if (best.kind === 'acceptable') return { chosen: { ...best, insteadOf: null }, refused };

  const substitute = nearestCandidate(verdicts, facts.products.get(bestId)) ?? strongestAssociation();
  const insteadOf = { productId: bestId, code: best.code, numbers: best.numbers };
  return { chosen: substitute ? { ...substitute, insteadOf } : null, refused };

  /** At full price: the store's discount is published for the set's own candidates only. */
  function strongestAssociation(): Acceptable | undefined {
    const wanted = facts.products.get(bestId as bigint);
    const own = new Set(set.slots.flatMap(({ candidates }) => candidates.map(({ productId }) => productId)));
    const together = facts.support.get(set.anchorProductId);
    if (!wanted) return undefined;
    for (const { productId } of facts.companions) {
      const product = facts.products.get(productId);
      if ((together?.get(productId) ?? 0) < LEAST_ORDERS_TOGETHER) continue;
      if (!product || own.has(productId) || !isSameKind(wanted, product) || !isNearInPrice(wanted, product)) continue;
      const verdict = judge(productId, 0);
      if (verdict.kind === 'acceptable') return verdict;
    }
    return undefined;
  }
}

function nearestCandidate(verdicts: readonly (Acceptable | Refused)[], wanted: Acceptable['product'] | undefined): Acceptable | undefined {
  const left = verdicts.filter((verdict) => verdict.kind === 'acceptable');
  const [first] = standInOrder(left.map(({ product }) => product), wanted);
  return left.find(({ product }) => product === first);
}
