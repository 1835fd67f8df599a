// What a merchant never wants offered: products, all of a collection, all with a tag. Tags compare without regard to case,
// as Shopify's own do. Bounds are here and nowhere else; the screen reads them too.

export interface BlockList {
  productIds: readonly bigint[];
  collectionIds: readonly bigint[];
  /** In lower case. */
  tags: readonly string[];
}

/** Entries that a list may have, and characters of a tag (Shopify's own bound). */
export const BLOCK_BOUNDS = { entries: 500, tagLength: 255 } as const;

/** @returns a tag as it is compared; '' for none */
export const comparedTag = (typed: string): string => typed.trim().toLowerCase();
