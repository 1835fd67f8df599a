// The words of a title as a shop writes it: singular, and apart those that can name a thing from those that only say how
// it looks, how many there are or what is pictured on it. General English; no shop's own names.

/** Words that end in s and are not plurals, or have no singular. */
const AS_THEY_ARE = /(?:'s|(?:^|[ -])(?:lens|canvas|christmas|childrens|kids|mens|womens|ladies|gas|series|accessories|binoculars|headphones|earphones|glasses|scissors|trousers|jeans|tights|leggings|shorts))$/;

export function singular(name: string): string {
  if (AS_THEY_ARE.test(name) || /(?:ss|us|is)$/.test(name)) return name;
  if (/[^aeiou]ies$/.test(name)) return `${name.slice(0, -3)}y`;
  if (/(?:ss|x|zz|ch|sh)es$|(?:^|[ -])lenses$/.test(name)) return name.slice(0, -2);
  return name.endsWith('s') ? name.slice(0, -1) : name;
}

/** Words that say how a thing looks, of what it is made or how many there are: true of any kind, so never one. */
const NOT_A_KIND = new Set(
  ('set pack pair piece assorted large small medium mini big tall long short round square new mixed single double design designs style finish colour color colours '
    + 'red blue green pink white black ivory cream yellow orange purple lilac silver gold golden grey gray brown turquoise natural clear '
    + 'stripe striped stripey spot spotty dot dotty polkadot check checked gingham paisley tartan floral plain '
    + 'wood wooden metal ceramic plastic cotton enamel acrylic zinc '
    + 'christmas xmas easter vintage retro antique modern classic traditional scandinavian french english edwardian victorian '
    + 'painted hanging padded folding knitted quilted printed scented decorative recycled shaped '
    + 'and the this that you your not are').split(' ').map(singular),
);
/** Words that say whose shape or picture it is: a thing named by nothing else is an ornament, and "owl" is no slot. */
const FIGURES = new Set(
  ('heart star tree flower rose daisy leaf bird owl hen chick chicken duck bunny rabbit cat dog butterfly angel fairy snowflake mushroom toadstool apple strawberry '
    + 'skull elephant reindeer pear cherry dinosaur frog robin dove swallow queen girl boy').split(' '),
);

export const isName = (word: string): boolean => word.length > 2 && !NOT_A_KIND.has(word);
export const isFigure = (word: string): boolean => FIGURES.has(word);

/** The words of a title, lower case and singular. */
export const everyWord = (title: string): string[] => (title.toLowerCase().match(/\p{L}[\p{L}'-]*/gu) ?? []).map(singular);

/** "Box of 6 crackers" are crackers. */
const WRAPPED = /\b(?:set|pack|box|roll|bag|tin|tube|jar|pair|bundle)s?\s*(?:(?:of|\/)\s*\d*|\d+)\s+/g;
const COUNTED = /^(?:\p{L}+\s*(?:of\s+|\/\s*)?)?\d+\s+(?=\p{L})/iu;

/**
 * The words before "of", "with", "in", "for" or a number, where the noun stands; of a title that begins with one, those
 * behind it. Without the size or colour that stands last.
 */
export function headOf(title: string): string[] {
  const parts = title.toLowerCase().replace(WRAPPED, ' ').split(/\b(?:of|with|in|for)\b|(?<=\S) (?=\d)/);
  const words = everyWord(parts.find((part) => everyWord(part).some(isName)) ?? title);
  return words.slice(0, words.findLastIndex((word) => isName(word) || word === 'set') + 1);
}

/** Where in the head the first plural stands of what is counted, "6 ribbons empire", "pack of 20 skull paper napkins"; else -1. */
export function countedIn(title: string, head: readonly string[]): number {
  const plural = COUNTED.test(title) ? pluralIn(title) : () => false;
  return head.findIndex((word) => plural(word) && isName(word) && !isFigure(word));
}

/** @returns whether the title has this word in the plural, and never otherwise */
export function pluralIn(title: string): (word: string) => boolean {
  const written = new Set(title.toLowerCase().match(/\p{L}[\p{L}'-]*/gu));
  return (word) => !written.has(word);
}

/** Words before "design" say what is pictured: "suki" of "Lunch bag suki design", both of "dolly girl design". */
const BEFORE_DESIGN = /(?:(\p{L}[\p{L}'-]*) )?(\p{L}[\p{L}'-]*) (?:design|pattern|print|motif)\b/giu;
const OFTEN_PICTURED = 0.1;
const OFTEN_BEFORE_FIGURE = 0.3;

/** @returns the words of these titles that are pictures, not things */
export function picturedIn(titles: readonly string[]): ReadonlySet<string> {
  const [all, pictured, before] = [new Map<string, number>(), new Map<string, number>(), new Map<string, number>()];
  const count = (counts: Map<string, number>, word: string) => counts.set(word, (counts.get(word) ?? 0) + 1);
  const often = (counts: ReadonlyMap<string, number>, share: number) => [...counts].flatMap(([word, times]) => (times >= (all.get(word) ?? Infinity) * share ? [word] : []));
  for (const title of titles) {
    for (const word of new Set(everyWord(title))) count(all, word);
    for (const [, first = '', second = ''] of title.toLowerCase().matchAll(BEFORE_DESIGN)) {
      count(pictured, singular(second));
      if (isFigure(singular(second))) count(before, singular(first));
    }
  }
  return new Set([...often(pictured, OFTEN_PICTURED), ...often(before, OFTEN_BEFORE_FIGURE)]);
}
