// What kind of thing a product is, in the words a person would use: its type, else its category, else the words of its
// title that the shop's other titles and prices show to be a kind ("lunch bag" in "Lunch bag red retrospot").
import { kindsInTitles } from './kinds-in-titles.ts';
import { singular } from './title-words.ts';

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
  const named = withoutLonely(kindsInTitles(products.filter((product) => typeName(product) === '')));
  return new Map(products.flatMap((product) => {
    const kind = typeName(product) || named.get(product.productId);
    return kind ? [[product.productId, kind] as const] : [];
  }));
}

/** What only one title is taken to say is as likely a word of its pattern. */
function withoutLonely(named: ReadonlyMap<bigint, string>): Map<bigint, string> {
  const titles = new Map<string, number>();
  for (const name of named.values()) titles.set(nounOf(name), (titles.get(nounOf(name)) ?? 0) + 1);
  return new Map([...named].filter(([, name]) => titles.get(nounOf(name))! > 1));
}

function typeName({ productType, category }: NamedProduct): string {
  const name = productType.trim() || (category?.split('>').at(-1)?.trim() ?? '');
  return singular(name.toLowerCase());
}

/** How much of a thing there is, or on what it comes. */
const WRAPPING = /^(.+) (?:set|pack|reel|roll|sheet|bundle)$/;

/** The noun alone: "bag" of "lunch bag", "ribbon" of "ribbon reel". */
export const nounOf = (kind: string): string => (WRAPPING.exec(kind)?.[1] ?? kind).split(' ').at(-1)!;

/** Whether the merchant said what it is: else only its title may have been guessed at. */
export const isTyped = ({ productType, category }: NamedProduct): boolean => productType.trim() !== '' || category !== null;
