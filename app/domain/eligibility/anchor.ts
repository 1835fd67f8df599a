// What rules know of the product that starts a set, as it lies in the cart.
import { lowestPriceMinor, type ProductFacts } from '../catalog/product.ts';
import { type Attributes, fits } from '../compatibility/fits.ts';

export interface AnchorFacts {
  /** Of the dearest variant in the cart; of the cheapest of all where none is. Minor units. */
  priceMinor: number;
  /** Of each variant in the cart; of the whole product where none is. */
  attributes: readonly Attributes[];
}

export function anchorFacts(product: ProductFacts | undefined, cartUnits: ReadonlyMap<bigint, number>): AnchorFacts | null {
  if (!product) return null;
  const inCart = product.variants.filter(({ variantId }) => cartUnits.has(variantId));
  if (inCart.length === 0) return { priceMinor: lowestPriceMinor(product) ?? 0, attributes: [product.attributes] };
  return { priceMinor: Math.max(...inCart.map(({ priceMinor }) => priceMinor)), attributes: inCart.map(({ attributes }) => attributes) };
}

/** @param anchor null where nothing starts the set, which then anything fits */
export function fitsAnchor({ attributes }: { attributes: Attributes }, anchor: AnchorFacts | null): boolean {
  return anchor === null || anchor.attributes.some((own) => fits(own, attributes));
}
