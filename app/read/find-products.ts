// Products that could join a set: found by words, each with what a person needs to choose it.
import { deskProducts } from '#app/db/admin-products.ts';
import { oneSet, productsToAdd } from '#app/db/admin-sets.ts';
import { marginPolicyOf } from '#app/db/margin-policy.ts';
import { AppError } from '#app/domain/app-error.ts';
import { itemTerms, setTerms } from '#app/domain/offer/item-terms.ts';
import { NO_TERMS } from '#app/domain/offer/offer-terms.ts';
import { type SetProduct, setProduct } from './set-product.ts';

/** What a list below a field can hold; what is not among them needs another word. */
const MOST_FOUND = 8;

export interface FoundProduct extends SetProduct {
  productType: string;
  /** Orders that hold it and the set's anchor. */
  support: number;
}

export interface ProductSearch {
  /** Of the title or the type; empty for what is bought most with the anchor. */
  words: string;
  /** Products that are in the draft already. */
  without: readonly bigint[];
}

/** @returns those bought most often with the set's anchor first */
export async function findProducts(shopId: bigint, setId: string, { words, without }: ProductSearch, at: Date): Promise<FoundProduct[]> {
  const [set, policy] = await Promise.all([oneSet(shopId, setId), marginPolicyOf(shopId)]);
  if (!set) throw new AppError('not_found', 'This set does not exist, or was removed.');
  const found = await productsToAdd(shopId, { anchorProductId: set.anchorProductId, words, without, at, limit: MOST_FOUND });
  const products = await deskProducts(shopId, [set.anchorProductId, ...found.map(({ productId }) => productId)]);
  const anchor = products.get(set.anchorProductId);
  // As in a slot of its own: what a slot's share would be is known once it stands in one.
  const ready = setTerms({ ...set, terms: set.terms.kind === 'percent' ? set.terms : NO_TERMS }, products, policy);
  return found.map(({ productId, support }) => {
    const facts = products.get(productId);
    return { ...setProduct(productId, facts, facts ? itemTerms(ready, facts, policy) : null, policy, at, anchor), productType: facts?.productType ?? '', support };
  });
}
