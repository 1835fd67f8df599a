// Products that could join a set: found by words, each with what a person needs to choose it.
import { deskProducts } from '#app/db/admin-products.ts';
import { productsToAdd } from '#app/db/admin-sets.ts';
import { marginPolicyOf } from '#app/db/margin-policy.ts';
import { policyFor } from '#app/domain/margin/rails.ts';
import { type SetProduct, setProduct } from './set-product.ts';

/** What a list below a field can hold; what is not among them needs another word. */
const MOST_FOUND = 8;
const NOTHING = 0n;

export interface FoundProduct extends SetProduct {
  productType: string;
  /** Orders that hold it and what starts the set. */
  support: number;
}

export interface ProductSearch {
  /** What starts the set; null: nothing yet. */
  anchorId: bigint | null;
  /** Of the title or the type; empty for what is bought most with the anchor. */
  words: string;
  /** Products that are in the draft already. */
  without: readonly bigint[];
}

/** @returns those bought most often with the set's anchor first, at their full price: what the set gives is known once they stand in it */
export async function findProducts(shopId: bigint, { anchorId, words, without }: ProductSearch, at: Date): Promise<FoundProduct[]> {
  const [found, policy] = await Promise.all([productsToAdd(shopId, { anchorProductId: anchorId ?? NOTHING, words, without, at, limit: MOST_FOUND }), marginPolicyOf(shopId)]);
  const products = await deskProducts(shopId, [...(anchorId === null ? [] : [anchorId]), ...found.map(({ productId }) => productId)]);
  const anchor = anchorId === null ? undefined : products.get(anchorId);
  return found.map(({ productId, support }) => {
    const facts = products.get(productId);
    return { ...setProduct(productId, facts, null, policyFor('joins', policy), at, anchor), productType: facts?.productType ?? '', support };
  });
}
