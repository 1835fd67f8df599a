// Who takes over when a slot's best candidate falls out: those of its kind and near in price first, then the others, each
// as ranked. Publishing writes slots in this order and deciding follows it, so that what Liquid paints is what is chosen.
import { isNearInPrice, isSameKind } from '../catalog/likeness.ts';
import type { ProductFacts } from '../catalog/product.ts';

/**
 * @param ranked the slot's other candidates, best first
 * @param best the one whose place is to be taken; undefined where nothing is known of it: then as ranked
 */
export function standInOrder(ranked: readonly ProductFacts[], best: ProductFacts | undefined): ProductFacts[] {
  const alike = best ? ranked.filter((product) => isSameKind(best, product) && isNearInPrice(best, product)) : [];
  return [...alike, ...ranked.filter((product) => !alike.includes(product))];
}
