// Who takes over when a slot's best candidate falls out: those of its kind, near in price and no less of a bargain first,
// then the others of its kind and price, then the rest, each as ranked. Publishing writes slots in this order and deciding
// follows it, so that what Liquid paints is what is chosen.
import { isNearInPrice, isSameKind } from '../catalog/likeness.ts';
import type { ProductFacts } from '../catalog/product.ts';
import { isWorthAsMuch, type ItemTerms } from '../offer/item-terms.ts';

/**
 * @param ranked the slot's other candidates, best first
 * @param best the one whose place is to be taken; undefined where nothing is known of it: then as ranked
 * @param termsOf what the set gives each of them
 */
export function standInOrder(ranked: readonly ProductFacts[], best: ProductFacts | undefined, termsOf: (product: ProductFacts) => ItemTerms): ProductFacts[] {
  if (!best) return [...ranked];
  const wanted = termsOf(best);
  const nearness = (product: ProductFacts): number => {
    if (!isSameKind(best, product) || !isNearInPrice(best, product)) return 2;
    return isWorthAsMuch(termsOf(product), wanted) ? 0 : 1;
  };
  const byNearness = Map.groupBy(ranked, nearness);
  return [0, 1, 2].flatMap((each) => byNearness.get(each) ?? []);
}
