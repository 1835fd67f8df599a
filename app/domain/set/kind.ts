// What kind of thing a product is, in the words a person would use: its type, else its category, else the words of its
// title that the shop's other titles and prices show to be a kind ("lunch bag" in "Lunch bag red retrospot").
import type { Language } from '../language.ts';
import { kindsInTitles } from './kinds-in-titles.ts';
import { headOf, singular } from './title-words.ts';

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
  const untyped = products.filter((product) => typeName(product) === '');
  const named = plausible(kindsInTitles(untyped), untyped);
  return new Map(products.flatMap((product) => {
    const kind = typeName(product) || named.get(product.productId);
    return kind ? [[product.productId, kind] as const] : [];
  }));
}

const FEW = 5;
const MOSTLY = 0.6;

/**
 * What only one title is taken to say is as likely a word of its pattern; and so is what few are taken to say and most titles
 * have beside a kind that is better known: "london" on cards, mugs and bags.
 */
function plausible(named: ReadonlyMap<bigint, string>, products: readonly NamedProduct[]): Map<bigint, string> {
  const titlesOf = Map.groupBy(named.values(), nounOf);
  const isWellKnown = (noun: string) => (titlesOf.get(noun)?.length ?? 0) >= FEW;
  const heads = products.map(({ title }) => headOf(title));
  const isPattern = (noun: string) => {
    const all = heads.filter((head) => head.includes(noun));
    // "Garden" before "fork" says what kind of fork.
    return all.filter((head) => head.some((word, at) => word !== noun && head[at + 1] !== noun && isWellKnown(word))).length >= all.length * MOSTLY;
  };
  const nouns = new Set([...titlesOf].flatMap(([noun, titles]) => (titles.length > 1 && (titles.length >= FEW || !isPattern(noun)) ? [noun] : [])));
  return new Map([...named].filter(([, name]) => nouns.has(nounOf(name))));
}

function typeName({ productType, category }: NamedProduct): string {
  const name = productType.trim() || (category?.split('>').at(-1)?.trim() ?? '');
  return singular(name.toLowerCase());
}

/** How much of a thing there is, or on what it comes. */
const WRAPPING = /^(.+) (?:set|pack|reel|roll|sheet|bundle)$/;

/** As it is written where somebody reads it: German nouns begin with a capital. */
export const kindIn = (language: Language, kind: string): string => (language === 'de' ? kind.charAt(0).toLocaleUpperCase('de') + kind.slice(1) : kind);

/** The noun alone: "bag" of "lunch bag", "ribbon" of "ribbon reel". */
export const nounOf = (kind: string): string => (WRAPPING.exec(kind)?.[1] ?? kind).split(' ').at(-1)!;

/** Whether the merchant said what it is: else only its title may have been guessed at. */
export const isTyped = ({ productType, category }: NamedProduct): boolean => productType.trim() !== '' || category !== null;
