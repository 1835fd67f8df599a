// The heading of a set: what the customer is trying to do with the anchor. Plain, and true of what is in the set: a camera
// is "ready to shoot" with a card or a battery, not with a bag alone. Where no more is known: these go with it. Shoppers read
// it, so it is in the shop's language.
import type { Language } from '../language.ts';

/** What is said of an anchor of this kind, when a slot of that kind is in the set; the first that fits. */
type Beginnings = readonly (readonly [anchor: RegExp, slot: RegExp, beginning: string])[];
const BEGINNINGS: Record<Language, Beginnings> = {
  en: [
    [/\b(?:camera|camcorder)$/, /\b(?:card|battery|film)$/, 'Ready to shoot with your'],
    [/\b(?:camera|camcorder)$/, /\bmount$/, 'Hands free with your'],
    [/\bdrone$/, /\b(?:card|battery)$/, 'Ready to fly with your'],
    [/\bprinter$/, /\b(?:paper|ink|toner|cartridge)$/, 'Ready to print with your'],
    [/\bfilm$/, /\b(?:album|frame|photo paper)$/, 'Keep what you shoot on your'],
    [/\blens$/, /\bfilter$/, 'Shape the light with your'],
    [/\bcharger$/, /\bbattery$/, 'Power in reserve with your'],
    [/\b(?:microphone|recorder)$/, /\b(?:card|cable|battery|windshield)$/, 'Ready to record with your'],
    [/\bteapot$/, /\b(?:cup|teacup|saucer|mug)$/, 'Tea is served with your'],
    [/\b(?:cake tin|baking tin|cake mould|mixing bowl|baking set)$/, /\b(?:case|cutter|whisk|spatula|apron|mould)$/, 'Ready to bake with your'],
    [/\b(?:coffee maker|coffee machine|espresso machine|grinder)$/, /\b(?:coffee|bean|filter|cup|tamper)$/, 'Ready to brew with your'],
    [/\b(?:tent|sleeping bag)$/, /\b(?:mat|stove|lantern|sleeping bag|tent)$/, 'Ready to camp with your'],
  ],
  // A kind may be a plural here: singulars are made of English words only. Nouns grow together, so a word may begin within one.
  de: [
    [/(?:kamera|camcorder)s?$/, /(?:karten?|akkus?|batterien?|filme?)$/, 'Bereit zum Fotografieren mit'],
    [/(?:kamera|camcorder)s?$/, /halterung(?:en)?$/, 'Hände frei mit'],
    [/drohnen?$/, /(?:karten?|akkus?|batterien?)$/, 'Startklar mit'],
    [/drucker$/, /(?:papiere?|tinten?|toner|patronen?)$/, 'Bereit zum Drucken mit'],
    [/objektive?$/, /filter$/, 'Das Licht im Griff mit'],
    [/ladegeräte?$/, /(?:akkus?|batterien?)$/, 'Strom in Reserve mit'],
    [/(?:mikrofone?|rekorder)$/, /(?:karten?|kabel|akkus?|batterien?|windschutz)$/, 'Bereit zum Aufnehmen mit'],
    [/teekannen?$/, /(?:tassen?|becher)$/, 'Der Tee ist serviert mit'],
    [/(?:backform(?:en)?|rührschüsseln?)$/, /(?:förmchen|ausstecher|schneebesen|schürzen?)$/, 'Bereit zum Backen mit'],
    [/(?:kaffeemaschinen?|kaffeemühlen?)$/, /(?:kaffee|bohnen|filter|tassen?|tamper)$/, 'Bereit für den Kaffee mit'],
    [/(?:zelte?|schlafs[aä]cke?)$/, /(?:matten?|kocher|laternen?|schlafs[aä]cke?|zelte?)$/, 'Bereit zum Zelten mit'],
  ],
};
const OTHERWISE: Record<Language, string> = { en: 'Goes with your', de: 'Passt zu' };

const LONGEST_TITLE = 48;

/**
 * @param kind the anchor's kind, lower case; empty where it is not known
 * @param slots names of the set's slots
 * @param language of the shop
 */
export function goalFor(anchorTitle: string, kind: string, slots: readonly string[], language: Language): string {
  const beginning = BEGINNINGS[language].find(([anchor, slot]) => anchor.test(kind) && slots.some((name) => slot.test(name)))?.[2] ?? OTHERWISE[language];
  return `${beginning} ${shortTitle(anchorTitle)}`;
}

/** The title as one would say it: without how many there are or what follows a dash, bar or bracket, and not in capitals. */
export function shortTitle(title: string): string {
  const said = title.trim().replace(/\s+/g, ' ').replace(/^(?:set|pack|box) ?(?:of |\/ ?)\d+ (?=\S)/i, '').replace(/ ,/g, ',').split(/ [-–—|] |, |\(/)[0]!.replace(/[.\s]+$/, '') || title.trim();
  const calm = /\p{Lu}{4}/u.test(said) && said === said.toUpperCase() ? said.toLowerCase() : said;
  if (calm.length <= LONGEST_TITLE) return calm;
  return calm.slice(0, LONGEST_TITLE + 1).replace(/\s+\S*$/, '');
}
