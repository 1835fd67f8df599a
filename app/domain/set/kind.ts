// What kind of thing a product is, in the words a person would use: its type, else its category, else the words of its
// title that the shop's other titles and prices show to be a kind ("lunch bag" in "Lunch bag red retrospot").

export interface NamedProduct {
  productId: bigint;
  title: string;
  productType: string;
  /** Full name in Shopify's taxonomy, "Cameras & Optics > Cameras > Film Cameras". */
  category: string | null;
  /** Of its cheapest variant, minor units. */
  priceMinor: number;
}

/** @returns a lower-case singular name per product; none for a title that says no kind which others say too */
export function kindsOf(products: readonly NamedProduct[]): Map<bigint, string> {
  const named = kindsInTitles(products.filter((product) => typeName(product) === ''));
  return new Map(products.flatMap((product) => {
    const kind = typeName(product) || named.get(product.productId);
    return kind ? [[product.productId, kind] as const] : [];
  }));
}

function typeName({ productType, category }: NamedProduct): string {
  const name = productType.trim() || (category?.split('>').at(-1)?.trim() ?? '');
  return singular(name.toLowerCase());
}

/** Words that end in s and are not plurals, or have no singular. */
const AS_THEY_ARE = /(?:'s|(?:^|[ -])(?:lens|canvas|christmas|childrens|kids|mens|womens|ladies|gas|series|accessories|binoculars|headphones|earphones|glasses|scissors|trousers|jeans|tights|leggings|shorts))$/;

export function singular(name: string): string {
  if (AS_THEY_ARE.test(name) || /(?:ss|us|is)$/.test(name)) return name;
  if (/[^aeiou]ies$/.test(name)) return `${name.slice(0, -3)}y`;
  if (/(?:ss|x|zz|ch|sh)es$|(?:^|[ -])lenses$/.test(name)) return name.slice(0, -2);
  return name.endsWith('s') ? name.slice(0, -1) : name;
}

/** The noun alone: "bag" of "lunch bag". */
export const nounOf = (kind: string): string => kind.split(' ').at(-1)!;

/** Words that say how a thing looks, of what it is made or how many there are: true of any kind, so never one. */
const NOT_A_KIND = new Set(
  ('set pack pair piece assorted large small medium mini big tall long short round square new mixed single double design designs style finish colour color colours '
    + 'red blue green pink white black ivory cream yellow orange purple lilac silver gold golden grey gray brown turquoise natural clear '
    + 'stripe striped stripey spot spotty dot dotty polkadot check checked gingham paisley tartan floral plain printed '
    + 'wood wooden metal ceramic plastic cotton enamel acrylic zinc '
    + 'christmas xmas easter vintage retro antique modern classic traditional scandinavian french english edwardian victorian '
    + 'and the this that you your not are').split(' ').map(singular),
);
const FEWEST_TITLES = 3;
const FEWEST_NAMED_ALIKE = 5;
/** Titles' worth of belief in the shop's whole range of prices that a word's own prices have to overcome. */
const PRIOR_TITLES = 2;
/** In English titles the noun stands last, or last before "of", "with", "in", "for"; but a shop may put its pattern behind it. */
const IF_NEVER_LAST = 0.4;
/** What a word has to explain better than the whole catalogue does, to be taken for a kind at all. */
const LEAST_EVIDENCE = 0.5;
/** Two words that stand together in several titles seldom do so by chance. */
const FOR_TWO_WORDS = 1.25;

interface Phrase {
  titles: number;
  last: number;
  sum: number;
  squares: number;
}

/**
 * Things of one kind cost about the same, things of one pattern or maker do not. So of the words of a title, and of its
 * couples of words, the kind is the one whose prices in other titles fit this product's price best: "lunch bag" costs
 * what all lunch bags cost, "retrospot" is on bags and on cake stands. A word that stands last in many titles counts more.
 */
function kindsInTitles(products: readonly NamedProduct[]): Map<bigint, string> {
  const read = products.map((product) => ({ product, words: beforePreposition(product.title), price: Math.log(Math.max(1, product.priceMinor)) }));
  const inTwo = inTwoWords(read.map(({ words }) => words));
  const phrases = new Map<string, Phrase>();
  const prices = { titles: 0, last: 0, sum: 0, squares: 0 };
  for (const one of read) {
    const { price } = one;
    const words = inTwo(one.words);
    one.words = words;
    note(prices, price, false);
    const own = new Map(words.flatMap((word, at) => [[word, at] as const, [coupleAt(words, at), at] as const]));
    own.delete('');
    for (const [phrase, at] of own) {
      const known = phrases.get(phrase) ?? { titles: 0, last: 0, sum: 0, squares: 0 };
      note(known, price, at === words.length - 1);
      phrases.set(phrase, known);
    }
  }
  const everyVariance = varianceOf(prices);
  const couplesOf = mostFrequentCouple(phrases);
  const couldBe = new Map([...phrases].filter(([phrase, { titles }]) => titles >= FEWEST_TITLES && isNameOfOne(phrase)));
  return new Map(read.map(({ product, words, price }) => [product.productId, nameIn(words, price) || nameIn(inTwo(everyWord(product.title)), price)]));

  function nameIn(words: readonly string[], price: number): string {
    let [name, end, most] = ['', -1, LEAST_EVIDENCE];
    words.forEach((word, at) => {
      for (const phrase of [word, coupleAt(words, at)]) {
        const evidence = evidenceFor(phrase, word, price);
        if (evidence > most) [name, end, most] = [phrase, at, evidence];
      }
    });
    const longer = coupleAt(words, end);
    const isNamedAlike = isName(words[end - 1] ?? '') && (phrases.get(longer)?.titles ?? 0) >= FEWEST_NAMED_ALIKE;
    return isNamedAlike ? longer : name;
  }

  function evidenceFor(phrase: string, word: string, price: number): number {
    const found = couldBe.get(phrase);
    if (!found) return 0;
    // "jumbo" in a shop of jumbo bags says no more than that a bag will follow.
    if ((couplesOf.get(word) ?? 0) * 2 >= phrases.get(word)!.titles) return 0;
    const mean = found.sum / found.titles;
    const spread = found.squares - found.titles * mean * mean;
    const variance = (spread + PRIOR_TITLES * everyVariance) / (found.titles - 1 + PRIOR_TITLES);
    const fit = Math.sqrt(everyVariance / variance) * Math.exp(-((price - mean) ** 2) / (2 * variance));
    return (phrase === word ? 1 : FOR_TWO_WORDS) * fit * (IF_NEVER_LAST + (1 - IF_NEVER_LAST) * (found.last / found.titles));
  }
}

function note(phrase: Phrase, price: number, isLast: boolean): void {
  phrase.titles += 1;
  phrase.last += isLast ? 1 : 0;
  phrase.sum += price;
  phrase.squares += price * price;
}

const varianceOf = ({ titles, sum, squares }: Phrase): number => Math.max(1e-6, squares / titles - (sum / titles) ** 2);

/** Of each word that stands first in couples, in how many titles its most frequent couple is. */
function mostFrequentCouple(phrases: ReadonlyMap<string, Phrase>): Map<string, number> {
  const most = new Map<string, number>();
  for (const [phrase, { titles }] of phrases) {
    const [first, second] = phrase.split(' ');
    if (second !== undefined && titles > (most.get(first!) ?? 0)) most.set(first!, titles);
  }
  return most;
}

/** Reads "drawerknob" as "drawer knob" where the shop writes that more often. */
function inTwoWords(titles: readonly (readonly string[])[]): (words: readonly string[]) => string[] {
  const joined = new Map<string, { words: string[]; titles: number }>();
  const asOne = new Map<string, number>();
  for (const words of titles) {
    words.forEach((word, at) => {
      asOne.set(word, (asOne.get(word) ?? 0) + 1);
      if (at === 0) return;
      const couple = joined.get(words[at - 1]! + word) ?? { words: [words[at - 1]!, word], titles: 0 };
      couple.titles += 1;
      joined.set(words[at - 1]! + word, couple);
    });
  }
  return (words) => words.flatMap((word) => {
    const couple = joined.get(word);
    return couple && couple.titles > (asOne.get(word) ?? 0) ? couple.words : [word];
  });
}

/** A "set" is nothing by itself, but a "writing set" is. */
function isNameOfOne(phrase: string): boolean {
  const words = phrase.split(' ');
  return words.every((word, at) => isName(word) || (at > 0 && word === 'set'));
}

export const isName = (word: string): boolean => word.length > 2 && !NOT_A_KIND.has(word);

const coupleAt = (words: readonly string[], at: number): string => (at > 0 ? `${words[at - 1]} ${words[at]}` : '');

/** The words of a title, lower case and singular. */
export const everyWord = (title: string): string[] => (title.toLowerCase().match(/\p{L}[\p{L}'-]*/gu) ?? []).map(singular);

const beforePreposition = (title: string): string[] =>
  everyWord(title.toLowerCase().replace(/\b(?:set|pack|box|roll) ?(?:of|\/) ?\d+\b/g, ' ').split(/\b(?:of|with|in|for)\b|(?<=\S) (?=\d)/)[0]!);
