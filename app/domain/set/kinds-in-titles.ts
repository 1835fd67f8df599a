// What kind of thing a product is where its title alone can tell. A thing that is counted says it: "6 Ribbons rustic charm".
// Else things of one kind cost about the same, things of one pattern or maker do not: of the words of a title, and of its
// couples of words, the kind is the one whose prices in other titles fit this product's price best. "Lunch bag" costs what
// all lunch bags cost, "retrospot" is on bags and on cake stands. A word that stands last in many titles counts more.
import type { NamedProduct } from './kind.ts';
import { countedIn, everyWord, headOf, isFigure, isName, picturedIn, pluralIn } from './title-words.ts';

const FEWEST_TITLES = 3;
const FEWEST_NAMED_ALIKE = 5;
/** A word that stands last so often is a noun, even where no price says of what. */
const MOSTLY_LAST = 0.6;
/** Titles' worth of belief in the shop's whole range of prices that a word's own prices have to overcome. */
const PRIOR_TITLES = 2;
/** In English titles the noun stands last, or last before "of", "with", "in", "for"; but a shop may put its pattern behind it. */
const IF_NEVER_LAST = 0.4;
const IF_NOT_LAST_HERE = 0.75;
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

/** @returns a name per product; empty for a title that says no kind which others say too */
export function kindsInTitles(products: readonly NamedProduct[]): Map<bigint, string> {
  const pictured = picturedIn(products.map(({ title }) => title));
  const withoutPicture = (words: readonly string[]) => words.slice(0, words.findLastIndex((word) => !pictured.has(word)) + 1);
  const read = products.map((product) => ({ product, words: withoutPicture(headOf(product.title)), price: Math.log(Math.max(1, product.priceMinor)) }));
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
  const couldBe = new Map([...phrases].filter(([phrase, { titles }]) => titles >= FEWEST_TITLES && phrase.split(' ').every((word) => !pictured.has(word)) && isNameOfOne(phrase)));
  return new Map(read.map(({ product, words, price }) =>
    [product.productId, counted(words, product.title) || nameIn(words, price) || lastNounIn(words, product.title) || lastNounIn(everyWord(product.title), product.title)]));

  function counted(words: readonly string[], title: string): string {
    const at = countedIn(title, words);
    return at < 0 ? '' : longerAt(words, at, FEWEST_TITLES);
  }

  /** With the word before it, where enough titles say both. */
  function longerAt(words: readonly string[], at: number, fewest: number): string {
    const longer = coupleAt(words, at);
    return isName(words[at - 1] ?? '') && !pictured.has(words[at - 1]!) && (phrases.get(longer)?.titles ?? 0) >= fewest ? longer : words[at]!;
  }

  function nameIn(words: readonly string[], price: number): string {
    let [name, end, most] = ['', -1, LEAST_EVIDENCE];
    words.forEach((word, at) => {
      for (const phrase of [word, coupleAt(words, at)]) {
        const evidence = evidenceFor(phrase, word, price) * (at === words.length - 1 ? 1 : IF_NOT_LAST_HERE);
        if (evidence > most) [name, end, most] = [phrase, at, evidence];
      }
    });
    return end < 0 || name.includes(' ') ? name : longerAt(words, end, FEWEST_NAMED_ALIKE);
  }

  /** A plural at the end is what is sold, as a word is that stands last wherever it is. */
  function lastNounIn(words: readonly string[], title: string): string {
    const word = words.at(-1) ?? '';
    const found = couldBe.get(word);
    return found && (pluralIn(title)(word) || found.last >= found.titles * MOSTLY_LAST) ? word : '';
  }

  function evidenceFor(phrase: string, word: string, price: number): number {
    const found = couldBe.get(phrase);
    // What stands last in no title is a kind only if it begins as many as "lunch bag" does.
    if (!found || (found.last === 0 && found.titles < FEWEST_NAMED_ALIKE)) return 0;
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

/** A "set" is nothing by itself, but a "writing set" is; and "dog bowl" is a kind, "bowl dog" is none. */
function isNameOfOne(phrase: string): boolean {
  const words = phrase.split(' ');
  return words.every((word, at) => isName(word) || (at > 0 && word === 'set')) && !isFigure(words.at(-1)!);
}

const coupleAt = (words: readonly string[], at: number): string => (at > 0 ? `${words[at - 1]} ${words[at]}` : '');
