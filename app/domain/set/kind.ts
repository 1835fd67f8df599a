// What kind of thing a product is, in the words a person would use: its type, else its category, else the word of its
// title that the shop's other titles show to be a noun ("holder" in "hanging heart t-light holder").

export interface NamedProduct {
  productId: bigint;
  title: string;
  productType: string;
  /** Full name in Shopify's taxonomy, "Cameras & Optics > Cameras > Film Cameras". */
  category: string | null;
}

/** @returns a lower-case singular name per product; none for a title that shares no noun with another */
export function kindsOf(products: readonly NamedProduct[]): Map<bigint, string> {
  const untyped = products.filter((product) => typeName(product) === '');
  const named = headNouns(untyped.map(({ title }) => title));
  return new Map(products.flatMap((product) => {
    const kind = typeName(product) || named(product.title);
    return kind === '' ? [] : [[product.productId, kind] as const];
  }));
}

function typeName({ productType, category }: NamedProduct): string {
  const name = productType.trim() || (category?.split('>').at(-1)?.trim() ?? '');
  return singular(name.toLowerCase());
}

/** Words that end in s and are not plurals, or have no singular. */
const AS_THEY_ARE = /(?:^|[ -])(?:lens|canvas|gas|series|accessories|binoculars|headphones|earphones|glasses|scissors|trousers|jeans|tights|leggings|shorts)$/;

export function singular(name: string): string {
  if (AS_THEY_ARE.test(name) || /(?:ss|us|is)$/.test(name)) return name;
  if (/[^aeiou]ies$/.test(name)) return `${name.slice(0, -3)}y`;
  if (/(?:ss|x|zz|ch|sh)es$|(?:^|[ -])lenses$/.test(name)) return name.slice(0, -2);
  return name.endsWith('s') ? name.slice(0, -1) : name;
}

/** The noun alone: "bag" of "lunch bag". */
export const nounOf = (kind: string): string => kind.split(' ').at(-1)!;

const NOT_A_KIND = new Set(
  ('set pack assorted large small medium mini big tall long short round square new mixed design designs colour color colours style '
    + 'red blue green pink white black ivory cream yellow orange purple silver gold grey gray brown turquoise natural clear '
    + 'christmas easter vintage retro').split(' ').map(singular),
);
const FEWEST_TITLES = 3;
const FEWEST_NAMED_ALIKE = 5;

/**
 * In English titles the noun comes last, or last before "of", "with", "in", "for". Of a title's words the noun is the one
 * that stands there in the most titles, and not only now and then; a pattern or a maker's name seldom does. A word before
 * it that many titles have there too ("lunch bag") belongs to the name.
 */
function headNouns(titles: readonly string[]): (title: string) => string {
  const last = new Map<string, number>();
  const anywhere = new Map<string, number>();
  const couples = new Map<string, number>();
  const count = (counts: Map<string, number>, key: string) => counts.set(key, (counts.get(key) ?? 0) + 1);
  for (const title of titles) {
    const words = wordsOf(title);
    for (const word of new Set(words)) count(anywhere, word);
    for (let at = 1; at < words.length; at++) count(couples, `${words[at - 1]} ${words[at]}`);
    const final = words.findLast(isName);
    if (final !== undefined) count(last, final);
  }
  return (title) => nameIn(wordsOf(title)) || nameIn(everyWord(title));

  function nameIn(words: readonly string[]): string {
    let noun = -1;
    let most = 0.5;
    words.forEach((word, at) => {
      const titlesWith = anywhere.get(word) ?? 0;
      if (!isName(word) || titlesWith < FEWEST_TITLES) return;
      const nounness = (last.get(word) ?? 0) ** 2 / titlesWith;
      if (nounness > most) [noun, most] = [at, nounness];
    });
    if (noun < 0) return '';
    const couple = `${words[noun - 1]} ${words[noun]}`;
    const isNamedAlike = noun > 0 && isName(words[noun - 1]!) && (couples.get(couple) ?? 0) >= FEWEST_NAMED_ALIKE;
    return isNamedAlike ? couple : words[noun]!;
  }
}

const isName = (word: string): boolean => word.length > 2 && !NOT_A_KIND.has(word);

const everyWord = (title: string): string[] => (title.toLowerCase().match(/\p{L}[\p{L}'-]*/gu) ?? []).map(singular);

const wordsOf = (title: string): string[] =>
  everyWord(title.toLowerCase().replace(/\b(?:set|pack|box|roll) of \d+\b/g, ' ').split(/\b(?:of|with|in|for)\b/)[0]!);
