// Of what is bought in the same company, what may stand in for a product: for sale, the same kind, near in price, and no
// property known in which they differ (another mount). Where the catalog says no kind, nothing stands in: what is used with
// the same things may be anything.
import type { Substitutes } from '#app/domain/association/substitutes.ts';
import type { ColdProduct } from '#app/domain/cold-start/cold-product.ts';
import { sameProperties } from '#app/domain/cold-start/same-properties.ts';
import { kindsOf } from '#app/domain/set/kind.ts';

export interface ProductSubstitutes {
  productId: string;
  substituteIds: string[];
  scores: number[];
}

const MOST_KEPT = 10;
/** As far from a price as a substitute may be when it is offered (domain/catalog/likeness.ts). */
const NEAREST = 0.5;
const FARTHEST = 2;

/** What is this much less like a product than the likest is bought in that company for another reason. */
const LEAST_OF_BEST = 0.25;

/**
 * @param productKeys the product id, as decimal text, of each dense index
 * @param products all that may be offered
 */
export function* keepAlike(substitutes: Substitutes, productKeys: readonly string[], products: readonly ColdProduct[]): Generator<ProductSubstitutes> {
  const kinds = kindsOf(products);
  const known = new Map(products.map((product) => [String(product.productId), { kind: kinds.get(product.productId), product }]));
  for (let at = 0; at < productKeys.length; at++) {
    const own = known.get(productKeys[at]!);
    if (own?.kind === undefined) continue;
    const substituteIds: string[] = [];
    const scores: number[] = [];
    for (let place = substitutes.starts[at]!; place < substitutes.starts[at + 1]! && substituteIds.length < MOST_KEPT; place++) {
      const key = productKeys[substitutes.targets[place]!]!;
      const other = known.get(key);
      if (other?.kind !== own.kind || !isNearInPrice(own.product, other.product) || sameProperties(own.product, other.product) === null) continue;
      if (substitutes.scores[place]! < (scores[0] ?? 0) * LEAST_OF_BEST) break;
      substituteIds.push(key);
      scores.push(substitutes.scores[place]!);
    }
    if (substituteIds.length > 0) yield { productId: productKeys[at]!, substituteIds, scores };
  }
}

const isNearInPrice = (one: ColdProduct, other: ColdProduct): boolean => other.priceMinor >= one.priceMinor * NEAREST && other.priceMinor <= one.priceMinor * FARTHEST;
