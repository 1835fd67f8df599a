// How much a product of the same kind says about another: the more, the more tags and words they share, the nearer their
// prices, and a little more if one vendor makes both. Nothing where one costs several times the other, or where only their
// titles say that they are of one kind and nothing else is in common.
import { isTyped, nounOf } from '../set/kind.ts';
import { everyWord, isName } from '../set/title-words.ts';
import type { ColdProduct } from './cold-product.ts';

const BY_TAGS = 2;
const BY_WORDS = 1;
const BY_VENDOR = 0.5;

const FARTHEST_PRICE = 3;

/**
 * @param kind what both are
 * @returns 0 and above; a product of the kind that shares nothing else and costs as much has 1
 */
export function kindWeight(one: ColdProduct, other: ColdProduct, kind: string): number {
  const ratio = Math.max(1, one.priceMinor) / Math.max(1, other.priceMinor);
  if (ratio > FARTHEST_PRICE || ratio < 1 / FARTHEST_PRICE) return 0;
  const names = ({ title }: ColdProduct) => everyWord(title).filter((word) => isName(word) && word !== nounOf(kind));
  const [tags, words] = [overlap(one.tags, other.tags), overlap(names(one), names(other))];
  if (tags + words === 0 && !(isTyped(one) && isTyped(other))) return 0;
  const sameVendor = one.vendor !== '' && one.vendor === other.vendor ? BY_VENDOR : 0;
  return (1 + BY_TAGS * tags + BY_WORDS * words + sameVendor) * Math.min(ratio, 1 / ratio);
}

/** Of all that either has, what both have (Jaccard). */
function overlap(ours: readonly string[], theirs: readonly string[]): number {
  const all = new Set([...ours, ...theirs]);
  const both = new Set(ours.filter((each) => theirs.includes(each)));
  return all.size === 0 ? 0 : both.size / all.size;
}
