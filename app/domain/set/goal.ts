// The heading of a set: what the customer is trying to do with the anchor. Plain, and true of what is in the set: a camera
// is "ready to shoot" with a card or a battery, not with a bag alone. Where no more is known: these go with it. Shoppers read
// it, so it is in the shop's language.
import type { Language } from '../language.ts';

/** In English, what is said of an anchor of this kind, when a slot of that kind is in the set. */
const BEGINNINGS: readonly (readonly [anchor: RegExp, slot: RegExp, beginning: string])[] = [
  [/\b(?:camera|camcorder)$/, /\b(?:card|battery|film)$/, 'Ready to shoot with your'],
  [/\bdrone$/, /\b(?:card|battery)$/, 'Ready to fly with your'],
  [/\bprinter$/, /\b(?:paper|ink|toner|cartridge)$/, 'Ready to print with your'],
  [/\bfilm$/, /\b(?:album|frame|photo paper)$/, 'Keep what you shoot on your'],
  [/\b(?:microphone|recorder)$/, /\b(?:card|cable|battery|windshield)$/, 'Ready to record with your'],
  [/\bteapot$/, /\b(?:cup|teacup|saucer|mug)$/, 'Tea is served with your'],
  [/\b(?:cake tin|baking tin|cake mould|mixing bowl|baking set)$/, /\b(?:case|cutter|whisk|spatula|apron|mould)$/, 'Ready to bake with your'],
  [/\b(?:coffee maker|coffee machine|espresso machine|grinder)$/, /\b(?:coffee|bean|filter|cup|tamper)$/, 'Ready to brew with your'],
  [/\b(?:tent|sleeping bag)$/, /\b(?:mat|stove|lantern|sleeping bag|tent)$/, 'Ready to camp with your'],
];
const OTHERWISE: Record<Language, string> = { en: 'Goes with your', de: 'Passt zu' };

const LONGEST_TITLE = 48;

/**
 * @param kind the anchor's kind, lower case; empty where it is not known
 * @param slots names of the set's slots
 * @param language of the shop
 */
export function goalFor(anchorTitle: string, kind: string, slots: readonly string[], language: Language): string {
  const beginnings = language === 'en' ? BEGINNINGS : [];
  const beginning = beginnings.find(([anchor, slot]) => anchor.test(kind) && slots.some((name) => slot.test(name)))?.[2] ?? OTHERWISE[language];
  return `${beginning} ${shortTitle(anchorTitle)}`;
}

/** The title as one would say it: without how many there are or what follows a dash, bar or bracket, and not in capitals. */
export function shortTitle(title: string): string {
  const said = title.trim().replace(/\s+/g, ' ').replace(/^(?:set|pack|box) ?(?:of |\/ ?)\d+ (?=\S)/i, '').replace(/ ,/g, ',').split(/ [-–—|] |, |\(/)[0]!.replace(/[.\s]+$/, '') || title.trim();
  const calm = /\p{Lu}{4}/u.test(said) && said === said.toUpperCase() ? said.toLowerCase() : said;
  if (calm.length <= LONGEST_TITLE) return calm;
  return calm.slice(0, LONGEST_TITLE + 1).replace(/\s+\S*$/, '');
}
