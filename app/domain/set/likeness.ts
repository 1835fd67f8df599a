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
    const names = shared.filter(isName).length;
    if (!isSamePrice(one, other)) return !areKnown && names >= 2;
    // At one price, most of the words or the same beginning or end: a heart, a star and a tree of one series of decorations.
    return shared.length * 2 >= ours.size + theirs.size - shared.length || isSeries([...ours].filter(isName), [...theirs].filter(isName)) || (!areKnown && (names >= 1 || shared.length >= 2));
  };
}

const isSeries = (words: readonly string[], others: readonly string[]): boolean =>
  words.length > 1 && others.length > 1 && (words.at(-1) === others.at(-1) || (words[0] === others[0] && words[1] === others[1]));

const isSamePrice = (one: NamedProduct, other: NamedProduct): boolean =>
  Math.abs(one.priceMinor - other.priceMinor) <= SAME_PRICE * Math.max(one.priceMinor, other.priceMinor);
