// The languages that the desk speaks, and which of them somebody is spoken to in.
export const LANGUAGES = ['en', 'de'] as const;
export type Language = (typeof LANGUAGES)[number];

/** How numbers and dates are written in it. */
export const REGION: Record<Language, string> = { en: 'en-GB', de: 'de-DE' };

/** @param tags BCP 47, best first ("de-CH", "pt"). @returns the first that is spoken here, else English */
export function languageOf(tags: readonly string[]): Language {
  for (const tag of tags) {
    const [primary] = tag.toLowerCase().split('-');
    const known = LANGUAGES.find((language) => language === primary);
    if (known) return known;
  }
  return 'en';
}
