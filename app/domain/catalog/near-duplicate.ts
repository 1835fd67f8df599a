// Whether two products are so alike that an offer with both would look like a mistake: of one type, about one price, and
// with almost the same title.
import { lowestPriceMinor, type ProductFacts } from './product.ts';

/** Share of the words of both titles that must be in both. */
const ALMOST_ALL = 0.6;
const ABOUT_ONE_PRICE = 0.1;

export function isNearDuplicate(one: ProductFacts, other: ProductFacts): boolean {
  if (one.productId === other.productId) return true;
  if (typeOf(one) !== typeOf(other)) return false;
  const [price, otherPrice] = [lowestPriceMinor(one) ?? 0, lowestPriceMinor(other) ?? 0];
  return Math.abs(price - otherPrice) <= ABOUT_ONE_PRICE * Math.max(price, otherPrice) && sharedWords(one.title, other.title) >= ALMOST_ALL;
}

const typeOf = ({ productType }: ProductFacts): string => productType.trim().toLowerCase();

/** Numbers tell sizes and models apart, so each counts as a word. */
const wordsOf = (title: string): Set<string> => new Set(title.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []);

/** Jaccard: words of both titles over words of either. */
function sharedWords(one: string, other: string): number {
  const [words, others] = [wordsOf(one), wordsOf(other)];
  let shared = 0;
  for (const word of words) if (others.has(word)) shared++;
  return shared === 0 ? 0 : shared / (words.size + others.size - shared);
}
