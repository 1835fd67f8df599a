// What the merchant entered in Shopify as complementary, in the merchant's order. Nobody knows better, so likeness and price
// do not weigh here.
import type { Hint } from './cold-product.ts';

export function merchantComplements(anchorProductId: bigint, complements: ReadonlyMap<bigint, readonly bigint[]>): Hint[] {
  const named = [...new Set(complements.get(anchorProductId) ?? [])].filter((productId) => productId !== anchorProductId);
  return named.map((productId, at) => ({ productId, score: 1 / (at + 1) }));
}
