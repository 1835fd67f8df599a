// Product types and tags that a rule of a set could name.
import { type NameKind, productNames } from '#app/db/product-names.ts';

const MOST_FOUND = 8;

export interface FoundName {
  name: string;
  /** That have it. */
  products: number;
}

/** @returns those of the most products first */
export function findNames(shopId: bigint, kind: NameKind, words: string): Promise<FoundName[]> {
  return productNames(shopId, kind, words, MOST_FOUND);
}
