// How alike two products must be for one to stand in for the other: the same kind, and near in price.
import { lowestPriceMinor, type ProductFacts } from './product.ts';

/** Half the price to twice the price still counts as near. */
const NEAREST = 0.5;
const FARTHEST = 2;

/** @returns whether both carry the same product type; products without a type are of no kind, hence never alike */
export function isSameKind(one: ProductFacts, other: ProductFacts): boolean {
  const kind = one.productType.trim().toLowerCase();
  return kind !== '' && kind === other.productType.trim().toLowerCase();
}

/** @returns whether `other` costs 0.5 to 2 times what `one` does, cheapest variant against cheapest variant */
export function isNearInPrice(one: ProductFacts, other: ProductFacts): boolean {
  const from = lowestPriceMinor(one);
  const to = lowestPriceMinor(other);
  return from !== undefined && to !== undefined && to >= from * NEAREST && to <= from * FARTHEST;
}
