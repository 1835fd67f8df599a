// One set, filled for this cart: its items, what they come to, and what showing them is expected to earn.
import type { RuleContext } from '../eligibility/rule.ts';
import type { SetFacts } from '../set/set.ts';
import type { DecisionFacts, Offer, OfferedItem, Refusal } from './facts.ts';
import { fillSlot } from './fill-slot.ts';

export interface ComposedSet {
  set: SetFacts;
  /** null: no slot could be filled. */
  offer: Offer | null;
  refused: readonly Refusal[];
  /** Association score for this cart × margin after discount, summed over the items; minor units. Ranks, promises nothing. */
  expectedProfitMinor: number;
}

export function composeOffer(set: SetFacts, facts: DecisionFacts, context: RuleContext): ComposedSet {
  const items: OfferedItem[] = [];
  const refused: Refusal[] = [];
  const taken = new Set<bigint>([set.anchorProductId]);
  let expectedProfitMinor = 0;
  for (const slot of set.slots) {
    const filled = fillSlot(set, slot, facts, context, taken);
    refused.push(...filled.refused);
    if (!filled.chosen) continue;
    const { product, first, discountBp, setDiscountBp, limitedBy, marginBp, costAssumed, variants, insteadOf } = filled.chosen;
    const candidate = slot.candidates.find(({ productId }) => productId === product.productId);
    taken.add(product.productId);
    expectedProfitMinor += scoreOf(product.productId, facts, candidate?.score) * filled.chosen.marginMinor;
    items.push({
      slotNo: slot.slotNo,
      slotName: slot.name,
      productId: product.productId,
      ...first,
      discountBp,
      setDiscountBp,
      limitedBy,
      marginBp,
      costAssumed,
      support: facts.support.get(set.anchorProductId)?.get(product.productId) ?? candidate?.support ?? 0,
      insteadOf,
      variants,
    });
  }
  return { set, offer: items.length > 0 ? totalled(set, items) : null, refused, expectedProfitMinor };
}

function totalled({ setId, anchorProductId, goal, terms }: SetFacts, items: readonly OfferedItem[]): Offer {
  const totalMinor = items.reduce((sum, { offerPriceMinor }) => sum + offerPriceMinor, 0);
  const beforeMinor = items.reduce((sum, { priceMinor }) => sum + priceMinor, 0);
  return { setId, anchorProductId, goal, items, totalMinor, savingMinor: beforeMinor - totalMinor, terms, freeShipping: false };
}

/** What the current model says of this cart; where it is silent, what it said when the set was suggested. */
function scoreOf(productId: bigint, { companions }: DecisionFacts, whenSuggested = 0): number {
  return companions.find((companion) => companion.productId === productId)?.score ?? whenSuggested;
}
