// Whether two products are the same thing in another colour, pattern or shape: somebody may want both, but neither
// completes the other.
import { isTyped, type NamedProduct, nounOf } from './kind.ts';
import { everyWord, headOf, isFigure, isName } from './title-words.ts';

/** Prices that differ by less are the same price to a shopper. */
const SAME_PRICE = 0.05;
const ABOUT = 0.2;
/** A word that names the kind of so many of the products whose titles it is in is what they are, wherever it stands. */
const MOSTLY_NOUN = 0.5;
const ORNAMENTS = new Set(['decoration', 'ornament', 'bauble', 'garland', 'wreath']);

interface Read {
  /** As kindsOf() says; empty where it is not known. */
  noun: string;
  /** Known from its title alone, which may have taken the wrong word for it. */
  isGuessed: boolean;
  words: ReadonlySet<string>;
  nouns: readonly string[];
  isOrnament: boolean;
}

/**
 * @param products those that will be asked about
 * @param kinds as kindsOf() says
 */
export function likenessIn(products: readonly NamedProduct[], kinds: ReadonlyMap<bigint, string>): (one: NamedProduct, other: NamedProduct) => boolean {
  const nouns = nounsOf(products, kinds);
  const read = new Map<bigint, Read>();
  const readOf = (product: NamedProduct): Read => {
    const known = read.get(product.productId);
    if (known) return known;
    const noun = nounOf(kinds.get(product.productId) ?? '');
    const head = headOf(product.title);
    const last = head.findLast(isName) ?? '';
    const fresh = {
      noun,
      isGuessed: !isTyped(product),
      words: new Set(everyWord(product.title)),
      nouns: head.filter((word) => nouns.has(word)),
      isOrnament: ORNAMENTS.has(noun || last) || (noun === '' && isFigure(last)),
    };
    read.set(product.productId, fresh);
    return fresh;
  };
  return (one, other) => {
    const [ours, theirs] = [readOf(one), readOf(other)];
    const areKnown = ours.noun !== '' && theirs.noun !== '';
    if (areKnown && ours.noun === theirs.noun) return true;
    if (nouns.has(ours.noun) && nouns.has(theirs.noun) && !ours.nouns.some((noun) => theirs.nouns.includes(noun))) return ours.isOrnament && theirs.isOrnament;
    // Two kinds that the merchant tells apart are two.
    if (areKnown && !ours.isGuessed && !theirs.isGuessed) return false;
    // A heart, a star and a tree to hang up are one kind of thing.
    if (ours.isOrnament && theirs.isOrnament) return true;
    if (ours.isGuessed && theirs.isGuessed && ours.nouns.some((noun) => theirs.nouns.includes(noun))) return true;
    const shared = [...ours.words].filter((word) => theirs.words.has(word));
    const names = shared.filter(isName).length;
    // What nobody can name is the kind that its title names.
    if (areKnown !== (ours.noun !== '' || theirs.noun !== '') && (ours.words.has(theirs.noun) || theirs.words.has(ours.noun))) return true;
    // Nor is anything known to tell it from what costs about as much.
    if (!areKnown && (ours.isGuessed || theirs.isGuessed) && isSamePrice(one, other, ABOUT)) return true;
    if (!isSamePrice(one, other, SAME_PRICE)) return !areKnown && names >= 2;
    // At one price, most of the words or the same beginning or end: cards of one series.
    return shared.length * 2 >= ours.words.size + theirs.words.size - shared.length || isSeries([...ours.words].filter(isName), [...theirs.words].filter(isName));
  };
}

/** Words that name a kind wherever they stand: "ribbon" in "6 Ribbons rustic charm", never "paper" in "paper plate". */
function nounsOf(products: readonly NamedProduct[], kinds: ReadonlyMap<bigint, string>): ReadonlySet<string> {
  const seen = new Map<string, { named: number; titles: number }>();
  for (const product of products) {
    const kind = kinds.get(product.productId);
    if (kind === undefined || isTyped(product)) continue;
    for (const word of new Set(headOf(product.title))) {
      const count = seen.get(word) ?? { named: 0, titles: 0 };
      seen.set(word, { named: count.named + (word === nounOf(kind) ? 1 : 0), titles: count.titles + 1 });
    }
  }
  return new Set([...seen].flatMap(([word, { named, titles }]) => (named > 1 && named >= titles * MOSTLY_NOUN && !isFigure(word) ? [word] : [])));
}

const isSeries = (words: readonly string[], others: readonly string[]): boolean =>
  words.length > 1 && others.length > 1 && (words.at(-1) === others.at(-1) || (words[0] === others[0] && words[1] === others[1]));

const isSamePrice = (one: NamedProduct, other: NamedProduct, within: number): boolean =>
  Math.abs(one.priceMinor - other.priceMinor) <= within * Math.max(one.priceMinor, other.priceMinor);
