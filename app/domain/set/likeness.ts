// Whether two products are the same thing in another colour, pattern or shape: somebody may want both, but neither
// completes the other.
import { everyWord, isName, type NamedProduct, nounOf } from './kind.ts';

/** Prices that differ by less are the same price to a shopper. */
const SAME_PRICE = 0.05;

/** @param kinds as kindsOf() says */
export function likenessIn(kinds: ReadonlyMap<bigint, string>): (one: NamedProduct, other: NamedProduct) => boolean {
  const words = new Map<bigint, ReadonlySet<string>>();
  const wordsOf = ({ productId, title }: NamedProduct): ReadonlySet<string> => {
    const known = words.get(productId) ?? new Set(everyWord(title));
    words.set(productId, known);
    return known;
  };
  return (one, other) => {
    const [kind, otherKind] = [kinds.get(one.productId), kinds.get(other.productId)];
    const areKnown = kind !== undefined && otherKind !== undefined;
    if (areKnown && nounOf(kind) === nounOf(otherKind)) return true;
    const [ours, theirs] = [wordsOf(one), wordsOf(other)];
    const shared = [...ours].filter((word) => theirs.has(word));
    // A heart, a star and a tree of one series of decorations: most of the words, and the price.
    if (areKnown) return isSamePrice(one, other) && shared.length * 2 >= ours.size + theirs.size - shared.length;
    return shared.filter(isName).length >= (isSamePrice(one, other) ? 1 : 2) || (isSamePrice(one, other) && shared.length >= 2);
  };
}

const isSamePrice = (one: NamedProduct, other: NamedProduct): boolean =>
  Math.abs(one.priceMinor - other.priceMinor) <= SAME_PRICE * Math.max(one.priceMinor, other.priceMinor);
