// In a shop without orders: what stands in another branch of the taxonomy and has something particular in common with the
// anchor: a property (mount:N), that it is made for it ("for EOS R6"), a word of the title that few titles have, the anchor's
// kind ("lens filter" for a lens), its maker. A maker alone says too little, and so does a branch alone; where the categories
// are not known it takes a property or that it is made for it. What kind a thing is has to be said, not guessed from titles.
import { isTyped, nounOf } from '../set/kind.ts';
import { isName } from '../set/title-words.ts';
import type { ColdProduct, Hint } from './cold-product.ts';
import { madeFor } from './made-for.ts';
import { sameProperties } from './same-properties.ts';
import { relationOf } from './taxonomy.ts';
import { wordsIn } from './title-tokens.ts';

export interface WordHint extends Hint {
  words: string[];
}

/** What the shop's products say of themselves, and who says what, so that a large shop need not compare everything with everything. */
export interface Said {
  kinds: ReadonlyMap<bigint, string>;
  words: ReadonlyMap<bigint, ReadonlySet<string>>;
  /** By property, particular word or kind that is named beside the product's own: the products. */
  by: ReadonlyMap<string, readonly ColdProduct[]>;
  isParticular: (word: string) => boolean;
}

/** A word that so large a share of the titles has is the shop's, not the product's. */
const COMMON = 0.15;
const FOR_PROPERTY = 2;
const FOR_MADE_FOR = 2;
const FOR_KIND = 1.5;
const FOR_MAKER = 0.5;
const FOR_WORD = 1;
const ENOUGH = 1.5;

/** @param kinds as kindsOf() says; what is of none, or was only guessed to be, neither completes nor is completed */
export function whatIsSaid(products: readonly ColdProduct[], kinds: ReadonlyMap<bigint, string>): Said {
  const words = new Map(products.map(({ productId, title }) => [productId, wordsIn(title)]));
  const titles = new Map<string, number>();
  for (const all of words.values()) for (const word of all) titles.set(word, (titles.get(word) ?? 0) + 1);
  const makers = new Set(products.flatMap(({ vendor }) => [...wordsIn(vendor)]));
  const most = Math.max(2, products.length * COMMON);
  const isParticular = (word: string) => !makers.has(word) && (isName(word) || /\d/.test(word)) && !/^\d+$/.test(word) && (titles.get(word) ?? 0) <= most;
  const by = new Map<string, ColdProduct[]>();
  for (const product of products) {
    const kind = kinds.get(product.productId);
    if (kind === undefined || !isTyped(product)) continue;
    const ownWords = words.get(product.productId)!;
    for (const said of new Set([...product.tags.filter((tag) => tag.includes(':')), ...[...ownWords].filter(isParticular), ...namesOf(kind, ownWords)])) {
      const others = by.get(said);
      if (others) others.push(product);
      else by.set(said, [product]);
    }
  }
  return { kinds, words, by, isParticular };
}

export function sharedWords(anchor: ColdProduct, { kinds, words, by, isParticular }: Said): WordHint[] {
  const kind = kinds.get(anchor.productId);
  const ours = words.get(anchor.productId);
  if (kind === undefined || !ours || !isTyped(anchor)) return [];
  const particularOfOurs = [...ours].filter(isParticular);
  const candidates = new Set([...anchor.tags, ...particularOfOurs, nounOf(kind)].flatMap((said) => by.get(said) ?? []));
  return [...candidates].flatMap((product): WordHint[] => {
    const theirKind = kinds.get(product.productId)!;
    if (product.productId === anchor.productId || nounOf(theirKind) === nounOf(kind)) return [];
    const relation = relationOf(anchor.category, product.category);
    const properties = sameProperties(anchor, product);
    const made = madeFor(anchor, kind, product);
    if (relation === 'same_thing' || relation === 'main_thing' || properties === null || made === 'no') return [];
    if (relation === 'strangers' && properties.length === 0 && made === 'open') return [];
    const theirs = words.get(product.productId)!;
    const particular = particularOfOurs.filter((word) => theirs.has(word));
    const namesKind = namesOf(theirKind, theirs).has(nounOf(kind));
    const score = FOR_PROPERTY * properties.length + (made === 'said' ? FOR_MADE_FOR : 0) + FOR_WORD * particular.length + (namesKind ? FOR_KIND : 0);
    if (score < ENOUGH) return [];
    const isSameMaker = anchor.vendor !== '' && anchor.vendor === product.vendor;
    return [{ productId: product.productId, score: score + (isSameMaker ? FOR_MAKER : 0), words: [...new Set([...properties, ...particular, ...(namesKind ? [nounOf(kind)] : [])])] }];
  }).sort((a, b) => b.score - a.score || (a.productId < b.productId ? -1 : 1));
}

/** What a product says it is for: every word but the one that says what it is. */
const namesOf = (kind: string, title: ReadonlySet<string>): Set<string> => new Set([...title, ...kind.split(' ')].filter((word) => word !== nounOf(kind)));
