// Who stands in where a slot's own list has nobody left: what learning found to be a substitute of its best, or of what was
// to stand in for that, and so on; else the strongest association of the same kind. Near in price to the best, past every
// rule, and at full price: the store's discount is published for the set's own candidates only.
import { isNearInPrice, isSameKind } from '../catalog/likeness.ts';
import type { SetFacts } from '../set/set.ts';
import type { DecisionFacts } from './facts.ts';
import type { Acceptable } from './judge-candidate.ts';

/**
 * Orders that must hold the anchor and an association before it may stand in: what is of the right kind and price may still
 * not fit the anchor (another camera's battery), and only what was bought with it shows that it does.
 */
const LEAST_ORDERS_TOGETHER = 5;
/** A longer chain has lost what it began with. */
const MOST_IN_CHAIN = 20;

/** @param fallen the slot's own candidates, best first; there is at least one */
export function findSubstitute(set: SetFacts, fallen: readonly bigint[], facts: DecisionFacts, judge: (productId: bigint) => Acceptable | undefined): Acceptable | undefined {
  const wanted = facts.products.get(fallen[0] as bigint);
  if (!wanted) return undefined;
  // The set's own other products stand in their own slots only; nobody is asked twice.
  const seen = new Set(set.slots.flatMap(({ candidates }) => candidates.map(({ productId }) => productId)));
  return learnedSubstitute() ?? strongestAssociation();

  function learnedSubstitute(): Acceptable | undefined {
    const chain = [...fallen.slice(0, MOST_IN_CHAIN)];
    for (let at = 0; at < Math.min(chain.length, MOST_IN_CHAIN); at++) {
      for (const productId of facts.substitutes.get(chain[at] as bigint) ?? []) {
        const product = facts.products.get(productId);
        if (!product || seen.has(productId) || !isNearInPrice(wanted!, product)) continue;
        seen.add(productId);
        const found = judge(productId);
        if (found) return found;
        chain.push(productId);
      }
    }
    return undefined;
  }

  function strongestAssociation(): Acceptable | undefined {
    const together = facts.support.get(set.anchorProductId);
    for (const { productId } of facts.companions) {
      if ((together?.get(productId) ?? 0) < LEAST_ORDERS_TOGETHER) continue;
      const product = facts.products.get(productId);
      if (!product || seen.has(productId) || !isSameKind(wanted!, product) || !isNearInPrice(wanted!, product)) continue;
      seen.add(productId);
      const found = judge(productId);
      if (found) return found;
    }
    return undefined;
  }
}
