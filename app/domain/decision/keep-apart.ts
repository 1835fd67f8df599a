// What does not stand beside what an offer holds already.
import { isNearDuplicate } from '../catalog/near-duplicate.ts';
import type { ProductFacts } from '../catalog/product.ts';
import type { DecisionFacts } from './facts.ts';
import type { SlotToFill } from './slot-to-fill.ts';

/** The same product again: what starts the set, or what another slot of the offer holds, or where terms that differ by slot have it. */
export function isThereAlready(productId: bigint, { set, slot, taken, ready }: SlotToFill): 'starts_the_set' | 'in_this_offer' | null {
  if (productId === set.anchorProductId) return 'starts_the_set';
  const isGivenElsewhere = (ready.slotOf.get(productId) ?? slot.slotNo) !== slot.slotNo;
  return isGivenElsewhere || taken.some((other) => other.productId === productId) ? 'in_this_offer' : null;
}

/** What is so like one of them that it would look like a mistake, or what learning found to be taken instead of one of them. */
export function isOneTooMany(product: ProductFacts, taken: readonly ProductFacts[], { substitutes }: DecisionFacts): boolean {
  const standsFor = (one: ProductFacts, other: ProductFacts) => substitutes.get(one.productId)?.includes(other.productId) ?? false;
  return taken.some((other) => isNearDuplicate(product, other) || standsFor(product, other) || standsFor(other, product));
}
